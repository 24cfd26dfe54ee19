import { capitalised } from '../code/names';
import { resultNames } from '../code/result-name';
import { tableState } from '../code/table-state';
import { withoutChart } from '../code/write-code';
import type { Frame } from '../frame';
import type { Task } from '../intent';
import type { Conversation, Step } from '../read-conversation';
import type { Understanding } from '../understand/understanding';
import { nextQuestions } from './examples';
import {
  failureAnswer,
  isStillRunning,
  STILL_RUNNING
} from './failure-answers';
import { code, italic, list } from './markdown';
import { cannot, notFound } from './plain-answers';
import { taskAnswer } from './task-answer';

export interface Finished {
  readonly conversation: Conversation;
  readonly frame: Frame;
  readonly understanding: Understanding;
  readonly tasks: readonly Task[];
  /** In the order of the tasks; fewer when one was given up. */
  readonly results: readonly { readonly step: Step; readonly ok: boolean }[];
}

/** The results, what was assumed, where they are, what could come next. */
export function finalAnswer(finished: Finished): string {
  const { frame, understanding, tasks, results } = finished;
  const bodies = results.map(({ step, ok }, i) => {
    const task = tasks[i];
    if (isStillRunning(step.result)) {
      return STILL_RUNNING;
    }
    return !ok || !task
      ? failureAnswer(step, frame)
      : withChartNotes(
          taskAnswer(task.analysis, frame, step.result),
          task,
          step
        );
  });
  const notes = [
    ...new Set(tasks.slice(0, results.length).flatMap(task => task.notes))
  ];
  const left = tasks.length - results.length;
  const parts = [
    ...bodies,
    notes.length > 0 ? `Assumed: ${notes.map(sentence).join(' ')}` : '',
    understanding.unknown.length > 0
      ? notFound(understanding.unknown, frame)
      : '',
    understanding.cannot.length > 0 ? cannot(understanding.cannot) : '',
    left > 0
      ? `Not done after that failure: ${left} more ${left === 1 ? 'part' : 'parts'} of your question.`
      : '',
    whereabouts(finished),
    results.every(result => result.ok) ? invitation(tasks, frame) : ''
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

/** The chart that was wanted could not be drawn, or another one was. */
function withChartNotes(body: string, task: Task, step: Step): string {
  const { analysis } = task;
  if (
    'chart' in analysis &&
    analysis.chart === 'pie' &&
    step.code.includes('.barh(')
  ) {
    return `${body}\n\nA pie cannot show negative values, so I drew bars instead.`;
  }
  const wanted = withoutChart(task.analysis) !== null;
  return wanted && !step.code.includes('plt.')
    ? `${body}\n\nThe chart could not be drawn, because the package \`matplotlib\` is not installed in this kernel: \`%pip install matplotlib\`, then ask again.`
    : body;
}

function sentence(note: string): string {
  const text = capitalised(note.trim());
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The variables that hold table and results. */
function whereabouts({
  conversation,
  frame,
  tasks,
  results
}: Finished): string {
  const state = tableState(conversation, frame, false);
  const names = results.flatMap(({ ok }, i) => {
    const task = tasks[i];
    return ok && task && !/^Rows: 0$/m.test(results[i]?.step.result ?? '')
      ? resultNames(state, task.analysis)
      : [];
  });
  const there = [...new Set(names)]
    .filter(name => conversation.assigned.has(name))
    .slice(0, 6);
  const turn = conversation.turns.at(-1);
  const wasLoaded =
    frame.own &&
    turn?.steps.some(
      step =>
        step.outcome === 'ok' &&
        step.code.includes(
          `${frame.turned?.rawVariable ?? frame.variable} = pd.read_`
        )
    );
  const table = wasLoaded ? `The table is in ${code(frame.variable)}` : '';
  const result =
    there.length === 0
      ? ''
      : `${table === '' ? 'The' : 'the'} ${there.length === 1 ? 'result is' : 'results are'} in ${list(there.map(code))}`;
  return [table, result]
    .filter(part => part !== '')
    .join(', ')
    .concat(table !== '' || result !== '' ? ' in your kernel.' : '');
}

function invitation(tasks: readonly Task[], frame: Frame): string {
  const last = tasks.at(-1);
  const questions = last ? nextQuestions(frame, last.analysis) : [];
  return questions.length === 0
    ? ''
    : `You can ask next: ${list(
        questions.map(question => italic(question)),
        'or'
      )}.`;
}
