import {
  failureAnswer,
  INTERRUPTED,
  otherKernelAnswer,
  REFUSED
} from '../answer/failure-answers';
import { introduced } from '../answer/introduction';
import { code, withoutFormulas } from '../answer/markdown';
import {
  filesAnswer,
  greetingAnswer,
  helpAnswer,
  thanksAnswer,
  unsupportedAnswer,
  variablesAnswer
} from '../answer/plain-answers';
import { soFarAnswer } from '../answer/so-far';
import { variableAnswer } from '../answer/variable-answer';
import { variableCode } from '../code/variable-code';
import type { Move } from '../move';
import type { Conversation, Turn } from '../read-conversation';
import { phaseMove } from '../report/phase-move';
import { phaseOf } from '../report/phase-of';
import type { Request } from '../understand/understanding';
import type { Minds } from './minds';
import { tableMove } from './table-move';
import { taskRuns } from './task-progress';

/** A turn of more calls than this has gone wrong. */
const MOST_STEPS = 14;

/** What to do next. The same conversation always gets the same move, and every turn comes to an end. */
export function decide(conversation: Conversation, minds: Minds): Move {
  const turn = conversation.turns.at(-1);
  const move = turn
    ? (ended(turn) ?? step(conversation, turn, minds))
    : { text: helpAnswer(conversation) };
  const call = move.call;
  if (!call) {
    return { text: withoutFormulas(introduced(move.text, conversation)) };
  }
  const isAllowed =
    turn &&
    !turn.limitReached &&
    codeSteps(turn) < MOST_STEPS &&
    conversation.tools.has(call.tool);
  return isAllowed
    ? move
    : {
        text: withoutFormulas(
          introduced(soFarAnswer(conversation), conversation)
        )
      };
}

/** Notes are many, and cost nothing. */
function codeSteps(turn: Turn): number {
  return turn.steps.filter(step => step.tool !== 'note_finding').length;
}

/** Turns that the user or a limit has ended. */
function ended(turn: Turn): Move | null {
  const last = turn.steps.at(-1);
  if (last?.outcome === 'refused') {
    return { text: REFUSED };
  }
  if (last?.outcome === 'interrupted') {
    return { text: INTERRUPTED };
  }
  const other = /^The notebook's kernel is (.+?), so Python cannot be run/.exec(
    last?.result ?? ''
  )?.[1];
  return other === undefined ? null : { text: otherKernelAnswer(other) };
}

function step(conversation: Conversation, turn: Turn, minds: Minds): Move {
  const phase = phaseOf(turn.prompt);
  if (phase !== null && conversation.otherKernel === null) {
    return phaseMove(conversation, turn, phase, minds);
  }
  const request = minds.recognise(conversation);
  const needsKernel = request.kind === 'table' || request.kind === 'variable';
  if (needsKernel && conversation.otherKernel !== null) {
    return { text: otherKernelAnswer(conversation.otherKernel) };
  }
  switch (request.kind) {
    case 'greeting':
      return { text: greetingAnswer(conversation) };
    case 'thanks':
      return { text: thanksAnswer() };
    case 'help':
      return { text: helpAnswer(conversation) };
    case 'files':
      return { text: filesAnswer(conversation) };
    case 'variables':
      return { text: variablesAnswer(conversation) };
    case 'unsupported':
      return { text: unsupportedAnswer([request.what], conversation) };
    case 'variable':
      return variableMove(conversation, turn, request);
    case 'table':
      return tableMove(conversation, turn, request.target, minds);
  }
}

function variableMove(
  conversation: Conversation,
  turn: Turn,
  { name }: Request & { kind: 'variable' }
): Move {
  const variable = conversation.variables.get(name) ?? {
    name,
    type: '',
    rows: null,
    columns: [],
    moreColumns: 0,
    summary: ''
  };
  const run = taskRuns(turn).at(-1);
  if (run) {
    return {
      text:
        run.outcome === 'ok'
          ? variableAnswer(variable, turn.prompt, run.result)
          : failureAnswer(run, null)
    };
  }
  return {
    text: `Let me see what is in ${code(name)}.`,
    call: {
      tool: 'execute_python',
      code: variableCode(variable, turn.prompt)
    }
  };
}
