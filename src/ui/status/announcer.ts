import type { IDisposable } from '@lumino/disposable';
import type {
  ConversationChange,
  Turn,
  TurnState
} from '../../core/transcript/conversation-types';
import { endMessage } from '../conversation/end-card';
import { answerText } from '../conversation/turn-footer';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';

const LONGEST = 500;

/** Tells screen readers how turns end and when they are asked for something; never single words of an answer. */
export class Announcer implements IDisposable {
  readonly node = element('div', part('announcements'), {
    'aria-live': 'polite',
    role: 'status'
  });
  private readonly states = new WeakMap<Turn, TurnState>();
  private stopListening: (() => void)[] = [];
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  listen(drawing: Drawing): void {
    const { conversation, approvalsChanged } = drawing.session;
    this.stopListening = [
      conversation.changed.subscribe(change => this.hear(change, drawing)),
      approvalsChanged.subscribe(approvals => {
        if (approvals.length > 0) {
          this.say(drawing.trans.__('The agent asks whether it may run code.'));
        }
      })
    ];
  }

  say(words: string): void {
    // The same words twice are a change only if something else was there between.
    this.node.replaceChildren(
      element('div', '', {}, [words.slice(0, LONGEST)])
    );
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.node.remove();
  }

  private hear(change: ConversationChange, { trans }: Drawing): void {
    if (change.type === 'reset') {
      return;
    }
    const { turn } = change;
    const before = this.states.get(turn);
    this.states.set(turn, turn.state);
    if (before !== 'running' || turn.state === 'running') {
      return;
    }
    this.say(
      turn.state === 'answered'
        ? trans.__('Answer: %1', answerText(turn))
        : endMessage(turn, trans)
    );
  }
}
