import type { IDisposable } from '@lumino/disposable';
import type { ApprovalMode } from '../../core/agent/session-types';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';
import { attachIcon, sendIcon, stopTurnIcon } from '../icons';
import type { ApprovalModes } from '../types';
import { TemplateMenu } from './template-menu';

export interface ToolbarActions {
  attach(): void;
  /** Puts text into the prompt where the caret is. */
  insert(text: string): void;
  send(): void;
}

/** The buttons below the text field: attach, templates, who decides, stop and send. */
export class ComposerToolbar implements IDisposable {
  readonly node: HTMLElement;
  private readonly mode: HTMLSelectElement;
  private readonly stop: HTMLButtonElement;
  private readonly send: HTMLButtonElement;
  private readonly templates: TemplateMenu;
  private readonly stopListening: (() => void)[];
  private empty = true;
  private disposed = false;

  constructor(
    private readonly drawing: Drawing,
    private readonly approvalModes: ApprovalModes,
    actions: ToolbarActions
  ) {
    const { session, trans } = drawing;
    this.mode = this.makeMode();
    this.stop = button({
      label: trans.__('Stop'),
      icon: stopTurnIcon,
      className: part('stop'),
      onClick: () => session.stop()
    });
    this.send = button({
      label: trans.__('Send'),
      icon: sendIcon,
      iconOnly: true,
      className: part('send', 'mod-primary'),
      onClick: () => actions.send()
    });
    this.templates = new TemplateMenu(drawing, text => actions.insert(text));
    this.node = element('div', part('composerToolbar'), {}, [
      button({
        label: trans.__('Attach files'),
        icon: attachIcon,
        iconOnly: true,
        onClick: () => actions.attach()
      }),
      this.templates.node,
      this.mode,
      element('span', part('spacer')),
      this.stop,
      this.send
    ]);
    this.stopListening = [
      session.statusChanged.subscribe(() => this.update(this.empty)),
      approvalModes.changed.subscribe(() => this.update(this.empty))
    ];
    this.update(true);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** @param empty whether there is nothing to send */
  update(empty: boolean): void {
    const { session, trans } = this.drawing;
    const running = !['idle', 'loading'].includes(session.status.phase);
    const label = running
      ? trans.__('Send when this turn is over')
      : trans.__('Send');
    this.empty = empty;
    this.stop.hidden = !running;
    this.send.disabled = empty;
    this.send.title = label;
    this.send.setAttribute('aria-label', label);
    this.mode.value = this.approvalModes.get(session);
    this.mode.dataset.mode = this.mode.value;
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.templates.dispose();
    this.node.remove();
  }

  private makeMode(): HTMLSelectElement {
    const { session, trans } = this.drawing;
    const option = (mode: ApprovalMode, label: string): HTMLOptionElement =>
      element('option', '', { value: mode }, [label]);
    const mode = element(
      'select',
      part('mode'),
      {
        'aria-label': trans.__('Before the agent runs code'),
        title: trans.__('Whether the agent asks before it runs code')
      },
      [
        option('ask', trans.__('Ask before running')),
        option('auto', trans.__('Run automatically'))
      ]
    );
    mode.addEventListener('change', () =>
      this.drawing.attempt(trans.__('Changing the mode'), () =>
        this.approvalModes.set(session, mode.value === 'auto' ? 'auto' : 'ask')
      )
    );
    return mode;
  }
}
