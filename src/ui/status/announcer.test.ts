import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Stage } from '../../testing/drawing';
import { Announcer } from './announcer';

let stage: Stage;
let announcer: Announcer;
const said = (): string | null => announcer.node.textContent;

beforeEach(() => {
  stage = new Stage();
  announcer = stage.show(new Announcer());
  announcer.listen(stage.drawing);
});

afterEach(() => {
  announcer.dispose();
  stage.dispose();
});

describe('what screen readers hear', () => {
  it('is the answer, once, when it is complete', () => {
    const turn = stage.session.startTurn('total?').write('It is ').write('42');
    expect(said()).toBe('');
    turn.finishText('<think>add up</think>It is 42.').end();
    expect(said()).toBe('Answer: It is 42.');
  });

  it.each([
    ['stopped', 'You stopped this turn.'],
    ['interrupted', 'This turn was interrupted'],
    ['budget', 'The agent reached a limit'],
    ['failed', 'This turn failed.']
  ] as const)('is how a turn ended that was %s', (outcome, words) => {
    stage.session.startTurn('total?').end({ outcome });
    expect(said()).toContain(words);
  });

  it('is nothing about turns of earlier days', () => {
    stage.session.startTurn('total?').end();
    announcer.node.replaceChildren();
    const turn = stage.session.conversation.turns[0]!;
    stage.session.conversation.turnChanged(turn);
    expect(said()).toBe('');
  });

  it('is that the agent asks for approval', () => {
    stage.session.setApprovals({ id: 'a', tool: 'execute_python', code: 'x' });
    expect(said()).toContain('whether it may run code');
  });

  it('is said again when the same words are news again', () => {
    announcer.say('Copied');
    const first = announcer.node.firstChild;
    announcer.say('Copied');
    expect(announcer.node.firstChild).not.toBe(first);
  });

  it('is not a whole report', () => {
    stage.session.startTurn('total?').finishText('long '.repeat(4000)).end();
    expect(said()?.length).toBeLessThanOrEqual(500);
  });
});
