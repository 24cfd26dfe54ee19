import type { KnownFile } from '../file-context/known-file';
import { contentOf } from '../file-context/told-files';
import type { AskingCell, Prompt } from '../agent/session-types';
import type { ToolCall } from '../llm/chat-message';
import type { Entry } from '../transcript/entries';
import { turnsOfRun, type TurnsOfRun } from '../transcript/turns-of-run';
import {
  hasInterlude,
  recordings,
  standsFor,
  type RecordedCall,
  type Recording
} from './recording';

/** The recorded turn that stands for a cell, or why there is none. */
export type Found =
  | { readonly recording: Recording; readonly problem: null }
  | {
      readonly recording: null;
      readonly problem: string;
      /** The prompt was answered before, though. */
      readonly wasAnswered: boolean;
    };

export interface Circumstances {
  /** The turn that is about to run. */
  readonly turn: number;
  /** Name of the model that would answer; null when that cannot be told. */
  readonly model: string | null;
  /** The data files as they are now. */
  readonly files: readonly KnownFile[];
  /** Why the data files could not be looked at; null when they were. */
  readonly notChecked: string | null;
  /** Whether a call, were it run again, would run code that somebody has to allow. */
  needsLeave(call: ToolCall): boolean;
  /** Code runs without anybody being asked. */
  readonly mayRunCode: boolean;
}

/** The turn that the nearest agent cell above stands for; null when none of them ran. */
export function cellAbove(
  entries: readonly Entry[],
  { above }: AskingCell
): ReturnType<typeof standsFor> {
  return standsAbove(turnsOfRun(entries), above);
}

function standsAbove(
  turns: TurnsOfRun,
  above: readonly string[]
): ReturnType<typeof standsFor> {
  for (const id of [...above].reverse()) {
    const found = standsFor(turns, id);
    if (found) {
      return found;
    }
  }
  return null;
}

/**
 * Finds the turn that was recorded for the same prompt, files, model and preceding turns; the newest, if there are
 * several. The sentence on why there is none is about the one that comes closest.
 */
export function findRecording(
  entries: readonly Entry[],
  prompt: Prompt & { readonly cell: AskingCell },
  circumstances: Circumstances
): Found {
  const turns = turnsOfRun(entries);
  const candidates = recordings(turns, prompt.text);
  if (candidates.length === 0) {
    return none('no answered turn of this run has this prompt', false);
  }
  const above = standsAbove(turns, prompt.cell.above);
  const problems = candidates.map(candidate =>
    problemOf(candidate, turns, prompt, above, circumstances)
  );
  const fit = problems.indexOf(null);
  const recording = candidates[fit];
  return recording
    ? { recording, problem: null }
    : none(problems[0] ?? 'nothing fits', true);
}

function none(problem: string, wasAnswered: boolean): Found {
  return { recording: null, problem, wasAnswered };
}

function problemOf(
  candidate: Recording,
  turns: TurnsOfRun,
  prompt: Prompt & { readonly cell: AskingCell },
  above: ReturnType<typeof standsFor>,
  circumstances: Circumstances
): string | null {
  const { turn, model, needsLeave, mayRunCode } = circumstances;
  const recorded = `turn ${candidate.turn}`;
  if (!isSameList(candidate.files, prompt.files ?? [])) {
    return `${recorded} had other files attached`;
  }
  if (candidate.after !== (above?.turn ?? null)) {
    return `${recorded} came after another turn than it would now`;
  }
  if (
    candidate.hasInterlude ||
    (above && hasInterlude(turns, above.ranAs, turn))
  ) {
    return 'something was asked in between';
  }
  if (model !== null && candidate.model !== model) {
    return `${recorded} was answered by ${candidate.model}, and now the model is ${model}`;
  }
  const calls = candidate.steps.flatMap(step => step.calls);
  if (mayRunCode && calls.some(({ result }) => result.result === 'refused')) {
    return `code that may run now was refused in ${recorded}`;
  }
  const ranUnasked = ({ call, wasAllowed, result }: RecordedCall): boolean =>
    result.result === 'ok' && !wasAllowed && needsLeave(call);
  if (calls.some(ranUnasked)) {
    return `the transcript does not say that the code of ${recorded} was allowed`;
  }
  return problemOfFiles(candidate, circumstances);
}

function problemOfFiles(
  candidate: Recording,
  { files, notChecked }: Circumstances
): string | null {
  const recorded = `turn ${candidate.turn}`;
  if (notChecked !== null && candidate.contents.size > 0) {
    return `whether data files are as in ${recorded} could not be checked, ${notChecked}`;
  }
  const changed = changedFile(candidate, files);
  return changed === null ? null : `${changed} since ${recorded}`;
}

/** Says which file is not what it was; null when all are. */
function changedFile(
  { contents }: Recording,
  files: readonly KnownFile[]
): string | null {
  const byPath = new Map(files.map(file => [file.path, file]));
  for (const [path, content] of contents) {
    const file = byPath.get(path);
    // Whoever told the session to forget a file does not miss it.
    if (!file) {
      continue;
    }
    if (file.state === 'gone' || file.state === 'failed') {
      return `${path} has gone`;
    }
    // While it is read anew, its profile is that of what it was.
    if (
      ['changed', 'profiling'].includes(file.state) ||
      !file.profile ||
      contentOf(file.profile) !== content
    ) {
      return `${path} has changed`;
    }
  }
  return null;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
