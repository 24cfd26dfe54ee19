import type { KnownFile } from '../file-context/known-file';
import { contentOf } from '../file-context/told-files';
import type { AskingCell, Prompt } from '../agent/session-types';
import { EXECUTE_PYTHON } from '../tools/execute-python';
import type { Entry } from '../transcript/entries';
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
  | { readonly recording: null; readonly problem: string };

export interface Circumstances {
  /** The turn that is about to run. */
  readonly turn: number;
  /** Name of the model that would answer; null when that cannot be told. */
  readonly model: string | null;
  /** The data files as they are now. */
  readonly files: readonly KnownFile[];
}

/** The turn that the nearest agent cell above stands for; null when none of them ran. */
export function cellAbove(
  entries: readonly Entry[],
  { above }: AskingCell
): { readonly turn: number; readonly ranAs: number } | null {
  for (const id of [...above].reverse()) {
    const found = standsFor(entries, id);
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
  const candidates = recordings(entries, prompt.text);
  if (candidates.length === 0) {
    return none('no answered turn of this run has this prompt');
  }
  const above = cellAbove(entries, prompt.cell);
  const problems = candidates.map(candidate =>
    problemOf(candidate, entries, prompt, above, circumstances)
  );
  const fit = problems.indexOf(null);
  const recording = candidates[fit];
  return recording
    ? { recording, problem: null }
    : none(problems[0] ?? 'nothing fits');
}

function none(problem: string): Found {
  return { recording: null, problem };
}

function problemOf(
  candidate: Recording,
  entries: readonly Entry[],
  prompt: Prompt,
  above: ReturnType<typeof cellAbove>,
  { turn, model, files }: Circumstances
): string | null {
  const recorded = `turn ${candidate.turn}`;
  if (!isSameList(candidate.files, prompt.files ?? [])) {
    return `${recorded} had other files attached`;
  }
  if (candidate.after !== (above?.turn ?? null)) {
    return `${recorded} came after another turn than it would now`;
  }
  if (
    candidate.hasInterlude ||
    (above && hasInterlude(entries, above.ranAs, turn))
  ) {
    return 'something was asked in between';
  }
  if (model !== null && candidate.model !== model) {
    return `${recorded} was answered by ${candidate.model}, and now the model is ${model}`;
  }
  if (candidate.steps.some(({ calls }) => calls.some(ranUnasked))) {
    return `the transcript does not say that the code of ${recorded} was allowed`;
  }
  const changed = changedFile(candidate, files);
  return changed === null ? null : `${changed} since ${recorded}`;
}

function ranUnasked({ call, wasAllowed, result }: RecordedCall): boolean {
  return (
    call.function.name === EXECUTE_PYTHON &&
    result.result === 'ok' &&
    !wasAllowed
  );
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
    if (!file.profile || contentOf(file.profile) !== content) {
      return `${path} has changed`;
    }
  }
  return null;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
