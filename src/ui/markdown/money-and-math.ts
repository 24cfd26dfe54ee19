/**
 * Models write prices (`$1.2M and $3M`) and formulas (`$x^2$`, `\(x\)`) in the same text, while
 * the Markdown renderer takes anything between two dollars for a formula. Dollars that
 * delimit no formula are marked, and shown as dollars again by `restoreDollars`.
 */

/** A private-use character that stands for a dollar that is just a dollar. */
export const PLAIN_DOLLAR = '\uE0F4';

export function markDollars(markdown: string): string {
  if (!/[$\\]/.test(markdown)) {
    return markdown;
  }
  let result = '';
  let from = 0;
  for (const [start, end] of codeRanges(markdown)) {
    result += markInText(markdown.slice(from, start));
    result += markdown.slice(start, end);
    from = end;
  }
  return result + markInText(markdown.slice(from));
}

/** Turns marked dollars in HTML back: in text wrapped, so that a formula renderer finds no pair of them. */
export function restoreDollars(html: string): string {
  if (!html.includes(PLAIN_DOLLAR) && !html.includes(ENCODED)) {
    return html;
  }
  return html.replace(/<[^>]*>|\uE0F4/g, match =>
    match === PLAIN_DOLLAR
      ? '<span>$</span>'
      : match.replaceAll(PLAIN_DOLLAR, '$').replaceAll(ENCODED, '$')
  );
}

/** The mark as it looks in the address of a link. */
const ENCODED = encodeURIComponent(PLAIN_DOLLAR);

/** Code spans and nested fenced blocks, as [start, end) in order. */
function codeRanges(markdown: string): [number, number][] {
  const ranges: [number, number][] = [];
  const unclosed = new Set<string>();
  const runs = /`+|~{3,}/g;
  for (let run = runs.exec(markdown); run; run = runs.exec(markdown)) {
    const marker = run[0];
    const end = unclosed.has(marker)
      ? -1
      : endOfCode(markdown, run.index + marker.length, marker);
    if (end === -1) {
      unclosed.add(marker);
      continue;
    }
    ranges.push([run.index, end]);
    runs.lastIndex = end;
  }
  return ranges;
}

/** Index after the run of exactly `marker`; -1 when there is none. */
function endOfCode(markdown: string, from: number, marker: string): number {
  const character = marker.charAt(0);
  for (
    let at = markdown.indexOf(marker, from);
    at !== -1;
    at = markdown.indexOf(marker, at)
  ) {
    let end = at;
    while (markdown.charAt(end) === character) {
      end += 1;
    }
    if (end - at === marker.length) {
      return end;
    }
    at = end;
  }
  return -1;
}

const TOKEN =
  /\\\((.+?)\\\)|\\\[([^]+?)\\\]|\\[^]|\$\$[^]+?\$\$|\$([^$\n]*(?:\n[^$\n]+)*)\$(?!\d)|\$/g;

function markInText(text: string): string {
  return text
    .split(/(\n[ \t]*\n)/)
    .map(markInParagraph)
    .join('');
}

function markInParagraph(text: string): string {
  const token = new RegExp(TOKEN);
  let result = '';
  let from = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [whole, inlineTex, displayTex, inline] = match;
    const plain = inline !== undefined && !isFormula(inline);
    result += text.slice(from, match.index);
    if (plain || whole === '$' || whole === '\\$') {
      result += PLAIN_DOLLAR;
    } else if (inlineTex !== undefined) {
      result += `$${inlineTex.trim()}$`;
    } else if (displayTex !== undefined) {
      result += `$$${displayTex}$$`;
    } else {
      result += whole;
    }
    // The second dollar of a pair that is no formula may begin one.
    from = plain ? match.index + 1 : match.index + whole.length;
    token.lastIndex = from;
  }
  return result + text.slice(from);
}

function isFormula(content: string): boolean {
  if (content === '' || /^\s|[\s\\]$/.test(content)) {
    return false;
  }
  const money =
    /^[\d(]/.test(content) &&
    !/[\\^_{}=+<>]/.test(content) &&
    /[A-Za-z]{2,}|[*|]|[-–/]$/.test(content);
  return !money;
}
