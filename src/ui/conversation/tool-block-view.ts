import type { ApprovalRequest } from '../../core/ports';
import { callSubject } from '../../core/transcript/call-subject';
import type { ToolBlock } from '../../core/transcript/conversation-types';
import { element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { formatDuration, formatElapsed } from '../format';
import { CodeBlock, copyButton, insertButton } from '../markdown/code-block';
import { ApprovalView } from './approval-view';
import { OutputsView } from './outputs-view';
import { ToolStateIcon } from './tool-state-icon';
import { toolWords } from './tool-words';
import type { View } from './view';

const FOLD_AFTER_LINES = 12;

/** A tool call: what it is, its code, what it printed and showed, and the user's word where one is needed. */
export class ToolBlockView implements View {
  readonly node: HTMLElement;
  private readonly icon: ToolStateIcon;
  private readonly title = element('span', part('toolTitle'));
  private readonly subject = element('code', part('toolSubject'));
  private readonly time = element('span', part('toolTime'));
  private readonly buttons = element('span', part('toolButtons'));
  private readonly body = element('div', part('toolBody'));
  private readonly comment = element('div', part('toolComment'), {
    dir: 'auto'
  });
  private readonly result: HTMLDetailsElement;
  private readonly resultText = element('pre', part('toolResultText'), {
    tabindex: '0',
    dir: 'auto'
  });
  private readonly outputs: OutputsView;
  private code: CodeBlock | null = null;
  private approval: ApprovalView | null = null;
  private stopTicking: (() => void) | null = null;
  private readonly stopListening: () => void;

  constructor(
    private readonly block: ToolBlock,
    private readonly drawing: Drawing
  ) {
    this.icon = new ToolStateIcon(drawing.trans);
    this.outputs = new OutputsView(drawing);
    this.result = element('details', part('details', 'mod-result'), {}, [
      element('summary', '', {}, [drawing.trans.__('What the agent saw')]),
      this.resultText
    ]);
    this.node = element('section', part('tool'), {}, [
      element('header', part('toolHeader'), {}, [
        this.icon.node,
        this.title,
        this.subject,
        this.buttons,
        this.time
      ]),
      this.body,
      this.comment,
      this.outputs.node,
      this.result
    ]);
    this.stopListening = drawing.session.approvalsChanged.subscribe(() => {
      this.updateCode();
      this.updateApproval();
    });
  }

  get isDisposed(): boolean {
    return this.outputs.isDisposed;
  }

  update(): void {
    const { block, drawing } = this;
    const words = toolWords(block, drawing.trans);
    this.node.setAttribute('aria-label', words);
    this.node.className = part('tool', `mod-${block.state}`);
    setText(this.title, words);
    this.icon.update(block.state);
    this.updateCode();
    this.updateTime();
    this.updateApproval();
    setText(
      this.comment,
      block.state === 'refused' && block.comment
        ? drawing.trans.__('You said: %1', block.comment)
        : ''
    );
    this.comment.hidden = this.comment.textContent === '';
    this.outputs.update(block.outputs, block.state === 'running');
    this.updateResult();
  }

  dispose(): void {
    this.stopListening();
    this.stopTicking?.();
    this.approval?.dispose();
    this.code?.dispose();
    this.outputs.dispose();
    this.node.remove();
  }

  private updateCode(): void {
    const { block, drawing } = this;
    const code = this.shownCode();
    setText(
      this.subject,
      code === null ? callSubject(block.argumentsText) : ''
    );
    this.subject.hidden = this.subject.textContent === '';
    if (code === null || code === '') {
      return;
    }
    if (this.code === null) {
      this.code = new CodeBlock(drawing, {
        withHeader: false,
        foldAfter: FOLD_AFTER_LINES
      });
      this.body.prepend(this.code.node);
      this.buttons.append(
        copyButton(drawing, () => this.shownCode() ?? ''),
        insertButton(drawing, () => this.shownCode() ?? '')
      );
    }
    void this.code.set(code, this.language(), block.state !== 'writing');
  }

  private updateTime(): void {
    const { block, drawing } = this;
    const running = block.state === 'running' && block.startedAt !== null;
    if (running && this.stopTicking === null) {
      this.stopTicking = drawing.ticker.subscribe(() => this.updateTime());
    } else if (!running) {
      this.stopTicking?.();
      this.stopTicking = null;
    }
    const elapsed = running
      ? formatElapsed(
          Date.now() - Date.parse(block.startedAt ?? ''),
          drawing.trans
        )
      : block.milliseconds === null || block.state === 'refused'
        ? ''
        : formatDuration(block.milliseconds, drawing.trans);
    setText(this.time, elapsed);
  }

  private updateApproval(): void {
    const request = this.request();
    if (request === undefined) {
      if (this.approval !== null) {
        this.code?.refold();
      }
      this.approval?.dispose();
      this.approval = null;
    } else if (this.approval === null) {
      this.approval = new ApprovalView(request, this.drawing);
      this.body.append(this.approval.node);
      this.code?.unfold();
    }
  }

  private request(): ApprovalRequest | undefined {
    return this.block.state === 'awaiting-approval'
      ? this.drawing.session.approvals.find(({ id }) => id === this.block.id)
      : undefined;
  }

  /** While approval is asked for, exactly what would run. */
  private shownCode(): string | null {
    return this.request()?.code ?? this.block.code;
  }

  /** Where there is nothing to see, the text the model was given says what happened. */
  private updateResult(): void {
    const { outputs, resultText, state } = this.block;
    this.result.hidden =
      outputs.length > 0 || resultText === '' || state === 'refused';
    if (!this.result.hidden) {
      setText(this.resultText, resultText);
      this.result.open ||= state === 'error';
    }
  }

  private language(): string {
    return this.drawing.session.status.kernel.kernel?.language || 'python';
  }
}
