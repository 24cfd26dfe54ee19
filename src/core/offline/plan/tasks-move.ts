import { missingPackage } from '../answer/failure-answers';
import { finalAnswer } from '../answer/final-answer';
import {
  notUnderstoodAnswer,
  unknownAnswer,
  unsupportedAnswer
} from '../answer/plain-answers';
import { tableState } from '../code/table-state';
import { withoutChart, writeCode } from '../code/write-code';
import { announcement } from '../answer/announcement';
import type { Frame } from '../frame';
import type { Analysis, Task } from '../intent';
import type { Move } from '../move';
import type { Conversation, Step, Turn } from '../read-conversation';
import type { Understanding } from '../understand/understanding';
import { lacksPie, taskProgress, taskRuns } from './task-progress';

/** More would be a report; the user can ask for the rest. */
const MOST_TASKS = 4;

/** Runs the tasks one after another, repairs once what fails, and answers. */
export function tasksMove(
  conversation: Conversation,
  turn: Turn,
  frame: Frame,
  understanding: Understanding
): Move {
  const tasks = expand(
    namesOnlyTheTable(turn.prompt, frame, understanding)
      ? OVERVIEW
      : understanding.tasks
  ).slice(0, MOST_TASKS);
  if (tasks.length === 0) {
    return { text: nothingToDo(understanding, frame, conversation) };
  }
  const { results, failed } = taskProgress(turn, tasks);
  const task = tasks[results.length];
  const done = (more: Step | null): Move => ({
    text: finalAnswer({
      conversation,
      frame,
      understanding,
      tasks,
      results: more ? [...results, { step: more, ok: false }] : results
    })
  });
  // After a task that was given up the others would most likely fail too.
  if (!task || results.some(result => !result.ok)) {
    return done(null);
  }
  const repair = failed ? repaired(task.analysis, failed, frame) : null;
  if (failed && !repair) {
    return done(failed);
  }
  const { analysis, reload } = repair ?? {
    analysis: task.analysis,
    reload: false
  };
  const written = writeCode(tableState(conversation, frame, reload), analysis);
  if (
    taskRuns(turn).some(run => run.code === written && run.outcome !== 'ok')
  ) {
    return done(failed);
  }
  if (!conversation.tools.has('execute_python')) {
    return {
      text: `I would need to run code to answer this, and no tool for that is offered to me. This would be the code:\n\n\`\`\`python\n${written}\n\`\`\``
    };
  }
  return {
    text: !failed
      ? announcement(analysis, frame)
      : lacksPie(failed)
        ? 'Some values are negative, which a pie cannot show; I draw bars.'
        : 'That failed; I try it once more, in another way.',
    call: { tool: 'execute_python', code: written }
  };
}

const OVERVIEW: readonly Task[] = [
  { analysis: { kind: 'describe', filters: [] }, notes: [] }
];

/** `show sales.csv`: nothing is asked but what is in it. */
function namesOnlyTheTable(
  prompt: string,
  frame: Frame,
  { tasks, unknown, cannot }: Understanding
): boolean {
  const names = [
    frame.label,
    frame.source?.path ?? '',
    frame.source?.sheet ?? '',
    frame.variable
  ]
    .map(name => name.toLowerCase())
    .filter(name => name !== '')
    .sort((a, b) => b.length - a.length);
  const lower = prompt.toLowerCase();
  const isNamed = names.some(name => lower.includes(name));
  const rest = names.reduce((text, name) => text.replaceAll(name, ' '), lower);
  const words = rest.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '');
  return (
    isNamed &&
    words.length <= 3 &&
    tasks.length + unknown.length + cannot.length === 0
  );
}

/** A table of two keys holds one quantity: several become several tasks. */
function expand(tasks: readonly Task[]): Task[] {
  return tasks.flatMap(task => {
    const { analysis } = task;
    const isWide =
      (analysis.kind === 'group' && analysis.keys.length > 1) ||
      (analysis.kind === 'trend' && analysis.split !== null);
    if (!isWide || !('quantities' in analysis)) {
      return [task];
    }
    return analysis.quantities.map((quantity, i) => ({
      analysis: { ...analysis, quantities: [quantity] },
      notes: i === 0 ? task.notes : []
    }));
  });
}

/** Another way to the same; null when there is none. */
function repaired(
  analysis: Analysis,
  failed: Step,
  frame: Frame
): { readonly analysis: Analysis; readonly reload: boolean } | null {
  if (lacksPie(failed)) {
    return analysis.kind === 'group' || analysis.kind === 'items'
      ? { analysis: { ...analysis, chart: 'bar' }, reload: false }
      : null;
  }
  const missing = missingPackage(failed.result);
  if (missing !== null) {
    const plain = missing === 'matplotlib' ? withoutChart(analysis) : null;
    return plain && { analysis: plain, reload: false };
  }
  // The table is not as it was when it was loaded: start from the file.
  return frame.own &&
    frame.source &&
    !/FileNotFoundError|MemoryError|^The kernel died/m.test(failed.result)
    ? { analysis, reload: true }
    : null;
}

function nothingToDo(
  { unknown, cannot: impossible }: Understanding,
  frame: Frame,
  conversation: Conversation
): string {
  if (impossible.length > 0) {
    return unsupportedAnswer(impossible, conversation);
  }
  return unknown.length > 0
    ? unknownAnswer(unknown, frame, conversation)
    : notUnderstoodAnswer(frame, conversation);
}
