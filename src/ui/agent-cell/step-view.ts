import { caretDownEmptyThinIcon } from '@jupyterlab/ui-components';
import type { AgentSession } from '../../core/agent/session-types';
import type { ApprovalRequest } from '../../core/ports';
import { ApprovalView } from '../conversation/approval-view';
import { ToolStateIcon } from '../conversation/tool-state-icon';
import { toolWords } from '../conversation/tool-words';
import { element, iconElement, part, setText } from '../dom';
import { formatDuration } from '../format';
import { CodeBlock, copyButton, insertButton } from '../markdown/code-block';
import type { OutputPlace, OutputView } from './output-place';
import type { StepPayload } from './payloads';

/** A tool call in an agent cell: one line, with its code and what it printed folded away; open while the user is asked. */
export class StepView implements OutputView<StepPayload> {
  readonly node: HTMLElement;
  private readonly icon: ToolStateIcon;
  private readonly toggle: HTMLButtonElement;
  private readonly title = element('span', part('toolTitle'));
  private readonly subject = element('code', part('toolSubject'));
  private readonly time = element('span', part('toolTime'));
  private readonly buttons = element('span', part('toolButtons'));
  private readonly body = element('div', part('toolBody'));
  private readonly result = element('pre', part('cellStepResult'), {
    tabindex: '0',
    dir: 'auto'
  });
  private code: CodeBlock | null = null;
  private approval: ApprovalView | null = null;
  private payload: StepPayload | null = null;
  private followed: AgentSession | null = null;
  private stopFollowing: (() => void) | null = null;
  /** What the user chose; null: as the state has it. */
  private opened: boolean | null = null;

  constructor(private readonly place: OutputPlace) {
    const { trans } = place.drawing;
    this.icon = new ToolStateIcon(trans);
    this.result.setAttribute('aria-label', trans.__('What it printed'));
    const caret = iconElement(caretDownEmptyThinIcon);
    caret.classList.add(part('cellStepCaret'));
    this.toggle = element(
      'button',
      part('cellStepToggle'),
      { type: 'button' },
      [this.icon.node, this.title, this.subject, this.time, caret]
    );
    this.toggle.addEventListener('click', () => {
      this.opened = !this.isOpen;
      this.draw();
    });
    this.body.append(this.result);
    this.node = element('section', part('tool'), {}, [
      element('header', part('toolHeader'), {}, [this.toggle, this.buttons]),
      this.body
    ]);
  }

  update(payload: StepPayload): void {
    this.payload = payload;
    this.follow(this.place.session(payload.session));
    this.draw();
  }

  dispose(): void {
    this.follow(null);
    this.approval?.dispose();
    this.code?.dispose();
    this.node.remove();
  }

  private draw(): void {
    const { payload } = this;
    if (payload === null) {
      return;
    }
    const { trans } = this.place.drawing;
    const state = this.stateOf(payload);
    const words = toolWords({ name: payload.name, state }, trans);
    this.node.className = part('tool', 'mod-inCell', `mod-${state}`);
    this.node.setAttribute('aria-label', words);
    setText(this.title, words);
    setText(
      this.subject,
      this.isOpen ? '' : (payload.subject ?? firstLine(payload.code ?? ''))
    );
    this.icon.update(state);
    setText(
      this.time,
      payload.milliseconds === null || state === 'refused'
        ? ''
        : formatDuration(payload.milliseconds, trans)
    );
    this.toggle.setAttribute('aria-expanded', String(this.isOpen));
    this.body.hidden = !this.isOpen;
    setText(this.result, payload.result ?? '');
    this.result.hidden = this.result.textContent === '';
    this.drawCode();
    this.drawApproval();
  }

  private drawCode(): void {
    const { drawing } = this.place;
    const code = this.shownCode();
    if (code === '') {
      return;
    }
    if (this.code === null) {
      this.code = new CodeBlock(drawing, { withHeader: false });
      this.body.prepend(this.code.node);
      this.buttons.append(
        copyButton(drawing, () => this.shownCode()),
        insertButton(drawing, () => this.shownCode())
      );
    }
    const language = drawing.session.status.kernel.kernel?.language || 'python';
    void this.code.set(code, language, this.payload?.state !== 'writing');
  }

  private drawApproval(): void {
    const request = this.request();
    if (request === undefined || this.followed === null) {
      this.approval?.dispose();
      this.approval = null;
    } else if (this.approval === null) {
      // The answer goes to the session that asks, which need not be the one in the sidebar.
      this.approval = new ApprovalView(request, {
        ...this.place.drawing,
        session: this.followed
      });
      this.body.append(this.approval.node);
    }
  }

  private get isOpen(): boolean {
    const isAsked = this.request() !== undefined;
    return isAsked || (this.opened ?? false);
  }

  /** A call that was saved while it waited or ran does neither any more. */
  private stateOf({ state, turn }: StepPayload): StepPayload['state'] {
    const isOpen = ['writing', 'awaiting-approval', 'running'].includes(state);
    const isLive = this.followed?.conversation.turns.some(
      each => each.number === turn && each.state === 'running'
    );
    return isOpen && isLive !== true ? 'interrupted' : state;
  }

  private request(): ApprovalRequest | undefined {
    const id = this.payload?.call;
    return this.payload?.state === 'awaiting-approval'
      ? this.followed?.approvals.find(request => request.id === id)
      : undefined;
  }

  /** While approval is asked for, exactly what would run. */
  private shownCode(): string {
    return this.request()?.code ?? this.payload?.code ?? '';
  }

  private follow(session: AgentSession | null): void {
    if (session !== this.followed) {
      this.stopFollowing?.();
      this.followed = session;
      const listening = session
        ? [
            session.approvalsChanged.subscribe(() => this.draw()),
            session.statusChanged.subscribe(() => this.draw())
          ]
        : [];
      this.stopFollowing = () => listening.forEach(stop => stop());
    }
  }
}

/** The line that says most at a glance: the first that is no import and no comment. */
function firstLine(code: string): string {
  const lines = code
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  return (
    lines.find(line => !/^(#|import\b|from\b|%)/.test(line)) ?? lines[0] ?? ''
  );
}
