import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextBlock } from '../../core/transcript/conversation-types';
import type { ShownTurn } from '../../testing/fake-session';
import { eventually, Stage, visibleText } from '../../testing/drawing';
import { TextBlockView } from './text-block-view';

const REPLY =
  '<think>Sum first.</think><plan>1. sum\n2. draw</plan>Here it is.<solution>**42**</solution>';

let stage: Stage;
let turn: ShownTurn;
let view: TextBlockView;

const block = (): TextBlock => {
  const found = turn.turn.blocks[0];
  return found?.kind === 'text' ? found : expect.fail('no text yet');
};

function draw(): void {
  view ??= stage.show(new TextBlockView(block(), stage.drawing));
  view.update();
}

beforeEach(() => {
  stage = new Stage();
  turn = stage.session.startTurn('total?');
  view = undefined as unknown as TextBlockView;
});

afterEach(() => {
  view.dispose();
  stage.dispose();
});

const thoughts = (): HTMLDetailsElement => view.node.querySelector('details')!;

describe('R56: tagged parts are shown as what they are', () => {
  beforeEach(async () => {
    turn.finishText(REPLY).end();
    draw();
    await eventually(() => expect(visibleText(view.node)).toContain('42'));
  });

  it('thoughts fold away, and are drawn only when they are opened', async () => {
    expect(thoughts().open).toBe(false);
    expect(visibleText(thoughts())).toBe('Thoughts');
    thoughts().open = true;
    thoughts().dispatchEvent(new Event('toggle'));
    await eventually(() =>
      expect(visibleText(thoughts())).toContain('Sum first.')
    );
  });

  it('plan and solution are sections of their own with a name', () => {
    const sections = [...view.node.querySelectorAll('section')];
    expect(sections.map(each => each.getAttribute('aria-label'))).toEqual([
      'Plan',
      'Answer'
    ]);
    expect(sections[0]?.querySelectorAll('ol > li')).toHaveLength(2);
    expect(sections[1]?.querySelector('strong')?.textContent).toBe('42');
  });

  it('the rest is plain text in between, without the tags', () => {
    expect(visibleText(view.node)).toMatch(
      /^Thoughts ?Plan.*Here it is\. ?Answer ?42$/
    );
  });
});

describe('while it is written', () => {
  it('thoughts are open, and fold when they are over', () => {
    turn.write('<think>Sum fi');
    draw();
    expect(thoughts().open).toBe(true);
    expect(visibleText(thoughts())).toContain('Thinking…');
    turn.write('rst.</think>It is');
    draw();
    expect(thoughts().open).toBe(false);
  });

  it('thoughts stay as the user left them', () => {
    turn.write('<think>Sum fi');
    draw();
    const title = thoughts().querySelector('summary')!;
    title.click();
    thoughts().open = false;
    turn.write('rst and ');
    draw();
    expect(thoughts().open).toBe(false);
  });

  it('reasoning that the server sends beside the text is shown the same way', async () => {
    turn.show({ type: 'reasoning', text: 'Hmm' });
    draw();
    expect(thoughts().open).toBe(true);
    turn.show({ type: 'reasoning', text: ', yes.' }).write('Fine.');
    draw();
    expect(thoughts().open).toBe(false);
    turn.finishText('Fine.');
    draw();
    await eventually(() => expect(visibleText(view.node)).toContain('Fine.'));
  });

  it('text that turned out to be something else is drawn as that', async () => {
    turn.write('Here');
    draw();
    turn.finishText('<solution>42</solution>');
    draw();
    await eventually(() => expect(visibleText(view.node)).toBe('Answer42'));
  });
});

it('says where an answer breaks off', () => {
  turn.write('It is');
  draw();
  expect(visibleText(view.node)).not.toContain('breaks off');
  turn.end({ outcome: 'stopped' });
  draw();
  expect(visibleText(view.node)).toContain('The answer breaks off here.');
});
