import type { IDisposable } from '@lumino/disposable';
import { AgentError } from '../../core/errors';
import { LIMITS } from '../../core/limits';
import { fileChips } from '../chips';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import type { ApprovalModes, ComposerSettings, Draft } from '../types';
import { keyMeaning } from './composer-keys';
import { ComposerToolbar } from './composer-toolbar';
import { DraftKeeper } from './draft-keeper';
import { MentionCompleter } from './mention-completer';
import { PromptHistory } from './prompt-history';

export interface ComposerOptions {
  readonly approvalModes: ApprovalModes;
  readonly settings: () => ComposerSettings;
  /** Called when a prompt is on its way. */
  readonly sent: () => void;
  readonly showFailure: (words: string) => void;
}

/** Where prompts are written. A plain text area: input methods, spell checkers and screen readers know it best. */
export class Composer implements IDisposable {
  readonly node: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly chipsBox = element('div', part('composerFiles'));
  private readonly toolbar: ComposerToolbar;
  private readonly completer: MentionCompleter;
  private readonly drafts: DraftKeeper;
  private readonly history: PromptHistory;
  private files: readonly string[] = [];
  private disposed = false;

  constructor(
    private readonly drawing: Drawing,
    private readonly options: ComposerOptions
  ) {
    const { session, trans } = drawing;
    this.field = element('textarea', part('field'), {
      rows: '1',
      dir: 'auto',
      placeholder: trans.__('Ask about your data. @ for files and variables'),
      'aria-label': trans.__('Prompt')
    });
    this.toolbar = new ComposerToolbar(drawing, options.approvalModes, {
      attach: () => this.attach(),
      insert: text => this.insert(text),
      send: () => this.send()
    });
    this.completer = new MentionCompleter(this.field, drawing, path =>
      this.addFiles([path])
    );
    this.drafts = new DraftKeeper(drawing, () => this.draft);
    this.history = new PromptHistory(() =>
      session.conversation.turns.map(({ prompt }) => prompt)
    );
    this.node = element('div', part('composer'), {}, [
      this.completer.list.node,
      this.chipsBox,
      this.field,
      this.toolbar.node
    ]);
    this.listen();
    this.drawFiles();
    void this.drafts.load(draft => this.setDraft(draft));
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  get draft(): Draft {
    return { text: this.field.value, files: this.files };
  }

  focus(): void {
    this.field.focus();
  }

  /** Puts a prompt into the field, for the user to change and send. */
  setDraft(draft: Draft): void {
    this.files = draft.files;
    this.setText(draft.text);
    this.drawFiles();
  }

  /** @param paths relative to the notebook's folder */
  addFiles(paths: readonly string[]): void {
    this.files = [...new Set([...this.files, ...paths])];
    this.drawFiles();
    this.drafts.changed();
  }

  /** Puts text in place of what is selected, or where the caret is; a phrase begins a line of its own. */
  insert(text: string): void {
    const { field } = this;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const onNewLine = from === 0 || value[from - 1] === '\n';
    field.setRangeText(onNewLine ? text : `\n${text}`, from, to, 'end');
    this.focus();
    this.changed();
  }

  /** Fits the field to its text; to be called when it becomes visible. */
  fit(): void {
    this.field.style.height = 'auto';
    if (this.field.scrollHeight > 0) {
      this.field.style.height = `${this.field.scrollHeight}px`;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.drafts.dispose();
    this.completer.dispose();
    this.toolbar.dispose();
    this.node.remove();
  }

  private listen(): void {
    this.field.addEventListener('input', () => {
      if (!this.history.isShowing(this.field.value)) {
        this.history.forget();
      }
      this.changed();
      this.completer.update();
    });
    this.field.addEventListener('click', () => this.completer.update());
    this.field.addEventListener('blur', () => {
      this.completer.close();
      this.drafts.save();
    });
    this.field.addEventListener('keydown', event => this.keyDown(event));
  }

  private keyDown(event: KeyboardEvent): void {
    const meaning = keyMeaning(event, {
      sendWith: this.options.settings().sendWith,
      completionOpen: this.completer.list.isOpen,
      empty: this.field.value === '',
      recalling: this.history.isShowing(this.field.value)
    });
    if (meaning === 'none') {
      return;
    }
    const { list } = this.completer;
    switch (meaning) {
      case 'send':
        this.send();
        break;
      case 'accept-completion':
        list.accept();
        break;
      case 'next-completion':
        list.move(1);
        break;
      case 'previous-completion':
        list.move(-1);
        break;
      case 'close-completion':
        this.completer.close();
        break;
      case 'earlier-prompt':
        this.recall(this.history.earlier());
        break;
      case 'later-prompt':
        this.recall(this.history.later());
        break;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private recall(prompt: string | null): void {
    if (prompt !== null) {
      this.setText(prompt);
    }
  }

  private setText(text: string): void {
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.changed();
  }

  private changed(): void {
    this.fit();
    this.toolbar.update(this.field.value.trim() === '');
    this.drafts.changed();
  }

  private send(): void {
    const { session, trans } = this.drawing;
    const draft = this.draft;
    const text = draft.text.trim();
    if (text === '') {
      return;
    }
    if (text.length > LIMITS.promptText) {
      this.options.showFailure(
        trans.__(
          'The prompt is too long: %1 characters, %2 at most. Put the text into a file and attach it.',
          text.length.toLocaleString(),
          LIMITS.promptText.toLocaleString()
        )
      );
      return;
    }
    this.completer.close();
    this.history.forget();
    this.setDraft({ text: '', files: [] });
    this.drafts.save();
    session
      .ask({ text, files: draft.files })
      .catch((error: unknown) => this.notSent(error, draft));
    this.options.sent();
  }

  /** No turn began: the prompt goes back into the field, unless something else was typed meanwhile. */
  private notSent(error: unknown, draft: Draft): void {
    const { code, message, advice } = AgentError.from(error);
    if (this.disposed || code === 'stopped') {
      return;
    }
    if (this.field.value === '') {
      this.setDraft(draft);
    }
    this.options.showFailure([message, advice].filter(Boolean).join(' '));
  }

  private attach(): void {
    const { actions, session, trans } = this.drawing;
    this.drawing.attempt(trans.__('Attaching'), async () => {
      this.addFiles(await actions.pickFiles(session));
      this.focus();
    });
  }

  private drawFiles(): void {
    this.chipsBox.hidden = this.files.length === 0;
    this.chipsBox.replaceChildren(
      fileChips(this.files, this.drawing.trans, file => {
        this.files = this.files.filter(each => each !== file);
        this.drawFiles();
        this.drafts.changed();
        this.focus();
      })
    );
  }
}
