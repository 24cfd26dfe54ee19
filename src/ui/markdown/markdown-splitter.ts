import {
  closesFence,
  fenceStart,
  htmlContainer,
  htmlDepthChange,
  indentOf,
  isBlank,
  isDefinition,
  isHeading,
  isThematicBreak,
  listContentColumn,
  mathOpenAfter,
  type FenceStart
} from './markdown-lines';

export type MarkdownPiece =
  | { readonly kind: 'markdown'; readonly source: string }
  /** A fenced code block that stands in no list, quotation or other block. */
  | {
      readonly kind: 'code';
      readonly language: string;
      readonly source: string;
    };

/**
 * Cuts Markdown that arrives in parts into pieces that can be drawn one by one. A piece
 * is finished as soon as nothing that may follow can change it; it never changes then.
 * Every character is looked at once, whatever the sizes of the parts.
 */
export class MarkdownSplitter {
  private finished: MarkdownPiece[] = [];
  /** Characters after the last line feed. */
  private partial = '';
  /** Lines of the open block. */
  private lines: string[] = [];
  private block: 'none' | 'text' | 'list' | 'indented' = 'none';
  /** A blank line was seen in a block that may go on after it. */
  private afterBlank = false;
  private contentColumn = 0;
  private fence: FenceStart | null = null;
  private code = '';
  /** A fence inside a list. */
  private nestedFence: FenceStart | null = null;
  private html: { readonly tag: string; depth: number } | null = null;
  private mathOpen = false;
  private definitions = false;

  /** True when a finished piece defines links that other pieces may use. */
  get hasDefinitions(): boolean {
    return this.definitions;
  }

  push(text: string): void {
    const lines = (this.partial + text).split('\n');
    this.partial = lines.pop() ?? '';
    for (const line of lines) {
      this.addLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }

  /** No more will come: everything is finished. */
  end(): void {
    const last = this.partial;
    this.partial = '';
    if (last !== '') {
      this.addLine(last);
    }
    if (this.fence !== null) {
      this.finishCode();
    }
    this.finishBlock();
  }

  /** What was finished since the last call. */
  takeFinished(): MarkdownPiece[] {
    const pieces = this.finished;
    this.finished = [];
    return pieces;
  }

  /** What may still change, as it would look if the text ended here. */
  open(): MarkdownPiece[] {
    if (this.fence !== null) {
      const partial = looksLikeClosing(this.partial, this.fence)
        ? ''
        : this.partial;
      return [
        {
          kind: 'code',
          language: this.fence.language,
          source: this.code + partial
        }
      ];
    }
    const fence = this.insideBlock() ? null : fenceStart(this.partial);
    const partial =
      fence !== null || /^ {0,3}(``?|~~?)$/.test(this.partial)
        ? ''
        : this.partial;
    const source = [...this.lines, partial].join('\n').trimEnd();
    const pieces: MarkdownPiece[] =
      source.trim() === '' ? [] : [{ kind: 'markdown', source }];
    if (fence !== null && fence.indent <= 3) {
      pieces.push({ kind: 'code', language: fence.language, source: '' });
    }
    return pieces;
  }

  private addLine(line: string): void {
    if (this.fence !== null) {
      this.addCodeLine(line, this.fence);
    } else if (this.html !== null) {
      this.addHtmlLine(line, this.html);
    } else if (this.nestedFence !== null && this.staysNested(line)) {
      this.addNestedLine(line, this.nestedFence);
    } else if (isBlank(line)) {
      this.addBlankLine();
    } else {
      this.addTextLine(line);
    }
  }

  private addTextLine(line: string): void {
    if (this.afterBlank && !this.continues(line)) {
      this.finishBlock();
    }
    this.afterBlank = false;
    if (this.mathOpen) {
      this.extend(line);
      return;
    }
    const fence = fenceStart(line);
    if (fence !== null && fence.indent <= 3 && !this.belongsToList(line)) {
      this.finishBlock();
      this.fence = fence;
    } else if (isHeading(line)) {
      this.finishBlock();
      this.extend(line);
      this.finishBlock();
    } else if (isThematicBreak(line) && this.block !== 'list') {
      // Under a paragraph this is a heading's underline; either way the block ends here.
      this.extend(line);
      this.finishBlock();
    } else {
      this.begin(line, fence);
    }
  }

  private begin(line: string, fence: FenceStart | null): void {
    const column = listContentColumn(line);
    const tag = this.block === 'none' ? htmlContainer(line) : null;
    if (column !== null && indentOf(line) < Math.max(2, this.contentColumn)) {
      this.block = 'list';
      this.contentColumn = column;
    } else if (this.block === 'none') {
      this.block = indentOf(line) >= 4 ? 'indented' : 'text';
    }
    if (tag !== null) {
      this.html = { tag, depth: 0 };
      this.addHtmlLine(line, this.html);
      return;
    }
    if (this.block === 'list') {
      this.nestedFence = fence ?? fenceStart(line.replace(/^\s*\S+\s+/, ''));
    }
    this.extend(line);
  }

  private addBlankLine(): void {
    this.mathOpen = false;
    if (this.block === 'list' || this.block === 'indented') {
      this.lines.push('');
      this.afterBlank = true;
    } else {
      this.finishBlock();
    }
  }

  private addCodeLine(line: string, fence: FenceStart): void {
    if (closesFence(line, fence)) {
      this.finishCode();
      return;
    }
    const indent = Math.min(fence.indent, indentOf(line));
    this.code += line.slice(indent) + '\n';
  }

  private addHtmlLine(
    line: string,
    html: { readonly tag: string; depth: number }
  ): void {
    this.lines.push(line);
    html.depth += htmlDepthChange(line, html.tag);
    if (html.depth <= 0) {
      this.html = null;
    }
  }

  private addNestedLine(line: string, fence: FenceStart): void {
    this.lines.push(line);
    if (closesFence(line, fence)) {
      this.nestedFence = null;
    }
  }

  /** A fence in a list ends with its list item, closed or not. */
  private staysNested(line: string): boolean {
    if (isBlank(line) || indentOf(line) >= this.contentColumn) {
      return true;
    }
    this.nestedFence = null;
    return false;
  }

  private extend(line: string): void {
    this.lines.push(line);
    this.mathOpen = mathOpenAfter(line, this.mathOpen);
    this.definitions ||= isDefinition(line);
  }

  private continues(line: string): boolean {
    return this.block === 'list'
      ? indentOf(line) >= 2 || listContentColumn(line) !== null
      : indentOf(line) >= 4;
  }

  private belongsToList(line: string): boolean {
    return this.block === 'list' && indentOf(line) >= this.contentColumn;
  }

  private insideBlock(): boolean {
    return (
      this.html !== null ||
      this.nestedFence !== null ||
      this.mathOpen ||
      this.belongsToList(this.partial)
    );
  }

  private finishCode(): void {
    this.finished.push({
      kind: 'code',
      language: this.fence?.language ?? '',
      source: this.code
    });
    this.fence = null;
    this.code = '';
  }

  private finishBlock(): void {
    const source = this.lines.join('\n').trimEnd();
    if (source.trim() !== '') {
      this.finished.push({ kind: 'markdown', source });
    }
    this.lines = [];
    this.block = 'none';
    this.contentColumn = 0;
    this.afterBlank = false;
    this.mathOpen = false;
    this.html = null;
    this.nestedFence = null;
  }
}

function looksLikeClosing(partial: string, fence: FenceStart): boolean {
  const text = partial.trim();
  return text !== '' && text === fence.marker.charAt(0).repeat(text.length);
}

/** Joins neighbouring Markdown, so that text that is there at once is drawn at once. */
export function joinMarkdown(
  pieces: readonly MarkdownPiece[]
): MarkdownPiece[] {
  const joined: MarkdownPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'markdown' && last?.kind === 'markdown') {
      joined[joined.length - 1] = {
        kind: 'markdown',
        source: `${last.source}\n\n${piece.source}`
      };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}
