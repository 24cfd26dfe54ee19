import { readError } from './read-output';
import { readProfile } from './read-profile';

export type Outcome = 'ok' | 'error' | 'refused' | 'interrupted';

/** A description of very many columns does not fit into a tool's result: the table itself has to be looked at. */
export function isCutProfile(result: string): boolean {
  return /^\s*\{"path":/.test(result) && result.includes('"columns":');
}

/** How a call ended, by the words of its result. */
export function outcomeOf(tool: string, result: string): Outcome {
  const start = result.trimStart().slice(0, 300);
  if (
    /^(the )?user (refused|rejected|declined|denied)|^(refused|rejected|denied)\b/i.test(
      start
    )
  ) {
    return 'refused';
  }
  if (
    /^interrupted\b|\bKeyboardInterrupt\b\s*:?\s*$/i.test(start) ||
    /\nKeyboardInterrupt:?\s*$/.test(result) ||
    /\nInterrupted after [\d.]+ s\.\s*$/.test(result)
  ) {
    return 'interrupted';
  }
  if (tool === 'dataset_info') {
    return readProfile(result) ? 'ok' : 'error';
  }
  return readError(result) ||
    /^(the notebook's kernel is|the arguments of|there is no tool|you made this very call|the kernel died|not run)/i.test(
      start
    )
    ? 'error'
    : 'ok';
}
