import {
  addIcon,
  caretDownEmptyThinIcon,
  fileIcon,
  folderIcon,
  settingsIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { AgentSession } from '../../core/agent/session-types';
import { button, element, iconElement, part, setText } from '../dom';
import { dataFilesIcon } from '../icons';
import type { AgentActions } from '../types';
import { kernelWords } from './status-words';

/** Runs an action of the user; a failure is shown after `what` failed. */
export type Attempt = (what: string, action: () => unknown) => void;

/** Head of the sidebar: the notebook, its kernel, the model, and what can be done with the session. */
export class Header implements IDisposable {
  readonly node: HTMLElement;
  private readonly notebook = element('span', part('notebookName'), {
    dir: 'auto'
  });
  private readonly kernel = element('span', part('kernel'));
  private readonly kernelText = element('span', part('kernelText'));
  private readonly model: HTMLButtonElement;
  private readonly modelText = element('span', part('modelText'));
  private readonly files: HTMLButtonElement;
  private readonly fileCount = element('span', part('filesCount'));
  private readonly stopListening: (() => void)[];
  private disposed = false;

  /** @param toggleFiles shows the files in place of the conversation, or the conversation again */
  constructor(
    private readonly session: AgentSession,
    actions: AgentActions,
    private readonly trans: TranslationBundle,
    attempt: Attempt,
    toggleFiles: () => void
  ) {
    this.files = this.makeFiles(toggleFiles);
    this.model = this.makeModel(actions, attempt);
    this.kernel.append(
      element('span', part('kernelDot'), { 'aria-hidden': 'true' }),
      this.kernelText
    );
    this.node = element('header', part('header'), {}, [
      element('div', part('headerRow'), {}, [
        this.notebook,
        element('span', part('spacer')),
        this.files,
        ...this.makeButtons(actions, attempt)
      ]),
      element('div', part('headerRow', 'mod-facts'), {}, [
        this.kernel,
        element('span', part('spacer')),
        this.model
      ])
    ]);
    this.stopListening = [
      session.statusChanged.subscribe(() => this.update()),
      session.fileContext.changed.subscribe(() => this.updateFiles()),
      session.artifactsChanged.subscribe(() => this.updateFiles())
    ];
    this.update();
    this.updateFiles();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  setNotebook(name: string): void {
    setText(this.notebook, name);
    this.notebook.title = name;
  }

  /** Whether the files stand in place of the conversation. */
  setFilesShown(shown: boolean): void {
    this.files.setAttribute('aria-pressed', String(shown));
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.node.remove();
  }

  private update(): void {
    const { kernel, model, modelKind } = this.session.status;
    const words = kernelWords(kernel, this.trans);
    setText(this.kernelText, words);
    this.kernel.title = words;
    this.kernel.dataset.status = kernel.status;
    const name =
      modelKind === 'offline' || model === ''
        ? model === ''
          ? this.trans.__('Choose a model')
          : this.trans.__('Offline analyst')
        : model;
    setText(this.modelText, name);
    this.model.title = this.trans.__('Model: %1. Click to change it.', name);
  }

  private updateFiles(): void {
    const { trans } = this;
    const count = this.session.fileContext.files.length;
    const written = this.session.artifacts.length;
    setText(this.fileCount, count === 0 ? '' : count.toLocaleString());
    const words =
      count === 0
        ? trans.__('Data files')
        : trans.__('Data files (%1)', count.toLocaleString());
    this.files.setAttribute(
      'aria-label',
      written === 0
        ? words
        : trans.__('%1, artifacts (%2)', words, written.toLocaleString())
    );
  }

  private makeFiles(toggle: () => void): HTMLButtonElement {
    const node = element(
      'button',
      part('filesToggle'),
      {
        type: 'button',
        'aria-pressed': 'false',
        title: this.trans.__('Data files, and files that the agent wrote')
      },
      [iconElement(dataFilesIcon), this.fileCount]
    );
    node.addEventListener('click', toggle);
    return node;
  }

  private makeModel(
    actions: AgentActions,
    attempt: Attempt
  ): HTMLButtonElement {
    const what = this.trans.__('Choosing a model');
    const node = element('button', part('model'), { type: 'button' }, [
      this.modelText,
      iconElement(caretDownEmptyThinIcon)
    ]);
    node.addEventListener('click', () =>
      attempt(what, () => actions.pickModel(this.session))
    );
    return node;
  }

  private makeButtons(
    actions: AgentActions,
    attempt: Attempt
  ): HTMLButtonElement[] {
    const { session, trans } = this;
    const make = (
      label: string,
      icon: LabIcon,
      action: () => unknown
    ): HTMLButtonElement =>
      button({
        label,
        icon,
        iconOnly: true,
        onClick: () => attempt(label, action)
      });
    return [
      make(trans.__('Start a new run'), addIcon, () => actions.newRun(session)),
      make(trans.__('Open the session log'), fileIcon, () =>
        actions.openSessionLog(session)
      ),
      make(trans.__('Show the transcript’s folder'), folderIcon, () =>
        actions.openTranscriptFolder(session)
      ),
      make(trans.__('Settings'), settingsIcon, () => actions.openSettings())
    ];
  }
}
