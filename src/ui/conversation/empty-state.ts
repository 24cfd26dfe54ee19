import type { IDisposable } from '@lumino/disposable';
import { button, element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { agentIcon } from '../icons';

const MOST_SUGGESTIONS = 3;

/** What a conversation without turns shows: what this is, and first prompts to click on. */
export class EmptyState implements IDisposable {
  readonly node: HTMLElement;
  private readonly suggestions: HTMLElement;
  private readonly offline: HTMLElement;
  private readonly stopListening: (() => void)[];
  private disposed = false;

  /** @param choose is given the suggestion the user clicked on */
  constructor(
    private readonly drawing: Drawing,
    private readonly choose: (prompt: string) => void
  ) {
    const { session, trans } = drawing;
    this.suggestions = element('div', part('suggestions'), {
      role: 'group',
      'aria-label': trans.__('Suggestions')
    });
    this.offline = element('p', part('offline'), {}, [
      trans.__(
        'The built-in offline analyst answers: it needs no key and is not a language model.'
      ),
      ' ',
      button({
        label: trans.__('Set up a model'),
        className: part('link'),
        onClick: () => drawing.actions.openSettings()
      })
    ]);
    this.node = element('div', part('empty'), {}, [
      iconElement(agentIcon),
      element('h2', part('emptyTitle'), {}, [trans.__('Ask about your data')]),
      element('p', '', {}, [
        trans.__(
          'The agent works in this notebook’s kernel: it sees your variables, and what it makes stays there for you.'
        )
      ]),
      this.suggestions,
      this.offline
    ]);
    this.stopListening = [
      session.conversation.changed.subscribe(() => this.update()),
      session.statusChanged.subscribe(() => this.update())
    ];
    this.update();
    void this.suggest();
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
    const { conversation, status } = this.drawing.session;
    this.node.hidden =
      conversation.turns.length > 0 || status.phase === 'loading';
    this.offline.hidden = status.modelKind !== 'offline';
  }

  private async suggest(): Promise<void> {
    const { actions, session } = this.drawing;
    try {
      const prompts = await actions.suggestions(session);
      this.suggestions.replaceChildren(
        ...prompts.slice(0, MOST_SUGGESTIONS).map(prompt =>
          button({
            label: prompt,
            className: part('suggestion'),
            onClick: () => this.choose(prompt)
          })
        )
      );
    } catch {
      // Suggestions are extras: without them there is still the composer.
    }
  }
}
