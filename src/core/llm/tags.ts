import type { TextSegment } from '../transcript/conversation-types';
import { TagScanner, type TagToken } from './tag-scanner';

/**
 * Tells tagged parts of an assistant's text apart while it streams. `segments` is always the state so far: the same
 * objects are kept and grown. Tags in code are text. Segments are without their tags, without blank lines at the
 * beginning, and never blank, save one that was just opened.
 */
export class TagSplitter {
  readonly segments: TextSegment[] = [];
  private raw = '';
  private scanner = new TagScanner();
  /** Blank text that becomes part of the current segment only if more follows. */
  private blank = '';
  private current: TextSegment | null = null;

  push(text: string): void {
    this.raw += text;
    this.scanner.push(text).forEach(token => this.take(token));
  }

  /** Call when no more text comes: what was held back is shown, and plain text is closed. */
  finish(): void {
    this.scanner.finish().forEach(token => this.take(token));
    const { isLostInCode: tagsInCode, isLostInThought: tagsInThought } =
      this.scanner;
    if (tagsInCode || tagsInThought) {
      // The closing tag was swallowed by a code fence that never ended, or never came: look again, less strictly.
      this.restart(new TagScanner({ tagsInCode, tagsInThought }));
    }
    if (this.current && this.scanner.openTag === null) {
      this.close();
    }
  }

  private restart(scanner: TagScanner): void {
    this.segments.length = 0;
    this.current = null;
    this.blank = '';
    this.scanner = scanner;
    scanner.push(this.raw).forEach(token => this.take(token));
    scanner.finish().forEach(token => this.take(token));
  }

  private take(token: TagToken): void {
    switch (token.type) {
      case 'text':
        return this.addText(token.text);
      case 'enter':
        this.close();
        this.blank = '';
        if (token.kind !== 'text') {
          this.open(token.kind);
        }
        return;
      case 'was-thinking':
        // The opening tag was a part of the prompt: all so far was thought.
        this.close();
        this.segments.splice(
          0,
          Infinity,
          ...this.segments.map(segment => ({
            ...segment,
            kind: 'think' as const
          }))
        );
    }
  }

  private addText(text: string): void {
    const pending = this.blank + text;
    const segment = this.current;
    if (segment && segment.text !== '') {
      segment.text += text;
      return;
    }
    if (pending.trim() === '') {
      this.blank = pending;
      return;
    }
    const target = segment ?? this.open('text');
    target.text = pending.replace(/^(?:[^\S\n]*\n)+/, '');
    this.blank = '';
  }

  private open(kind: TextSegment['kind']): TextSegment {
    const segment: TextSegment = { kind, text: '', closed: false };
    this.segments.push(segment);
    this.current = segment;
    return segment;
  }

  private close(): void {
    const segment = this.current;
    this.current = null;
    if (segment) {
      segment.closed = true;
      segment.text = segment.text.trimEnd();
      if (segment.text === '') {
        this.segments.pop();
      }
    }
  }
}

/** The tagged and plain parts of a whole text, in order. A tag that was never closed leaves its segment open. */
export function splitTags(text: string): TextSegment[] {
  const splitter = new TagSplitter();
  splitter.push(text);
  splitter.finish();
  return splitter.segments;
}

/** What a user wants to read: the solution if there is one, otherwise the text outside of all tags. */
export function plainAnswer(text: string): string {
  const segments = splitTags(text);
  const kind = segments.some(segment => segment.kind === 'solution')
    ? 'solution'
    : 'text';
  return segments
    .filter(segment => segment.kind === kind)
    .map(segment => segment.text.trim())
    .join('\n\n')
    .trim();
}

/** True when the text gives its solution, which ends the turn (R56). */
export function hasSolution(text: string): boolean {
  return splitTags(text).some(segment => segment.kind === 'solution');
}
