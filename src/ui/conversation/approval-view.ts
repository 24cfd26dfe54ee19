import type { IDisposable } from '@lumino/disposable';
import type { ApprovalDecision, ApprovalRequest } from '../../core/ports';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';

/** Asks for the user's word about one call. */
export class ApprovalView implements IDisposable {
  readonly node: HTMLElement;
  private readonly choices: HTMLElement;
  private readonly rejection: HTMLFormElement;
  private readonly comment: HTMLTextAreaElement;
  private disposed = false;

  constructor(
    private readonly request: ApprovalRequest,
    private readonly drawing: Drawing
  ) {
    const { trans } = drawing;
    this.comment = element('textarea', part('approvalComment'), {
      rows: '2',
      dir: 'auto',
      placeholder: trans.__('What should it do instead? (optional)'),
      'aria-label': trans.__('Comment for the agent')
    });
    this.choices = this.makeChoices();
    this.rejection = this.makeRejection();
    this.rejection.hidden = true;
    this.node = element(
      'div',
      part('approval'),
      { role: 'group', 'aria-label': trans.__('Approval') },
      [
        element('div', part('approvalQuestion'), {}, [
          trans.__('Run this in your kernel?')
        ]),
        this.choices,
        this.rejection
      ]
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }

  private makeChoices(): HTMLElement {
    const { trans } = this.drawing;
    return element('div', part('approvalChoices'), {}, [
      button({
        label: trans.__('Allow once'),
        className: 'jp-mod-primary',
        onClick: () => this.decide({ outcome: 'allow-once' })
      }),
      button({
        label: trans.__('Allow for this session'),
        onClick: () => this.decide({ outcome: 'allow-session' })
      }),
      button({
        label: trans.__('Reject…'),
        onClick: () => this.showRejection(true)
      })
    ]);
  }

  private makeRejection(): HTMLFormElement {
    const { trans } = this.drawing;
    const reject = button({
      label: trans.__('Reject'),
      className: 'jp-mod-warn',
      onClick: () => this.reject()
    });
    const form = element('form', part('approvalRejection'), {}, [
      this.comment,
      element('div', part('approvalChoices'), {}, [
        reject,
        button({
          label: trans.__('Back'),
          onClick: () => this.showRejection(false)
        })
      ])
    ]);
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.reject();
    });
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation();
        this.showRejection(false);
      }
    });
    return form;
  }

  private showRejection(shown: boolean): void {
    this.rejection.hidden = !shown;
    this.choices.hidden = shown;
    if (shown) {
      this.comment.focus();
    } else {
      this.choices.querySelector('button')?.focus();
    }
  }

  private reject(): void {
    const comment = this.comment.value.trim();
    this.decide(
      comment === '' ? { outcome: 'reject' } : { outcome: 'reject', comment }
    );
  }

  private decide(decision: ApprovalDecision): void {
    const { session, trans } = this.drawing;
    this.drawing.attempt(trans.__('Deciding'), () =>
      session.decide(this.request.id, decision)
    );
  }
}
