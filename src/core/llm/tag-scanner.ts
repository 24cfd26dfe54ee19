export type TagKind = 'think' | 'plan' | 'solution';

export type TagToken =
  | { readonly type: 'text'; readonly text: string }
  /** From here on the text is of this kind. */
  | { readonly type: 'enter'; readonly kind: TagKind | 'text' }
  /** A stray `</think>`: everything before it was thought. */
  | { readonly type: 'was-thinking' };

const KINDS: Readonly<Record<string, TagKind>> = {
  think: 'think',
  thinking: 'think',
  thought: 'think',
  plan: 'plan',
  solution: 'solution'
};
const TAG = /^<(\/?)(thinking|think|thought|plan|solution)\s{0,8}>/i;
/** What may still become a tag when more text comes. */
const TAG_START = /^<\/?([a-z]{0,8})(\s{0,8})$/i;

/** For texts that are broken anyway. */
interface ScannerOptions {
  /** Tags count inside code, too. */
  readonly tagsInCode?: boolean;
  /** Other tags count anywhere inside thoughts. */
  readonly tagsInThought?: boolean;
}

/**
 * Finds tags in text that arrives in pieces, outside of Markdown code. Holds back what may be the beginning of a tag
 * or fence, so that the tokens do not depend on where the text was cut (pieces of text aside).
 */
export class TagScanner {
  private held = '';
  private isFirstTag = true;
  private readonly open: TagKind[] = [];
  private readonly code = new CodeTracker();

  constructor(private readonly options: ScannerOptions = {}) {}

  /** The innermost tag that is open; null in plain text. */
  get openTag(): TagKind | null {
    return this.open.at(-1) ?? null;
  }

  /** A tag is open, and so is a code fence, at the end of everything. */
  get isLostInCode(): boolean {
    return this.open.length > 0 && this.code.isInCode;
  }

  /** The thinking never ended, at the end of everything. */
  get isLostInThought(): boolean {
    return this.open.includes('think');
  }

  push(text: string): TagToken[] {
    return this.scan(this.held + text, false);
  }

  /** Gives out what was held back. */
  finish(): TagToken[] {
    return this.scan(this.held, true);
  }

  private scan(text: string, isLast: boolean): TagToken[] {
    const tokens: TagToken[] = [];
    let start = 0;
    let position = 0;
    const emit = (end: number): void => {
      if (end > start) {
        tokens.push({ type: 'text', text: text.slice(start, end) });
      }
    };
    while (position < text.length) {
      const length = this.step(text.slice(position, position + 32), isLast);
      if (length === 'wait') {
        break;
      }
      if (typeof length === 'number') {
        position += length;
      } else {
        emit(position);
        tokens.push(...length.tokens);
        position += length.length;
        start = position;
      }
    }
    emit(position);
    this.held = text.slice(position);
    return tokens;
  }

  /** How many characters come next that are text, which tag, or that more must be seen first. */
  private step(
    next: string,
    isLast: boolean
  ): number | 'wait' | { length: number; tokens: TagToken[] } {
    const run = /^(?:`+|~+)/.exec(next)?.[0];
    if (run !== undefined) {
      // What follows a run decides what it is.
      if (run.length === next.length && run.length < 32 && !isLast) {
        return 'wait';
      }
      this.code.run(run, next[run.length] ?? '\n');
      return run.length;
    }
    if (next.startsWith('<')) {
      return this.angle(next, isLast);
    }
    const plain = /^[^`~<\n]+/.exec(next)?.[0] ?? '\n';
    this.code.text(plain);
    return plain.length;
  }

  private angle(
    next: string,
    isLast: boolean
  ): number | 'wait' | { length: number; tokens: TagToken[] } {
    const tag = TAG.exec(next);
    const start = tag ? null : TAG_START.exec(next);
    if (start && !isLast && next.length < 32 && isNameStart(start)) {
      return 'wait';
    }
    const tokens = tag ? this.tag(tag[1] === '/', tag[2] ?? '') : null;
    if (!tag || !tokens) {
      this.code.text('<');
      return 1;
    }
    this.isFirstTag = false;
    this.code.reset();
    return { length: tag[0].length, tokens };
  }

  /** What the tag does; null when it is text here. */
  private tag(isClosing: boolean, name: string): TagToken[] | null {
    const kind = KINDS[name.toLowerCase()];
    const inCode = this.code.isInCode && this.options.tagsInCode !== true;
    if (kind === undefined || inCode) {
      return null;
    }
    if (!isClosing) {
      // Thoughts talk about the other tags; only at the start of a line do they begin one.
      if (
        this.openTag === 'think' &&
        (kind === 'think' ||
          !(this.code.isLineStart || this.options.tagsInThought))
      ) {
        return null;
      }
      this.open.push(kind);
      return [{ type: 'enter', kind }];
    }
    const depth = this.open.lastIndexOf(kind);
    if (depth >= 0) {
      this.open.length = depth;
      return [{ type: 'enter', kind: this.openTag ?? 'text' }];
    }
    if (this.openTag === 'think') {
      return null;
    }
    return kind === 'think' && this.isFirstTag
      ? [{ type: 'was-thinking' }, { type: 'enter', kind: 'text' }]
      : [];
  }
}

function isNameStart(start: RegExpExecArray): boolean {
  const [, letters = '', blanks = ''] = start;
  const name = letters.toLowerCase();
  return Object.keys(KINDS).some(known =>
    blanks === '' ? known.startsWith(name) : known === name
  );
}

/** Knows whether a position is inside a fenced block or inline code. */
class CodeTracker {
  isLineStart = true;
  private fence: string | null = null;
  /** The fence's own line, where backticks would make it inline code after all. */
  private isFenceLine = false;
  private inline: string | null = null;

  get isInCode(): boolean {
    return this.fence !== null || this.inline !== null;
  }

  /** A run of backticks or tildes. */
  run(run: string, next: string): void {
    const wasLineStart = this.isLineStart;
    this.isLineStart = false;
    if (this.fence !== null) {
      if (this.isFenceLine && run.startsWith('`') && this.fence[0] === '`') {
        // ```code``` on one line.
        this.inline = this.fence;
        this.fence = null;
        this.isFenceLine = false;
        this.toggleInline(run);
      } else if (
        wasLineStart &&
        run[0] === this.fence[0] &&
        run.length >= this.fence.length &&
        /\s/.test(next)
      ) {
        this.fence = null;
      }
    } else if (wasLineStart && run.length >= 3) {
      this.fence = run;
      this.isFenceLine = true;
    } else if (run.startsWith('`')) {
      this.toggleInline(run);
    }
  }

  /** Text without backticks and tildes; a line break stands alone. */
  text(text: string): void {
    if (text === '\n') {
      this.isLineStart = true;
      this.isFenceLine = false;
      // Inline code is not followed over lines: a single backtick must not hide the rest of the text.
      this.inline = null;
    } else if (text.trim() !== '') {
      this.isLineStart = false;
    }
  }

  reset(): void {
    this.fence = null;
    this.inline = null;
    this.isFenceLine = false;
    this.isLineStart = true;
  }

  private toggleInline(run: string): void {
    if (this.inline === null) {
      this.inline = run;
    } else if (this.inline === run) {
      this.inline = null;
    }
  }
}
