/**
 * A model's Markdown without what a page would run or fetch by itself: tags are shown as text, and pictures from the web
 * become links. A saved notebook goes where nobody sanitises it, for instance through nbconvert into a page.
 * Code stays as it is. It is a second line of defence: JupyterLab shows the text sanitised in any case.
 */
export function harmlessMarkdown(text: string): string {
  const kept: string[] = [];
  let open: string[] = [];
  let fence: string | null = null;
  const flush = (): void => {
    if (open.length > 0) {
      kept.push(outsideCode(open.join('\n')));
      open = [];
    }
  };
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === null && mark && !isInline(mark[1] ?? '', mark[2] ?? '')) {
      flush();
      fence = mark[1] ?? '';
      kept.push(line);
    } else if (fence === null) {
      open.push(line);
    } else {
      kept.push(line);
      if (closes(mark, fence)) {
        fence = null;
      }
    }
  }
  flush();
  return kept.join('\n');
}

/** A tag, comment or declaration; addresses in angle brackets are links. */
const TAG = /<(?=[a-z/!?])(?!(?:https?|ftp|mailto):[^\s<>]*>)/gi;
const REMOTE_IMAGE = /!(\[[^\]]*\]\(\s*<?\s*(?:https?:)?\/\/)/gi;
/** Pictures whose address stands elsewhere; it may be any. */
const REFERENCED_IMAGE = /!(\[[^\]]*\](?:\[[^\]]*\])?(?!\())/g;
/** Code within a line, or across lines of a paragraph. */
const CODE_SPAN = /(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\1(?!`)/g;

function outsideCode(text: string): string {
  let result = '';
  let position = 0;
  for (const match of text.matchAll(CODE_SPAN)) {
    result += harmless(text.slice(position, match.index)) + match[0];
    position = match.index + match[0].length;
  }
  return result + harmless(text.slice(position));
}

function harmless(text: string): string {
  return text
    .replace(TAG, '&lt;')
    .replace(REMOTE_IMAGE, '$1')
    .replace(REFERENCED_IMAGE, '$1');
}

/** Three backticks with another behind them are code within a line. */
function isInline(mark: string, rest: string): boolean {
  return mark.startsWith('`') && rest.includes('`');
}

function closes(mark: RegExpExecArray | null, fence: string): boolean {
  const closing = mark?.[1] ?? '';
  return closing.startsWith(fence) && (mark?.[2] ?? '').trim() === '';
}
