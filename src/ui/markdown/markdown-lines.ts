/** What single lines of Markdown mean. After https://spec.commonmark.org/0.31.2/, as far as telling blocks apart needs it. */

export interface FenceStart {
  readonly indent: number;
  readonly marker: string;
  readonly language: string;
}

/** Width of the white space a line begins with; a tab reaches the next multiple of four. */
export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') {
      width += 1;
    } else if (character === '\t') {
      width += 4 - (width % 4);
    } else {
      break;
    }
  }
  return width;
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** The fence that `line` opens, at any indentation; null when it opens none. */
export function fenceStart(line: string): FenceStart | null {
  const match = /^\s*(`{3,}(?=[^`]*$)|~{3,})\s*([^\s`{]*)/.exec(line);
  return match === null
    ? null
    : {
        indent: indentOf(line),
        marker: match[1] ?? '',
        language: match[2] ?? ''
      };
}

export function closesFence(line: string, fence: FenceStart): boolean {
  const text = line.trim();
  return (
    text.length >= fence.marker.length &&
    text === fence.marker.charAt(0).repeat(text.length)
  );
}

/** Column at which the text of a list item begins; null when the line begins no item. */
export function listContentColumn(line: string): number | null {
  const match = /^(\s*)([-+*]|\d{1,9}[.)])(\s+|$)/.exec(line);
  if (match === null || isThematicBreak(line)) {
    return null;
  }
  const spaces = (match[3] ?? '').length;
  return (
    indentOf(match[1] ?? '') +
    (match[2] ?? '').length +
    (spaces >= 1 && spaces <= 4 ? spaces : 1)
  );
}

export function isHeading(line: string): boolean {
  return /^ {0,3}#{1,6}(\s|$)/.test(line);
}

export function isThematicBreak(line: string): boolean {
  return /^ {0,3}([-_*])\s*(\1\s*){2,}$/.test(line);
}

/** True when `line` defines a link or image that other blocks may refer to. */
export function isDefinition(line: string): boolean {
  return /^ {0,3}\[[^\]]+\]:\s*\S/.test(line);
}

const HTML_CONTAINER =
  /^ {0,3}<(details|div|table|section|article|figure|blockquote|ul|ol|dl|center|p)\b/i;

/** The container element that `line` opens as a block of raw HTML; null when it opens none. */
export function htmlContainer(line: string): string | null {
  return HTML_CONTAINER.exec(line)?.[1]?.toLowerCase() ?? null;
}

/** Elements named `tag` that `line` opens, less those it closes. */
export function htmlDepthChange(line: string, tag: string): number {
  const opened = line.match(new RegExp(`<${tag}\\b`, 'gi'))?.length ?? 0;
  const closed = line.match(new RegExp(`</${tag}\\s*>`, 'gi'))?.length ?? 0;
  return opened - closed;
}

/** Whether `line` leaves display mathematics (`$$`, `\[`) open, given whether it was open before. */
export function mathOpenAfter(line: string, open: boolean): boolean {
  for (const delimiter of line.match(/\$\$|\\\[|\\\]/g) ?? []) {
    open = delimiter === '$$' ? !open : delimiter === '\\[';
  }
  return open;
}
