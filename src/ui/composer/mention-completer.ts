import type { IDisposable } from '@lumino/disposable';
import type { Drawing } from '../drawing';
import { CompletionList, type Offer } from './completion-list';
import { mentionAt, replaceMention, type Mention } from './mention';

const MOST_OFFERS = 40;
/** Milliseconds of quiet before files and variables are asked for. */
const QUIET = 80;

/** Offers files and variables after an `@`. */
export class MentionCompleter implements IDisposable {
  readonly list: CompletionList;
  private mention: Mention | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private disposed = false;

  /** @param fileChosen called when a file is inserted, which attaches it */
  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly drawing: Drawing,
    private readonly fileChosen: (path: string) => void
  ) {
    this.list = new CompletionList(
      field,
      drawing.trans.__('Files and variables'),
      offer => this.insert(offer)
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** To be called when text or caret changed. */
  update(): void {
    const { selectionStart, selectionEnd, value } = this.field;
    this.mention =
      selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (this.mention === null) {
      this.list.close();
    } else {
      this.timer = setTimeout(() => void this.ask(), QUIET);
    }
  }

  close(): void {
    this.mention = null;
    this.list.close();
  }

  dispose(): void {
    this.disposed = true;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
    this.list.dispose();
  }

  private async ask(): Promise<void> {
    const { mention } = this;
    if (mention === null) {
      return;
    }
    const { actions, session } = this.drawing;
    const found = await Promise.allSettled([
      actions.listVariables(session, mention.query),
      actions.listFiles(session, mention.query)
    ]);
    if (this.disposed || this.mention !== mention) {
      return;
    }
    const kinds: Offer['kind'][] = ['variable', 'file'];
    const offers = found.flatMap((result, index) =>
      result.status === 'fulfilled'
        ? result.value.map(completion => ({
            ...completion,
            kind: kinds[index] ?? 'file'
          }))
        : []
    );
    this.list.open(offers.slice(0, MOST_OFFERS));
  }

  private insert(offer: Offer): void {
    const { mention } = this;
    this.mention = null;
    if (mention === null) {
      return;
    }
    const value =
      offer.kind === 'variable' ? `\`${offer.value}\`` : offer.value;
    const { text, caret } = replaceMention(this.field.value, mention, value);
    this.field.value = text;
    this.field.setSelectionRange(caret, caret);
    if (offer.kind === 'file') {
      this.fileChosen(offer.value);
    }
    this.field.dispatchEvent(new Event('input'));
  }
}
