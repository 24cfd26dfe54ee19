import { AgentError } from '../../core/errors';
import type { AskArguments } from '../arguments';
import { ask } from '../ask';
import { reportOf, reportOfFailure, type AskReport } from '../ask-report';
import { listenForEnd } from '../ending';
import { exitCodeOf } from '../exit-codes';
import { progressOn } from '../progress/progress-on';
import type { Progress } from '../progress/progress';
import { SILENT } from '../progress/plain-progress';
import { statusWords } from '../progress/status-words';
import { completionLine, reuseLine } from '../progress/turn-lines';
import { sentence } from '../reported-error';
import { say } from '../say';
import { UsageError } from '../usage-error';

/** Runs a turn, prints what came of it, and resolves with the exit code. Throws `UsageError`. */
export async function askCommand(args: AskArguments): Promise<number> {
  const end = listenForEnd();
  const progress = process.stderr.isTTY ? progressOn(process.stderr) : SILENT;
  progress.begin('agent');
  const { report, lines } = await turn(args, end.signal, progress);
  progress.close();
  for (const line of lines.before) {
    await say(process.stderr, line);
  }
  await print(report, args.json);
  for (const line of lines.after) {
    await say(process.stderr, line);
  }
  return end.exitCode() ?? exitCodeOf(report.error);
}

interface Told {
  readonly report: AskReport;
  readonly lines: {
    readonly before: readonly string[];
    readonly after: readonly string[];
  };
}

async function turn(
  args: AskArguments,
  signal: AbortSignal,
  progress: Progress
): Promise<Told> {
  try {
    const result = await ask(args, process.env, signal, status =>
      progress.step(statusWords(status))
    );
    const { storage } = result;
    return {
      report: reportOf(result),
      lines: {
        before: lines(
          reuseLine(result),
          storage.kind === 'memory'
            ? `The conversation could not be saved: ${storage.reason}.`
            : null
        ),
        after: lines(completionLine(result, args.phase))
      }
    };
  } catch (error) {
    if (error instanceof UsageError) {
      progress.close();
      throw error;
    }
    const report = reportOfFailure(args, AgentError.from(error));
    return { report, lines: { before: [], after: [] } };
  }
}

function lines(...each: (string | null)[]): string[] {
  return each.filter(line => line !== null);
}

async function print(report: AskReport, json: boolean): Promise<void> {
  if (json) {
    await say(process.stdout, JSON.stringify(report));
  } else if (report.answer !== '') {
    await say(process.stdout, report.answer);
  }
  if (report.error) {
    await say(process.stderr, sentence(report.error));
  }
}
