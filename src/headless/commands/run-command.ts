import { AgentError } from '../../core/errors';
import type { RunArguments } from '../arguments';
import { listenForEnd } from '../ending';
import { exitCodeOf } from '../exit-codes';
import { NotSavedError } from '../notebook/not-saved-error';
import { progressOn } from '../progress/progress-on';
import {
  asReported,
  NOT_SAVED,
  sentence,
  type ReportedError
} from '../reported-error';
import { runNotebook } from '../run/run-notebook';
import { reportOfNothing, type RunReport } from '../run/run-report';
import { say } from '../say';
import { UsageError } from '../usage-error';

/** Runs a notebook, prints what came of it, and resolves with the exit code. Throws `UsageError`. */
export async function runCommand(args: RunArguments): Promise<number> {
  const end = listenForEnd();
  const progress = progressOn(process.stderr);
  let report: RunReport;
  try {
    report = await runNotebook(args, {
      environment: process.env,
      signal: end.signal,
      progress
    });
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    report = reportOfNothing(args, reported(error));
  } finally {
    progress.close();
  }
  if (report.error) {
    await say(process.stderr, sentence(report.error));
  }
  if (args.json) {
    await say(process.stdout, JSON.stringify(report));
  } else if (report.output !== null) {
    await say(process.stderr, inWords(report));
  }
  return end.exitCode() ?? exitCodeOf(report.error);
}

function reported(error: unknown): ReportedError {
  return error instanceof NotSavedError
    ? { code: NOT_SAVED, message: error.message }
    : asReported(AgentError.from(error));
}

function inWords({
  cells,
  turns,
  requests,
  output,
  success
}: RunReport): string {
  const count = (status: string): number =>
    cells.filter(cell => cell.status === status).length;
  const ran = count('ok') + count('allowed');
  const parts = [
    `${counted(ran, 'cell')} ran`,
    count('not-run') > 0 ? `${count('not-run')} not run` : '',
    turns.length > 0 ? counted(turns.length, 'agent turn') : '',
    turns.length > 0 ? counted(requests, 'request') : '',
    `written to ${output}`
  ];
  return `${success ? '✓' : '✗'} ${parts.filter(Boolean).join(', ')}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
