import { closeIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { QueuedPrompt } from '../../core/agent/session-types';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';

/** Prompts that wait for the running turn, each with a way to take it back. */
export class QueueView implements IDisposable {
  readonly node = element('div', part('queue'));
  private readonly stopListening: (() => void)[];
  private shown = '';
  private disposed = false;

  constructor(private readonly drawing: Drawing) {
    const { session } = drawing;
    this.stopListening = [
      session.queueChanged.subscribe(() => this.update()),
      session.statusChanged.subscribe(() => this.update())
    ];
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.node.remove();
  }

  private update(): void {
    const { session, trans } = this.drawing;
    const held = session.status.phase === 'idle';
    const shown = JSON.stringify([session.queue.map(({ id }) => id), held]);
    if (shown === this.shown) {
      return;
    }
    this.shown = shown;
    this.node.hidden = session.queue.length === 0;
    this.node.replaceChildren(
      element('div', part('queueHeader'), {}, [
        element('span', '', {}, [
          held ? trans.__('Held back') : trans.__('Queued')
        ]),
        held
          ? button({
              label: trans.__('Run now'),
              onClick: () => session.resumeQueue()
            })
          : null
      ]),
      element(
        'ul',
        part('chips'),
        { 'aria-label': trans.__('Queued prompts') },
        session.queue.map(queued => this.chip(queued))
      )
    );
  }

  private chip({ id, prompt }: QueuedPrompt): HTMLElement {
    const { session, trans } = this.drawing;
    return element('li', part('chip'), { title: prompt.text, dir: 'auto' }, [
      element('span', part('chipText'), {}, [prompt.text]),
      button({
        label: trans.__('Take back'),
        icon: closeIcon,
        iconOnly: true,
        onClick: () => session.unqueue(id)
      })
    ]);
  }
}
