import { Widget } from '@lumino/widgets';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  eventually,
  trans,
  visibleText
} from '../../testing/drawing';
import { ScrolledIntoView } from '../../testing/scrolled-into-view';
import type { Deck, DeckPreview } from './artifact-actions';
import { SlidesView } from './slides-view';

/** A deck of which a test says how far it is. */
class FakeDeck implements Deck {
  readonly name = 'deck.pptx';
  readonly answers: (Partial<DeckPreview> | Error)[] = [];
  readonly asked: string[] = [];
  signal: AbortSignal | null = null;
  private waiting: (() => void) | null = null;

  async look(signal: AbortSignal): Promise<DeckPreview> {
    this.signal = signal;
    while (this.answers.length === 0) {
      await new Promise<void>(resolve => (this.waiting = resolve));
    }
    const answer = this.answers.shift()!;
    if (answer instanceof Error) {
      throw answer;
    }
    return {
      ...{ state: 'ready', slides: 0, more: false, version: 'v1', reason: '' },
      ...answer
    };
  }

  async slide(version: string, number: number): Promise<Blob> {
    this.asked.push(`${version} ${number}`);
    if (number === 3) {
      throw new Error('not there');
    }
    return new Blob(['PNG']);
  }

  say(...answers: (Partial<DeckPreview> | Error)[]): void {
    this.answers.push(...answers);
    this.waiting?.();
  }
}

let deck: FakeDeck;
let view: SlidesView;
let scrolled: ScrolledIntoView;

beforeEach(() => {
  scrolled = new ScrolledIntoView();
  deck = new FakeDeck();
  view = new SlidesView(deck, trans);
  Widget.attach(view, document.body);
});

afterEach(() => {
  view.dispose();
  scrolled.restore();
});

const list = (): HTMLElement => view.node.querySelector('ol')!;

it('says that the slides are being drawn until they are there', async () => {
  deck.say({ state: 'converting' }, { state: 'converting' });
  expect(visibleText(view.node)).toContain('Drawing the slides…');
  expect(view.node.querySelector('progress')).not.toBeNull();
  deck.say({ slides: 2 });
  await eventually(() => expect(list().hidden).toBe(false));
  expect(visibleText(view.node)).toBe('12');
  expect(list().getAttribute('aria-label')).toBe('Slides of deck.pptx');
  expect(document.activeElement).toBe(list());
});

it('loads a slide when it comes into view, and says when one cannot be', async () => {
  deck.say({ slides: 4 });
  await eventually(() => expect(list().children).toHaveLength(4));
  scrolled.show(list().children[0]!);
  scrolled.show(list().children[2]!);
  await eventually(() =>
    expect(list().querySelector('img')?.alt).toBe('Slide 1 of 4')
  );
  expect(visibleText(list().children[2]!)).toContain('could not be loaded');
  expect(deck.asked).toEqual(['v1 1', 'v1 3']);
  expect(scrolled.urls.size).toBe(1);
  view.dispose();
  expect(scrolled.urls.size).toBe(0);
});

it('says that a deck is longer than what is shown', async () => {
  deck.say({ slides: 200, more: true });
  await eventually(() =>
    expect(visibleText(view.node)).toContain('Only the first 200 slides')
  );
});

it('says honestly why there are no pictures', async () => {
  deck.say({ state: 'unavailable', reason: 'It needs LibreOffice.' });
  await eventually(() =>
    expect(visibleText(view.node)).toBe(
      'There are no pictures of the slides. It needs LibreOffice.The deck itself can be downloaded.'
    )
  );
  expect(buttonLabels(view.node)).toEqual([]);
});

it('a failure can be tried again', async () => {
  deck.say({ state: 'failed', reason: 'It is damaged.' });
  await eventually(() => buttonOf(view.node, 'Try again').click());
  expect(visibleText(view.node)).toContain('Drawing the slides…');
  deck.say(new Error('The server cannot be reached.'));
  await eventually(() =>
    expect(visibleText(view.node)).toContain('The server cannot be reached.')
  );
  buttonOf(view.node, 'Try again').click();
  deck.say({ slides: 1 });
  await eventually(() => expect(list().children).toHaveLength(1));
});

it('asks no more when it is closed', async () => {
  deck.say({ state: 'converting' });
  await eventually(() => expect(deck.answers).toEqual([]));
  view.dispose();
  expect(deck.signal?.aborted).toBe(true);
  deck.say({ state: 'converting' }, { state: 'converting' });
  await Promise.resolve();
  await Promise.resolve();
  expect(deck.answers.length).toBeGreaterThanOrEqual(1);
});
