import { caretDownIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { AgentSession } from '../../core/agent/session-types';
import { AgentError } from '../../core/errors';
import { Composer } from '../composer/composer';
import { FileDrop, fromNotebook } from '../composer/file-drop';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';
import { failureWords } from '../failure-words';
import { safeRendermime } from '../markdown/safe-rendermime';
import type { PanelName } from '../panel-tabs';
import { SidePanels } from '../side-panels';
import { Announcer } from '../status/announcer';
import { Banners } from '../status/banners';
import { Header } from '../status/header';
import { QueueView } from '../status/queue-view';
import { StatusLine } from '../status/status-line';
import { Ticker } from '../ticker';
import type { AgentUiOptions, Draft, SessionInfo } from '../types';
import { HostLayout } from '../widget-host';
import { EmptyState } from './empty-state';
import { TurnList } from './turn-list';

/** One session's conversation with its composer. It lives as long as the session, shown or not. */
export class ConversationWidget extends Widget {
  private readonly drawing: Drawing;
  private readonly announcer = new Announcer();
  private readonly list: TurnList;
  private readonly jump: HTMLButtonElement;
  private readonly banners: Banners;
  private readonly composer: Composer;
  private readonly header: Header;
  private readonly panels: SidePanels;
  private readonly listBox: HTMLElement;
  private readonly parts: { dispose(): void }[];

  constructor(
    session: AgentSession,
    private info: SessionInfo,
    options: AgentUiOptions,
    trans: TranslationBundle
  ) {
    super();
    this.addClass(part('conversation'));
    const host = new HostLayout();
    this.layout = host;
    this.drawing = this.makeDrawing(session, options, trans, host);
    this.announcer.listen(this.drawing);
    this.header = this.makeHeader(options);
    this.panels = new SidePanels(
      this.drawing,
      () => this.showConversation(),
      () => this.header.setFilesShown(this.panels.isShown)
    );
    this.jump = button({
      label: trans.__('Jump to latest'),
      icon: caretDownIcon,
      className: part('jump'),
      onClick: () => this.list.scroll.stick()
    });
    this.list = new TurnList(session.conversation, this.drawing, () =>
      this.updateJump()
    );
    this.banners = new Banners(this.drawing);
    this.composer = new Composer(this.drawing, {
      approvalModes: options.approvalModes,
      settings: options.composerSettings ?? (() => ({ sendWith: 'enter' })),
      sent: () => this.sent(),
      showFailure: words => this.banners.showFailure(words)
    });
    const empty = new EmptyState(this.drawing, prompt => this.choose(prompt));
    const status = new StatusLine(this.drawing);
    const queue = new QueueView(this.drawing);
    this.parts = [
      ...[this.header, ...this.makeDrops(), empty, status, queue],
      ...[this.panels, this.banners, this.composer]
    ];
    this.list.node.prepend(empty.node);
    this.listBox = element('div', part('listBox'), {}, [
      this.list.node,
      this.jump
    ]);
    this.node.append(
      this.header.node,
      this.listBox,
      ...this.panels.nodes,
      element('div', part('dock'), {}, [
        this.banners.node,
        queue.node,
        status.node,
        this.composer.node
      ]),
      this.announcer.node
    );
    this.updateJump();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.parts.forEach(each => each.dispose());
    this.list.dispose();
    this.announcer.dispose();
    super.dispose();
  }

  updateInfo(info: SessionInfo): void {
    this.info = info;
    this.header.setNotebook(info.notebookName);
  }

  focusComposer(): void {
    this.composer.focus();
  }

  /** Puts a prompt into the composer without sending it. */
  setDraft(draft: Draft): void {
    this.composer.setDraft(draft);
  }

  /** @param paths relative to the notebook's folder */
  attachFiles(paths: readonly string[]): void {
    this.composer.addFiles(paths);
  }

  /** Shows the data files, or the profile of one, in place of the conversation; what was typed stays below. */
  showFiles(path?: string): void {
    this.showPanel('files');
    if (path === undefined) {
      this.panels.files.showList();
    } else {
      this.panels.files.showProfile(path);
    }
  }

  /** Shows the files that were written in place of the conversation; what was typed stays below. */
  showArtifacts(): void {
    this.showPanel('artifacts');
  }

  /** Shows a turn of the conversation, from its beginning. */
  showTurn(turn: number): void {
    this.showConversation();
    this.list.reveal(turn);
  }

  /** Shows the conversation again, where it was left. */
  showConversation(): void {
    if (!this.panels.isShown) {
      return;
    }
    this.panels.hide();
    this.listBox.hidden = false;
    this.list.scroll.restore();
    this.composer.focus();
  }

  showFailure(words: string): void {
    this.banners.showFailure(words);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.appeared();
  }

  protected override onBeforeDetach(message: Message): void {
    this.saveScroll();
    super.onBeforeDetach(message);
  }

  protected override onBeforeHide(message: Message): void {
    this.saveScroll();
    super.onBeforeHide(message);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.appeared();
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this.composer.fit();
  }

  private makeDrawing(
    session: AgentSession,
    options: AgentUiOptions,
    trans: TranslationBundle,
    host: HostLayout
  ): Drawing {
    const rendermime = this.info.rendermime ?? options.rendermime;
    return {
      session,
      rendermime: safeRendermime(rendermime, trans),
      languages: options.languages,
      trans,
      host,
      ticker: new Ticker(),
      actions: options.actions,
      attempt: (what, action) => void this.attempt(what, action),
      showFile: path => this.showFiles(path),
      showTurn: turn => this.showTurn(turn),
      attachFiles: paths => this.attach(paths),
      announce: words => this.announcer.say(words)
    };
  }

  private makeHeader({ actions }: AgentUiOptions): Header {
    const { session, trans, attempt } = this.drawing;
    const header = new Header(session, actions, trans, attempt, () =>
      this.togglePanels()
    );
    header.setNotebook(this.info.notebookName);
    return header;
  }

  private makeDrops(): FileDrop[] {
    return [
      new FileDrop(this.node, paths => this.dropped(paths)),
      new FileDrop(this.panels.files.node, paths => this.droppedOnFiles(paths))
    ];
  }

  private showPanel(panel: PanelName): void {
    if (!this.panels.isShown) {
      this.list.scroll.save();
      this.listBox.hidden = true;
    }
    this.panels.show(panel);
  }

  private togglePanels(): void {
    if (this.panels.isShown) {
      this.showConversation();
    } else if (this.panels.usual === 'files') {
      this.showFiles();
    } else {
      this.showArtifacts();
    }
  }

  private attach(paths: readonly string[]): void {
    this.composer.addFiles(paths);
    this.composer.focus();
  }

  /** While the files are shown the position is saved already. */
  private saveScroll(): void {
    if (!this.panels.isShown) {
      this.list.scroll.save();
    }
  }

  private appeared(): void {
    if (this.isVisible) {
      if (this.panels.isShown) {
        this.panels.refresh();
      } else {
        this.list.scroll.restore();
      }
      this.composer.fit();
    }
  }

  private sent(): void {
    this.banners.clearFailure();
    this.showConversation();
    this.list.scroll.stick();
  }

  private choose(prompt: string): void {
    this.composer.setDraft({ text: prompt, files: [] });
    this.composer.focus();
  }

  private dropped(paths: readonly string[]): void {
    this.attach(this.fromNotebook(paths));
  }

  private droppedOnFiles(paths: readonly string[]): void {
    this.dropped(paths);
    this.panels.files.profile(this.fromNotebook(paths));
  }

  private fromNotebook(paths: readonly string[]): string[] {
    const from = this.info.notebookPath ?? '';
    return paths.map(path => fromNotebook(path, from));
  }

  private updateJump(): void {
    this.jump.hidden = this.list.scroll.isStuck;
  }

  private async attempt(what: string, action: () => unknown): Promise<void> {
    try {
      await action();
    } catch (error) {
      const { code } = AgentError.from(error);
      if (!this.isDisposed && code !== 'stopped') {
        this.banners.showFailure(
          this.drawing.trans.__(
            '%1 did not work: %2',
            what,
            failureWords(error)
          )
        );
      }
    }
  }
}
