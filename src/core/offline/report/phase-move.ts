import { failureAnswer } from '../answer/failure-answers';
import { code } from '../answer/markdown';
import { tableState } from '../code/table-state';
import type { Frame } from '../frame';
import type { Call, Move } from '../move';
import type { Minds } from '../plan/minds';
import { tableMove } from '../plan/table-move';
import { taskRuns } from '../plan/task-progress';
import type { Conversation, Step, Turn } from '../read-conversation';
import { findLoads } from '../read-code';
import { readOutput } from '../read-output';
import { buildReport } from './build-report';
import { chartsCode, dashboardCode } from './charts-code';
import { wantedCharts } from './charts-wanted';
import { deckOutline } from './deck';
import { deckPath } from './deck-path';
import {
  analysisAnswer,
  chartsAnswer,
  deckAnswer,
  faultySlide,
  isWritten
} from './phase-answers';
import { expressionOf } from './part';
import { notedText, printedFigures, type Printed } from './render';
import type { Phase, Report } from './report';
import { analysisCode, figuresCode, isInMemory } from './report-code';
import { analysisPrompt, reportTarget } from './report-target';

/** Runs of one piece of code: the first, and one that starts from the file. */
const MOST_RUNS = 2;
/** Findings that are noted of one analysis. */
const MOST_FINDINGS = 8;

/** The next thing to do in a phase of a report. */
export function phaseMove(
  conversation: Conversation,
  turn: Turn,
  phase: Phase,
  minds: Minds
): Move {
  const target = reportTarget(conversation, turn);
  if (phase === 'deck' && !conversation.tools.has('build_report')) {
    return {
      text: 'I cannot write a deck here: the tool for that, `build_report`, is not offered to me. The figures and charts I can give you.'
    };
  }
  return tableMove(conversation, turn, target, minds, frame =>
    frameMove(conversation, turn, phase, frame, minds)
  );
}

interface Situation {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly report: Report;
}

function frameMove(
  conversation: Conversation,
  turn: Turn,
  phase: Phase,
  frame: Frame,
  minds: Minds
): Move {
  if (frame.rows === 0) {
    return {
      text: `${code(frame.label)} has no rows, so there is nothing to report.`
    };
  }
  const built = (reload: boolean): Report | Move =>
    buildReport(analysisPrompt(conversation), {
      conversation,
      turn,
      state: tableState(conversation, frame, reload),
      reload,
      minds
    });
  const report = built(false);
  if ('text' in report) {
    return report;
  }
  const situation = { conversation, turn, report };
  const afresh = (): Report => {
    const again = built(true);
    return 'text' in again ? report : again;
  };
  switch (phase) {
    case 'analysis':
      return analysisMove(situation, afresh);
    case 'charts':
      return chartsMove(situation, afresh);
    case 'deck':
      return deckMove(situation, afresh);
  }
}

/** What came of the code that computes, or the move that is still needed for it. */
function computed(
  { conversation, turn, report }: Situation,
  first: () => string,
  afresh: () => Report
): { readonly step: Step } | { readonly move: Move } {
  const runs = taskRuns(turn).filter(step => !draws(step));
  const last = runs.at(-1);
  if (last?.outcome === 'ok') {
    return { step: last };
  }
  const { label } = report.state.frame;
  if (!last) {
    const written = first();
    return {
      move: python(
        findLoads(written).length > 0
          ? `The figures of ${code(label)}, from loading it on.`
          : `The figures of ${code(label)}, from the results in memory.`,
        written,
        conversation
      )
    };
  }
  const again = analysisCode(afresh());
  return runs.length < MOST_RUNS && !runs.some(run => run.code === again)
    ? {
        move: python(
          'That failed; I start again from the file.',
          again,
          conversation
        )
      }
    : { move: { text: failureAnswer(last, report.state.frame) } };
}

function draws(step: Step): boolean {
  return step.code.includes('.savefig(');
}

function python(text: string, written: string, { tools }: Conversation): Move {
  return tools.has('execute_python')
    ? { text, call: { tool: 'execute_python', code: written } }
    : {
        text: `I would need to run code for this, and no tool for that is offered to me. This would be the code:\n\n\`\`\`python\n${written}\n\`\`\``
      };
}

function analysisMove(situation: Situation, afresh: () => Report): Move {
  const { conversation, turn, report } = situation;
  const result = computed(situation, () => analysisCode(report), afresh);
  if ('move' in result) {
    return result.move;
  }
  const output = readOutput(result.step.result);
  const printed = printedFigures(report, output);
  const noted = turn.steps.filter(step => step.tool === 'note_finding');
  const [first, ...more] = findingCalls(report, printed);
  if (noted.length === 0 && first && conversation.tools.has('note_finding')) {
    return {
      text: 'I note the key figures, so that charts and a deck repeat them unchanged.',
      call: first,
      more
    };
  }
  return { text: analysisAnswer(report, printed, output, noted) };
}

function findingCalls(report: Report, printed: Printed): Call[] {
  return report.figures
    .filter(figure => figure.key && printed.has(figure.id))
    .slice(0, MOST_FINDINGS)
    .map(figure => ({
      tool: 'note_finding' as const,
      name: figure.label,
      value: notedText(figure, printed.get(figure.id) ?? ''),
      expression: expressionOf(figure)
    }));
}

function chartsMove(situation: Situation, afresh: () => Report): Move {
  const { conversation, turn, report } = situation;
  const runs = taskRuns(turn).filter(draws);
  const last = runs.at(-1);
  if (last?.outcome === 'ok') {
    return {
      text: chartsAnswer(
        wantedCharts(turn.prompt, report),
        report,
        last.result,
        originOf(taskRuns(turn))
      )
    };
  }
  if (last && runs.length >= MOST_RUNS) {
    return { text: failureAnswer(last, report.state.frame) };
  }
  if (last ?? !isInMemory(report, conversation)) {
    const result = computed(situation, () => analysisCode(report), afresh);
    if ('move' in result) {
      return result.move;
    }
    if (last) {
      return { text: failureAnswer(last, report.state.frame) };
    }
  }
  const wanted = wantedCharts(turn.prompt, report);
  if (wanted.kind === 'separate' && wanted.charts.length === 0) {
    return {
      text: `${code(report.state.frame.label)} holds nothing that could be drawn.`
    };
  }
  return python(
    'I draw the charts from the results in memory.',
    wanted.kind === 'dashboard'
      ? dashboardCode(report, { ...wanted, title: report.title })
      : chartsCode(report, wanted.charts),
    conversation
  );
}

function originOf(runs: readonly Step[]): 'results' | 'table' | 'file' {
  if (runs.every(draws)) {
    return 'results';
  }
  return runs.some(({ code }) => findLoads(code).length > 0) ? 'file' : 'table';
}

function deckMove(situation: Situation, afresh: () => Report): Move {
  const { conversation, turn, report } = situation;
  const result = computed(
    situation,
    () =>
      isInMemory(report, conversation)
        ? figuresCode(report)
        : analysisCode(report),
    afresh
  );
  if ('move' in result) {
    return result.move;
  }
  const printed = printedFigures(report, readOutput(result.step.result));
  const path = deckPath(turn.prompt, report);
  const whole = deckOutline(report, { path, printed, conversation });
  const tries = turn.steps.filter(step => step.tool === 'build_report');
  const [failed] = tries;
  // A deck without a picture that is gone is better than none.
  const fault = failed ? faultySlide(failed) : null;
  const outline =
    fault === null
      ? whole
      : { ...whole, slides: whole.slides.filter((_, i) => i !== fault - 1) };
  const last = tries.at(-1);
  const isOver =
    last !== undefined &&
    (isWritten(last) || fault === null || tries.length >= MOST_RUNS);
  return isOver
    ? {
        text: deckAnswer(
          last,
          outline,
          report,
          turn.prompt,
          fault === null ? null : (failed?.result ?? null)
        )
      }
    : {
        text: failed
          ? 'One slide could not be built; I leave it out.'
          : `I build the deck ${code(path)} from the results in memory.`,
        call: { tool: 'build_report', outline }
      };
}
