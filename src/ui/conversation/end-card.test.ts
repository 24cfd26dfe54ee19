import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TurnState } from '../../core/transcript/conversation-types';
import { ERROR_CODES, type ErrorCode } from '../../core/errors';
import {
  eventually,
  buttonLabels,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { endCard } from './end-card';
import { waysOn } from './ways-on';

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => stage.dispose());

function card(
  outcome: Exclude<TurnState, 'running'>,
  code: ErrorCode | null = null,
  isLast = true
): HTMLElement {
  const { turn } = stage.session.startTurn('total?').end({
    outcome,
    ...(code
      ? {
          error: {
            code,
            message: 'What happened.',
            advice: 'What can be done.',
            detail: 'HTTP 500 <b>'
          }
        }
      : {})
  });
  const node = endCard(turn, isLast, stage.drawing)!;
  stage.show({ node });
  return node;
}

describe('a turn that failed', () => {
  it.each<[ErrorCode, string[]]>([
    ['model-not-set', ['Open settings', 'Test connection', 'Retry']],
    ['model-unauthorized', ['Open settings', 'Test connection', 'Retry']],
    ['model-not-found', ['Choose a model', 'Open settings', 'Retry']],
    ['model-context-overflow', ['New run', 'Choose a model', 'Retry']],
    ['model-rejected-request', ['Retry', 'Choose a model', 'Open settings']],
    ['model-unreachable', ['Retry', 'Test connection', 'Open settings']],
    ['model-timeout', ['Retry', 'Test connection', 'Open settings']],
    ['model-stream-broken', ['Retry', 'Test connection', 'Open settings']],
    ['model-empty-answer', ['Retry', 'Test connection', 'Open settings']],
    ['model-unexpected-answer', ['Retry', 'Test connection', 'Open settings']],
    ['model-rate-limited', ['Retry']],
    ['model-overloaded', ['Retry']],
    ['kernel-died', ['Retry']],
    ['kernel-unavailable', ['Retry']],
    ['transcript-unreadable', ['Open folder', 'Retry']],
    ['sidecar-unwritable', ['Open folder', 'Retry']],
    ['budget-exhausted', ['Continue', 'Retry']],
    ['internal', ['Retry']]
  ])('%s: %s', (code, ways) => {
    expect(buttonLabels(card('failed', code))).toEqual(ways);
  });

  it.each(ERROR_CODES)('%s has a way on', code => {
    const error = { code, message: '' };
    expect(waysOn({ state: 'failed', error })).toContain('retry');
  });

  it('says what happened, what can be done, and on demand why', () => {
    const node = card('failed', 'model-timeout');
    expect(visibleText(node)).toContain('What happened.What can be done.');
    const details = node.querySelector('details')!;
    expect(details.open).toBe(false);
    expect(details.querySelector('pre')?.textContent).toBe(
      'model-timeout\nHTTP 500 <b>'
    );
  });

  it('has words even when nobody gave a reason', () => {
    expect(visibleText(card('failed'))).toContain('This turn failed.');
  });
});

describe('a turn that ended otherwise', () => {
  it.each([
    ['stopped', 'You stopped this turn.'],
    ['interrupted', 'This turn was interrupted before it ended'],
    ['budget', 'The agent reached a limit and stopped.']
  ] as const)('%s', (state, words) => {
    const node = card(state);
    expect(visibleText(node)).toContain(words);
    expect(buttonLabels(node)).toEqual(['Continue', 'Retry']);
  });

  it('says which limit was reached', () => {
    expect(visibleText(card('budget', 'budget-exhausted'))).toContain(
      'What happened.'
    );
  });

  it('needs no card when it was answered, and none while it runs', () => {
    const running = stage.session.startTurn('total?');
    expect(endCard(running.turn, true, stage.drawing)).toBeNull();
    expect(endCard(running.end().turn, true, stage.drawing)).toBeNull();
  });

  it('offers nothing when it is not the last', () => {
    expect(buttonLabels(card('stopped', null, false))).toEqual([]);
  });
});

describe('ways on', () => {
  it.each([
    ['model-unauthorized', 'Open settings', 'openSettings'],
    ['model-not-found', 'Choose a model', 'pickModel'],
    ['sidecar-unwritable', 'Open folder', 'openTranscriptFolder']
  ] as const)('%s: %s', (code, label, call) => {
    buttonOf(card('failed', code), label).click();
    expect(stage.actions.calls).toEqual([call]);
  });

  it.each([
    ['internal', 'Retry', 'retry'],
    ['model-context-overflow', 'New run', 'reset']
  ] as const)('%s: %s', (code, label, call) => {
    buttonOf(card('failed', code), label).click();
    expect(stage.session.calls).toEqual([call]);
  });

  it('Continue asks the agent to go on', () => {
    buttonOf(card('stopped'), 'Continue').click();
    expect(stage.session.asked).toEqual([
      { text: 'Please continue where you stopped.' }
    ]);
  });

  it('Test connection says on the card how it went', async () => {
    const node = card('failed', 'model-unreachable');
    let answer = (_text: string): void => undefined;
    stage.actions.connection = new Promise(resolve => (answer = resolve));
    const test = buttonOf(node, 'Test connection');
    test.click();
    expect(visibleText(node)).toContain('Testing…');
    expect(test.disabled).toBe(true);
    answer('The name of the server is not known.');
    await eventually(() => expect(test.disabled).toBe(false));
    expect(visibleText(node)).toContain('The name of the server is not known.');
  });

  it('say so when they fail themselves', async () => {
    const node = card('failed', 'model-not-found');
    stage.actions.failure = new Error('The server does not answer.');
    buttonOf(node, 'Choose a model').click();
    await eventually(() => expect(stage.failures).toHaveLength(1));
    expect(stage.failures[0]).toContain('The server does not answer.');
  });
});
