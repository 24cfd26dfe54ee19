import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FakeIntersectionObserver,
  reportNear
} from '../../testing/fake-observers';
import { eventually, Stage, visibleText } from '../../testing/drawing';
import { TurnList } from './turn-list';

let stage: Stage;
let list: TurnList;

const shells = (): HTMLElement[] => [
  ...list.node.querySelectorAll<HTMLElement>('article')
];
/** Numbers of the turns that are drawn. */
const drawn = (): number[] =>
  shells().flatMap((shell, index) =>
    shell.childElementCount > 0 ? [index + 1] : []
  );

function open(turns: number, prompt = 'x'.repeat(1000)): void {
  for (let count = 0; count < turns; count += 1) {
    stage.session.startTurn(prompt).finishText('done').end();
  }
  list = stage.show(
    new TurnList(stage.session.conversation, stage.drawing, () => undefined)
  );
}

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  stage = new Stage();
});

afterEach(() => {
  list.dispose();
  stage.dispose();
  FakeIntersectionObserver.all.length = 0;
  vi.unstubAllGlobals();
});

describe('a long conversation', () => {
  it('is opened at its end: only the last turns are drawn, all have their height', () => {
    open(500);
    expect(drawn().length).toBeLessThan(10);
    expect(drawn().at(-1)).toBe(500);
    const first = Number.parseInt(shells()[0]!.style.minHeight, 10);
    expect(first).toBeGreaterThan(300);
  });

  it('draws turns as they come near', () => {
    open(100);
    expect(drawn()).not.toContain(3);
    reportNear(shells()[2]!, true);
    expect(drawn()).toContain(3);
    expect(shells()[2]!.style.minHeight).toBe('');
  });

  it('takes far ones down again, so that reading through all of it stays cheap', () => {
    open(200);
    shells().forEach(shell => {
      reportNear(shell, true);
      reportNear(shell, false);
    });
    expect(drawn().length).toBeLessThanOrEqual(41);
    expect(drawn()).toContain(200);
    expect([...stage.host].length).toBeLessThanOrEqual(41);
  });

  it('keeps a far turn in which the user is', () => {
    open(200);
    reportNear(shells()[0]!, true);
    shells()[0]!.querySelector('button')?.focus();
    reportNear(shells()[0]!, false);
    shells().forEach(shell => {
      reportNear(shell, true);
      reportNear(shell, false);
    });
    expect(drawn()).toContain(1);
  });
});

describe('R62: what happens is shown as it happens', () => {
  beforeEach(() => open(0));

  it('turns and blocks appear, and only what changed is drawn again', async () => {
    const turn = stage.session.startTurn('total?');
    expect(visibleText(list.node)).toBe('total?');
    turn.write('It is ');
    await eventually(() => expect(visibleText(list.node)).toContain('It is'));
    turn.call('call1', 'execute_python', { code: 'x = 1' });
    const tool = list.node.querySelector('section');
    turn.tool('call1', 'running');
    expect(list.node.querySelector('section')).toBe(tool);
    expect(visibleText(list.node)).toContain('Running Python');
  });

  it('what only the last turn offers goes with the next', () => {
    stage.session.startTurn('one').end({ outcome: 'stopped' });
    expect(visibleText(list.node)).toContain('Retry');
    stage.session.startTurn('two');
    expect(visibleText(list.node)).not.toContain('Retry');
  });

  it('a new run begins with an empty page', () => {
    stage.session.startTurn('one').end();
    stage.session.apply({
      v: 1,
      id: 'reset1',
      ts: '2026-11-23T10:15:00Z',
      turn: 0,
      kind: 'reset'
    });
    expect(shells()).toEqual([]);
    stage.session.startTurn('again');
    expect(visibleText(list.node)).toBe('again');
  });
});

it('lets go of everything when it is closed', () => {
  open(3);
  list.dispose();
  expect([...stage.host]).toEqual([]);
  stage.session.startTurn('more');
  expect(list.node.isConnected).toBe(false);
});
