import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  STEP_MIME_TYPE,
  TEXT_MIME_TYPE,
  TURN_MIME_TYPE
} from '../../core/agent-cell/cell';
import {
  buttonLabels,
  buttonOf,
  eventually,
  Stage,
  visibleText
} from '../../testing/drawing';
import { element } from '../dom';
import type { OutputPlace } from './output-place';
import { OutputViews } from './views';

const TURN = {
  version: 1,
  session: 'main',
  turn: 1,
  state: 'answered',
  model: 'test-model',
  phase: 'Phase 1',
  replays: null,
  milliseconds: 1500
};
const STEP = {
  version: 1,
  session: 'main',
  turn: 1,
  call: 'call_1',
  name: 'execute_python',
  code: 'import pandas\nprint(1)',
  state: 'ok',
  result: '1',
  milliseconds: 400
};

describe('outputs of agent cells', () => {
  let stage: Stage;
  let isKnown: boolean;
  let isBusy: boolean;
  let shown: string[];
  let node: HTMLElement;
  let views: OutputViews;

  beforeEach(() => {
    stage = new Stage();
    isKnown = true;
    isBusy = false;
    shown = [];
    node = element('div', '');
    stage.show({ node });
    const place: OutputPlace = {
      drawing: stage.drawing,
      session: id => (isKnown && id === 'main' ? stage.session : null),
      isBusy: () => isBusy,
      showTurn: (session, turn) => shown.push(`${session} ${turn}`)
    };
    views = new OutputViews(node, place);
  });
  afterEach(() => {
    views.dispose();
    stage.dispose();
  });

  const showTurn = (fields: Record<string, unknown> = {}): void =>
    views.update(TURN_MIME_TYPE, { [TURN_MIME_TYPE]: { ...TURN, ...fields } });
  const showStep = (fields: Record<string, unknown> = {}): void =>
    views.update(STEP_MIME_TYPE, { [STEP_MIME_TYPE]: { ...STEP, ...fields } });

  it('show which turn it is, its phase, model, duration and tokens', () => {
    showTurn({ usage: { total_tokens: 1234 } });
    expect(visibleText(node)).toBe(
      'Turn 1Phase 1test-model · 1.5 s · 1,234 tokens'
    );
    expect(buttonLabels(node)).toEqual(['Show in sidebar']);
    buttonOf(node, 'Show in sidebar').click();
    expect(shown).toEqual(['main 1']);
  });

  it('say that a turn was replayed, and name a session that is not the usual one', () => {
    showTurn({ replays: 3, session: 'q4', phase: null });
    expect(visibleText(node)).toContain('q4 · Turn 1replayed from turn 3');
    expect(visibleText(node)).not.toContain('test-model');
  });

  it('offer Stop while the turn runs, and no longer when it ended', () => {
    const turn = stage.session.startTurn('plot');
    showTurn({ state: 'running', milliseconds: null });
    buttonOf(node, 'Stop').click();
    expect(stage.session.calls).toEqual(['stop']);
    turn.end({ outcome: 'stopped' });
    showTurn({ state: 'stopped' });
    expect(buttonLabels(node)).toEqual(['Show in sidebar']);
    expect(visibleText(node)).toContain('stopped');
  });

  it('do not spin for a turn that was saved while it ran', () => {
    showTurn({ state: 'running', milliseconds: null });
    expect(buttonLabels(node)).toEqual(['Show in sidebar']);
    expect(visibleText(node)).toContain('not finished here');
  });

  it('fold a step to one line, and show its code and what it printed', () => {
    showStep();
    expect(visibleText(node)).toBe('Ran Pythonprint(1)0.4 s');
    node.querySelector<HTMLElement>('[aria-expanded]')?.click();
    expect(visibleText(node)).toContain('import pandas print(1)1');
    expect(buttonLabels(node)).toContain('Insert as cell');
    showStep({ state: 'error', result: 'ValueError' });
    expect(visibleText(node)).toContain('ValueError');
  });

  it('ask for approval in the cell, with exactly what would run', () => {
    stage.session.startTurn('plot');
    stage.session.setApprovals({
      id: 'call_1',
      tool: 'execute_python',
      code: 'exact()'
    });
    showStep({ state: 'awaiting-approval', milliseconds: null });
    expect(visibleText(node)).toContain('exact()');
    buttonOf(node, 'Allow once').click();
    expect(stage.session.decisions).toEqual([
      { id: 'call_1', decision: { outcome: 'allow-once' } }
    ]);
    stage.session.setApprovals();
    expect(buttonLabels(node)).not.toContain('Allow once');
  });

  it('ask nobody about a step that was saved while it waited', () => {
    isKnown = false;
    showStep({ state: 'awaiting-approval', milliseconds: null });
    expect(buttonLabels(node)).not.toContain('Allow once');
    expect(visibleText(node)).toContain('Ran Python');
  });

  it('show what is no such JSON as the Markdown beside it', async () => {
    for (const wrong of [null, 'x', { ...TURN, turn: 'one' }, { version: 2 }]) {
      views.update(TURN_MIME_TYPE, {
        [TURN_MIME_TYPE]: wrong,
        'text/markdown': '*beside*'
      });
    }
    await eventually(() => expect(visibleText(node)).toBe('beside'));
  });

  it('run nothing that a notebook file brings', async () => {
    const evil = '<img src=x onerror="hacked()"><script>hacked()</script>';
    showTurn({ model: evil, phase: evil, session: evil });
    showStep({ name: evil, code: evil, result: evil });
    views.update(TEXT_MIME_TYPE, {
      [TEXT_MIME_TYPE]: { version: 1 },
      'text/markdown': `${evil} [x](javascript:hacked()) ![y](https://a.example/?d)`
    });
    await eventually(() => expect(visibleText(node)).toContain('not loaded'));
    expect(
      node.querySelectorAll('script, [onerror], img[src*=":"]')
    ).toHaveLength(0);
    expect(node.querySelector('a[href^="javascript"]')).toBeNull();
  });

  it('draw text that grows without losing its place', async () => {
    isBusy = true;
    const text = (markdown: string): void =>
      views.update(TEXT_MIME_TYPE, {
        [TEXT_MIME_TYPE]: { version: 1 },
        'text/markdown': markdown
      });
    text('First.\n\nSec');
    await eventually(() => expect(visibleText(node)).toContain('Sec'));
    const first = node.querySelector('p');
    text('First.\n\nSecond.');
    await eventually(() => expect(visibleText(node)).toContain('Second.'));
    expect(node.querySelector('p')?.textContent).toBe(first?.textContent);
  });
});
