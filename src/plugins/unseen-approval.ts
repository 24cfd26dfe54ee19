import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { AgentSession } from '../core/agent/session-types';
import { LIMITS } from '../core/limits';
import { part } from '../ui/dom';

/** By then the cell shows the question. */
const SHOWN_AFTER_MS = 3 * LIMITS.agentCellRedrawMilliseconds;

/**
 * Says that an agent cell waits for permission where the user does not see it (Run All leaves them at the end of the
 * notebook), with a way there. It stays until the question is answered.
 */
export class UnseenApproval {
  private shown: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly following: (() => void)[] = [];

  /** @param cellId id of the cell that runs */
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly panel: NotebookPanel,
    private readonly cellId: string,
    private readonly trans: TranslationBundle
  ) {}

  follow(session: AgentSession): void {
    const stop = session.approvalsChanged.subscribe(requests => {
      clearTimeout(this.timer);
      this.withdraw();
      if (requests.length > 0) {
        this.timer = setTimeout(() => this.tell(), SHOWN_AFTER_MS);
      }
    });
    this.following.push(stop);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.withdraw();
    this.following.splice(0).forEach(stop => stop());
  }

  private tell(): void {
    if (this.panel.isDisposed || this.isSeen()) {
      return;
    }
    const { trans } = this;
    this.shown = Notification.emit(
      trans.__('An agent cell waits for your permission to run code.'),
      'warning',
      {
        autoClose: false,
        actions: [
          {
            label: trans.__('Show'),
            displayType: 'accent',
            callback: () => void this.show()
          }
        ]
      }
    );
  }

  private withdraw(): void {
    if (this.shown !== null) {
      Notification.dismiss(this.shown);
      this.shown = null;
    }
  }

  private isSeen(): boolean {
    const question = this.question();
    if (!this.panel.isVisible || !question) {
      return false;
    }
    const seen = this.panel.content.node.getBoundingClientRect();
    const { top, bottom } = question.getBoundingClientRect();
    return top >= seen.top && bottom <= seen.bottom;
  }

  private async show(): Promise<void> {
    const { app, panel } = this;
    app.shell.activateById(panel.id);
    const { content } = panel;
    const index = this.index();
    if (index >= 0) {
      content.activeCellIndex = index;
      await content.scrollToItem(index, 'end');
      this.question()?.scrollIntoView({ block: 'center' });
    }
  }

  private question(): Element | null {
    const cell = this.panel.content.widgets[this.index()];
    return cell?.node.querySelector(`.${part('approval')}`) ?? null;
  }

  private index(): number {
    return this.panel.content.widgets.findIndex(
      ({ model }) => model.id === this.cellId
    );
  }
}
