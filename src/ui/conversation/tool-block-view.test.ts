import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToolState } from '../../core/transcript/conversation-types';
import type { ShownTurn } from '../../testing/fake-session';
import { START } from '../../testing/fixed-time';
import {
  eventually,
  buttonLabels,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { ToolBlockView } from './tool-block-view';

const CODE = 'import pandas as pd\ndf = pd.read_csv("sales.csv")\n';

let stage: Stage;
let turn: ShownTurn;
let view: ToolBlockView;

function draw(name = 'execute_python', args: unknown = { code: CODE }): void {
  turn = stage.session.startTurn('total?');
  const block = turn.call('call1', name, args);
  view = stage.show(new ToolBlockView(block, stage.drawing));
  view.update();
}

function become(
  state: ToolState,
  fields: Parameters<ShownTurn['tool']>[2] = {}
): void {
  turn.tool('call1', state, fields);
  view.update();
}

const header = (): string => visibleText(view.node.querySelector('header')!);
const icon = (): string | null =>
  view.node.querySelector('[role=img]')!.getAttribute('aria-label');
const code = (): string | undefined =>
  view.node.querySelector('pre code')?.textContent;

beforeEach(() => {
  vi.useFakeTimers({
    now: START,
    toFake: ['Date', 'setInterval', 'clearInterval']
  });
  stage = new Stage();
});

afterEach(() => {
  view.dispose();
  stage.dispose();
  vi.useRealTimers();
});

describe('how a call stands', () => {
  it.each<[ToolState, string, string]>([
    ['writing', 'Writing Python', 'being written'],
    ['awaiting-approval', 'Wants to run this', 'waits for your approval'],
    ['running', 'Running Python', 'running'],
    ['ok', 'Ran Python', 'done'],
    ['error', 'Ran Python', 'ended with an error'],
    ['refused', 'Not run', 'refused'],
    ['interrupted', 'Ran Python', 'interrupted']
  ])('%s: “%s”', (state, title, words) => {
    draw();
    become(state);
    expect(header()).toBe(title);
    expect(icon()).toBe(words);
    expect(view.node.classList.contains(`jp-mod-${state}`)).toBe(true);
  });

  it.each([
    ['dataset_info', { path: 'data/sales.csv' }, 'Read filedata/sales.csv'],
    ['inspect', { name: 'df' }, 'Looked atdf'],
    ['someone_elses_tool', {}, 'Used someone elses tool'],
    ['recall', { query: 'x'.repeat(100) }, `Recalled${'x'.repeat(59)}…`]
  ])('%s says what it is about', (name, args, words) => {
    draw(name, args);
    become('ok');
    expect(header()).toBe(words);
  });
});

describe('time', () => {
  it('passes while the code runs, and stays as it was', () => {
    draw();
    become('running', { startedAt: new Date(START).toISOString() });
    expect(header()).toBe('Running Python');
    vi.advanceTimersByTime(75_000);
    expect(header()).toBe('Running Python1 min 15 s');
    become('ok', { milliseconds: 400 });
    expect(header()).toBe('Ran Python0.4 s');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is none for what was not run', () => {
    draw();
    become('refused', { milliseconds: 0 });
    expect(header()).toBe('Not run');
  });
});

describe('code', () => {
  it('grows while it is written, and is coloured when it is complete', async () => {
    draw('execute_python', '{"code":"x =');
    const pre = view.node.querySelector('pre');
    turn.call('call1', 'execute_python', '{"code":"x = 1\\ny');
    view.update();
    expect(code()).toBe('x = 1\ny');
    expect(view.node.querySelector('pre')).toBe(pre);
    turn.call('call1', 'execute_python', { code: 'x = 1\ny = "a"\n' });
    become('running');
    await eventually(() =>
      expect(pre?.querySelectorAll('span').length).toBeGreaterThan(0)
    );
    expect(code()?.trimEnd()).toBe('x = 1\ny = "a"');
  });

  it('can be copied and turned into a cell', async () => {
    draw();
    become('ok');
    buttonOf(view.node, 'Insert as cell').click();
    expect(stage.actions.calls).toEqual([`insertCodeBelow ${CODE.trimEnd()}`]);
    buttonOf(view.node, 'Copy').click();
    await eventually(() => expect(stage.announced).toEqual(['Copied']));
    expect(await navigator.clipboard.readText()).toBe(CODE);
  });

  it('that is long is folded, and says how long it is', () => {
    draw('execute_python', { code: 'x = 1\n'.repeat(40) });
    become('ok');
    buttonOf(view.node, 'Show all 40 lines').click();
    expect(buttonLabels(view.node)).toContain('Show less');
  });

  it('is not folded where that would hide almost nothing', () => {
    draw('execute_python', { code: 'x = 1\n'.repeat(14) });
    become('ok');
    expect(buttonLabels(view.node)).toEqual(['Copy', 'Insert as cell']);
  });
});

describe('approval', () => {
  const ask = (text: string): void =>
    stage.session.setApprovals({
      id: 'call1',
      tool: 'execute_python',
      code: text
    });

  it('is asked for with all of the code that would run', () => {
    draw('execute_python', { code: 'x = 1\n'.repeat(40) });
    become('awaiting-approval');
    ask('x = 1\n'.repeat(40));
    expect(buttonLabels(view.node)).toContain('Allow once');
    expect(view.node.querySelector('pre.jp-mod-folded')).toBeNull();
  });

  it('folds long code again once it was given', () => {
    draw('execute_python', { code: 'x = 1\n'.repeat(40) });
    become('awaiting-approval');
    ask('x = 1\n'.repeat(40));
    stage.session.setApprovals();
    become('running');
    expect(view.node.querySelector('pre.jp-mod-folded')).not.toBeNull();
  });

  it('shows what would run when that differs from what was written', () => {
    draw('dataset_info', { path: 'sales.csv' });
    become('awaiting-approval');
    ask('describe("sales.csv")');
    expect(code()).toContain('describe("sales.csv")');
  });

  it('is over when it was given', () => {
    draw();
    become('awaiting-approval');
    ask(CODE);
    buttonOf(view.node, 'Allow once').click();
    stage.session.setApprovals();
    become('running');
    expect(buttonLabels(view.node)).not.toContain('Allow once');
  });

  it('of another call is none of its business', () => {
    draw();
    become('awaiting-approval');
    stage.session.setApprovals({ id: 'other', tool: 'x', code: 'y' });
    expect(buttonLabels(view.node)).not.toContain('Allow once');
  });

  it('that was refused keeps what the user said', () => {
    draw();
    become('refused', { comment: 'use Polars', resultText: 'refused' });
    expect(visibleText(view.node)).toContain('You said: use Polars');
    expect(visibleText(view.node)).not.toContain('What the agent saw');
  });
});

describe('what came of it', () => {
  it('is what was printed and shown', async () => {
    draw();
    become('running');
    turn.outputs('call1', [
      { output_type: 'stream', name: 'stdout', text: '42\n' }
    ]);
    become('ok', { resultText: '42' });
    await eventually(() => expect(visibleText(view.node)).toContain('42'));
    expect(visibleText(view.node)).not.toContain('What the agent saw');
  });

  it('is in the words that the model got where nothing was shown', () => {
    draw('dataset_info', { path: 'sales.csv' });
    become('ok', { resultText: '10,500 rows' });
    const details = view.node.querySelector('details')!;
    expect(details.open).toBe(false);
    expect(details.textContent).toContain('10,500 rows');
  });

  it('is open at once when it went wrong', () => {
    draw('dataset_info', { path: 'x.csv' });
    become('error', { resultText: 'x.csv does not exist' });
    expect(view.node.querySelector('details')!.open).toBe(true);
  });
});
