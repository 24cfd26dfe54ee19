import {
  missingFileAnswer,
  noTableAnswer,
  unclearAnswer
} from '../answer/plain-answers';
import {
  failureAnswer,
  missingPackage,
  noTableInFile,
  packageAnswer,
  unreadableAnswer
} from '../answer/failure-answers';
import { code } from '../answer/markdown';
import { inspectionCode } from '../code/inspection-code';
import { tableState } from '../code/table-state';
import type { Frame } from '../frame';
import {
  fileFrame,
  isTabular,
  needsLook,
  unseenFrame,
  variableFrame
} from '../knowledge';
import type { Move } from '../move';
import type { Conversation, Turn } from '../read-conversation';
import { MOST_UNSEEN_FILES } from '../understand/find-target';
import { isStatement } from '../understand/financial-items';
import { mayHoldTotals } from '../understand/total-rows';
import type { Target } from '../understand/understanding';
import type { Minds } from './minds';
import { inspections } from './task-progress';
import { tasksMove } from './tasks-move';

/** What is done with a table once its columns are known. */
export type FrameWork = (frame: Frame) => Move;

/**
 * The way from a table that is meant to an answer about it: know it, look at it, compute.
 * @param work instead of the tasks of the turn's prompt
 */
export function tableMove(
  conversation: Conversation,
  turn: Turn,
  target: Target,
  minds: Minds,
  work: FrameWork | null = null
): Move {
  switch (target.kind) {
    case 'none':
      return { text: noTableAnswer() };
    case 'unclear':
      return (
        unseenMove(conversation, turn, target.choices) ?? {
          text: unclearAnswer(target.choices)
        }
      );
    case 'missing':
      return { text: missingFileAnswer(target.name, conversation) };
    case 'variable': {
      const variable = conversation.variables.get(target.name);
      return variable
        ? frameMove(
            conversation,
            turn,
            variableFrame(conversation, variable),
            minds,
            work
          )
        : { text: `There is no variable ${code(target.name)} in your kernel.` };
    }
    case 'file':
      return fileMove(conversation, turn, target, minds, work);
  }
}

/** A look at the next file that may be meant and whose columns are not known; null when there is none. */
function unseenMove(
  conversation: Conversation,
  turn: Turn,
  choices: readonly string[]
): Move | null {
  const isUnseen = (path: string): boolean =>
    isTabular(path) &&
    !conversation.profiles.has(path) &&
    !turn.unreadable.has(path) &&
    !turn.steps.some(step => step.path === path);
  const unseen = choices.filter(isUnseen);
  const [next] = unseen;
  if (
    next === undefined ||
    unseen.length > MOST_UNSEEN_FILES ||
    !conversation.tools.has('dataset_info')
  ) {
    return null;
  }
  return {
    text: `Let me see whether ${code(next)} is meant.`,
    call: { tool: 'dataset_info', path: next }
  };
}

function fileMove(
  conversation: Conversation,
  turn: Turn,
  { path, sheet }: Target & { readonly kind: 'file' },
  minds: Minds,
  work: FrameWork | null
): Move {
  const profile = conversation.profiles.get(path);
  const described = turn.steps.find(
    step => step.tool === 'dataset_info' && step.path === path
  );
  if (
    !profile &&
    !described &&
    !turn.unreadable.has(path) &&
    conversation.tools.has('dataset_info')
  ) {
    return {
      text: `Let me look at ${code(path)}.`,
      call: { tool: 'dataset_info', path }
    };
  }
  const told = conversation.unreadable.get(path);
  if (told !== undefined && !profile) {
    return { text: unreadableAnswer(path, told) };
  }
  const needed = described && missingPackage(described.result);
  if (needed) {
    return { text: packageAnswer(needed, `${code(path)} cannot be read`) };
  }
  const frame = fileFrame(conversation, path, sheet);
  if (frame) {
    return frameMove(conversation, turn, frame, minds, work);
  }
  const isNoTable =
    !isTabular(path) ||
    (profile?.loadLine && !profile.loadLine.startsWith('pd.'));
  return isNoTable
    ? { text: noTableInFile(path, profile?.type ?? '') }
    : lookMove(conversation, turn, unseenFrame(conversation, path, sheet), []);
}

function frameMove(
  conversation: Conversation,
  turn: Turn,
  frame: Frame,
  minds: Minds,
  work: FrameWork | null
): Move {
  const looks = inspections(turn).length;
  // Of a user's own table only names and types are told: its values decide what its columns are.
  const unsure =
    needsLook(frame) ||
    (!frame.inspected &&
      (!frame.own ||
        // In a statement no rows are added up.
        (mayHoldTotals(frame) && !(work && isStatement(frame)))));
  if (unsure && looks === 0) {
    return lookMove(conversation, turn, frame, []);
  }
  if (work) {
    return work(frame);
  }
  const previous = conversation.turns.slice(0, -1);
  const raw = frame.turned?.rawVariable ?? frame.variable;
  const understanding = minds.understand(turn.prompt, frame, {
    previous,
    found: conversation.inspections.get(raw)?.found ?? {}
  });
  const found = conversation.inspections.get(raw)?.found ?? {};
  const words = understanding.lookUp.filter(word => !(word in found));
  if (words.length > 0 && looks < 2) {
    return lookMove(conversation, turn, frame, words);
  }
  return tasksMove(conversation, turn, frame, understanding);
}

/** A look at the columns of a table, or why there is none. */
export function lookMove(
  conversation: Conversation,
  turn: Turn,
  frame: Frame,
  words: readonly string[]
): Move {
  const before = inspections(turn);
  const last = before.at(-1);
  if (last && last.outcome !== 'ok') {
    return { text: failureAnswer(last, frame) };
  }
  const written = inspectionCode(tableState(conversation, frame, false), words);
  if (
    !conversation.tools.has('execute_python') ||
    before.some(step => step.code === written)
  ) {
    return {
      text: `I could not find out what ${code(frame.label)} holds.`
    };
  }
  const text =
    words.length > 0
      ? `Let me see where ${words.slice(0, 3).map(code).join(', ')} occurs in ${code(frame.label)}.`
      : `Let me look at the columns of ${code(frame.label)}.`;
  return { text, call: { tool: 'execute_python', code: written } };
}
