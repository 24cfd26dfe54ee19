import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShownTurn } from '../../testing/fake-session';
import {
  eventually,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { TurnView } from './turn-view';

let stage: Stage;
let turn: ShownTurn;
let view: TurnView;
let isLast: boolean;

beforeEach(() => {
  stage = new Stage();
  isLast = true;
  turn = stage.session.startTurn('total by region', ['data/sales.csv']);
  view = stage.show(new TurnView(turn.turn, stage.drawing, () => isLast));
  view.update();
});

afterEach(() => {
  view.dispose();
  stage.dispose();
});

const dots = (): HTMLElement =>
  view.node.querySelector<HTMLElement>('.jp-KernelAgent-working')!;

function usage(total: number): void {
  stage.session.apply({
    v: 1,
    id: `usage${total}`,
    ts: '2026-11-23T10:15:00Z',
    turn: turn.number,
    kind: 'usage',
    step: 1,
    first_chunk_ms: 100,
    total_ms: 900,
    model: 'test-model',
    usage: {
      prompt_tokens: total - 10,
      completion_tokens: 10,
      total_tokens: total
    }
  });
}

describe('a turn', () => {
  it('begins with what the user asked, and the files', () => {
    expect(visibleText(view.node)).toBe('total by regionsales.csv');
    expect(view.node.querySelector('li')?.title).toBe('data/sales.csv');
  });

  it('says which phase it is, that a cell asked, and that it was replayed', () => {
    turn.end();
    Object.assign(turn.turn, { phase: '2', cell: 'abc', replays: 1 });
    view.update();
    expect(visibleText(view.node)).toContain('Phase 2 · asked by a cell');
    expect(visibleText(view.node)).toContain(
      'replayed from turn 1, no model was asked'
    );
  });

  it('shows dots while nothing else moves', () => {
    expect(dots().hidden).toBe(false);
    turn.write('It');
    view.update();
    expect(dots().hidden).toBe(true);
    turn.finishText('It is');
    view.update();
    expect(dots().hidden).toBe(false);
    turn.call('call1', 'execute_python', { code: 'x' });
    turn.tool('call1', 'running');
    view.update();
    expect(dots().hidden).toBe(true);
    turn.tool('call1', 'ok');
    view.update();
    expect(dots().hidden).toBe(false);
    turn.end();
    view.update();
    expect(dots().hidden).toBe(true);
  });

  it('R42 R72: ends with its duration, its tokens and the model', () => {
    usage(1200);
    usage(34);
    turn.end({ milliseconds: 75_400, model: 'gpt-x' });
    view.update();
    expect(visibleText(view.node.querySelector('footer')!)).toBe(
      '1 min 15 s · 1,234 tokens · gpt-x'
    );
  });

  it('offers the answer for copying, without thoughts and plans', async () => {
    turn
      .finishText('<think>Sum.</think>It is <solution>**42**</solution>')
      .end({ milliseconds: 10 });
    view.update();
    buttonOf(view.node.querySelector('footer')!, 'Copy').click();
    await eventually(() => expect(stage.announced).toEqual(['Copied']));
    expect(await navigator.clipboard.readText()).toBe('It is\n\n**42**');
  });

  it('shows notices where they belong', () => {
    stage.session.apply({
      v: 1,
      id: 'notice1',
      ts: '2026-11-23T10:15:00Z',
      turn: turn.number,
      kind: 'notice',
      level: 'warning',
      text: 'The kernel was <restarted>.'
    });
    view.update();
    expect(visibleText(view.node)).toContain('The kernel was <restarted>.');
  });

  it('is drawn again only where something changed', async () => {
    turn.finishText('It is **42**').end({ milliseconds: 10 });
    view.update();
    await eventually(() =>
      expect(view.node.querySelector('strong')).not.toBeNull()
    );
    const before = [...view.node.querySelectorAll('*')];
    view.update();
    expect([...view.node.querySelectorAll('*')]).toEqual(before);
  });
});

describe('a long prompt', () => {
  it('is folded, and opens', () => {
    const long = stage.session.startTurn('line\n'.repeat(40));
    const other = stage.show(
      new TurnView(long.turn, stage.drawing, () => true)
    );
    other.update();
    const folded = (): boolean =>
      other.node.querySelector('.jp-mod-folded') !== null;
    expect(folded()).toBe(true);
    buttonOf(other.node, 'Show all').click();
    expect(folded()).toBe(false);
    buttonOf(other.node, 'Show less').click();
    expect(folded()).toBe(true);
    other.dispose();
  });

  it('is text, whatever is in it', () => {
    const odd = stage.session.startTurn('<img src=x onerror=alert(1)> **b**');
    const other = stage.show(new TurnView(odd.turn, stage.drawing, () => true));
    other.update();
    expect(other.node.querySelector('img, strong')).toBeNull();
    other.dispose();
  });
});
