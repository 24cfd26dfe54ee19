import { AgentError } from '../errors';
import { plainPath } from '../paths';
import type { SessionFiles } from '../file-context/session-files';
import type { Kernel } from '../ports';
import type { ReportEntry } from '../transcript/entries';
import { replayCode, type ReplayedCode } from '../replay/replay-code';
import {
  describeRefreshed,
  latestReports,
  refreshReport,
  type RefreshServices
} from '../report/refresh-reports';

/** What a session does besides turns: no model has a part in it. */
export interface WorkServices extends RefreshServices {
  readonly kernel: Kernel;
  readonly sessionFiles: SessionFiles;
}

/**
 * Builds the decks of the current run again and tells, in Markdown, every number that changed. Where a data file is not
 * what it was, or a variable is gone, the turns' code is run again first: it reads the new data.
 * @param path of one deck; all of them if absent
 * Throws `AgentError`: `report-failed`, `kernel-*`, `stopped`.
 */
export async function refreshReports(
  services: WorkServices,
  path: string | undefined,
  signal: AbortSignal
): Promise<string> {
  const all = latestReports(services.journal.entries);
  const reports = all.filter(
    report => path === undefined || plainPath(report.path) === plainPath(path)
  );
  if (reports.length === 0) {
    throw new AgentError(
      'report-failed',
      path === undefined || all.length === 0
        ? 'There is no deck to refresh: none was built in this run.'
        : `No deck ${path} was built in this run.`,
      all.length === 0
        ? { advice: 'Ask the agent for a report first.' }
        : {
            advice: `There is ${all.map(report => report.path).join(', ')}.`
          }
    );
  }
  const changed = await changedFiles(services, reports, signal);
  const told: string[] = [];
  if (changed.length > 0) {
    told.push(
      `${changed.join(', ')} changed: the code of the turns was run again.`,
      ''
    );
    await runAgain(services, signal);
  }
  let hasRun = changed.length > 0;
  for (const report of reports) {
    const refreshed = await refreshReport(services, report, signal).catch(
      async (error: unknown) => {
        if (hasRun || !isVariableGone(error)) {
          throw error;
        }
        hasRun = true;
        told.push(
          'Variables were gone: the code of the turns was run again.',
          ''
        );
        await runAgain(services, signal);
        return refreshReport(services, report, signal);
      }
    );
    told.push(describeRefreshed(refreshed), '');
  }
  return told.join('\n').trim();
}

/**
 * Runs the current run's code again and tells how that went, in Markdown.
 * Throws `AgentError`: `replay-impossible` when code fails, `kernel-*`, `stopped`.
 */
export async function replayRun(
  services: WorkServices,
  signal: AbortSignal
): Promise<string> {
  const { ran, total, failure } = await replayCode(
    services.journal.entries,
    services.kernel,
    signal
  );
  if (total === 0) {
    return 'There is no code to run again in this run.';
  }
  if (failure) {
    throw new AgentError(
      'replay-impossible',
      `Ran ${ran} of ${total} pieces of code again; that of turn ${failure.turn} failed: ${failure.message}`,
      { advice: 'The variables are as the code before it left them.' }
    );
  }
  return `Ran all ${total} pieces of this run's code again; the variables are there.`;
}

async function runAgain(
  services: WorkServices,
  signal: AbortSignal
): Promise<ReplayedCode> {
  const replayed = await replayCode(
    services.journal.entries,
    services.kernel,
    signal
  );
  if (replayed.failure) {
    throw new AgentError(
      'report-failed',
      `The code of turn ${replayed.failure.turn} fails with the data as it is now: ${replayed.failure.message}`,
      { advice: 'The deck is left as it was. Ask the agent to look at it.' }
    );
  }
  return replayed;
}

/** Data files whose content is not that from which the decks were made. */
async function changedFiles(
  { sessionFiles, kernel, reportFiles }: WorkServices,
  reports: readonly ReportEntry[],
  signal: AbortSignal
): Promise<string[]> {
  await sessionFiles.load();
  if (sessionFiles.files.length > 0) {
    await kernel.ensureStarted(signal);
    await sessionFiles.refresh();
  }
  for (const { path, state } of sessionFiles.files) {
    if (state === 'changed') {
      // What is known of it is brought up to date; a new time alone does not make it another.
      await sessionFiles.profile(path).catch(() => undefined);
    }
  }
  const now = new Map(reportFiles().map(file => [file.path, file.content]));
  const changed = reports
    .flatMap(report => report.files)
    .filter(({ path, content }) => {
      const current = now.get(path);
      return current !== undefined && current !== content;
    })
    .map(({ path }) => path);
  return [...new Set(changed)];
}

function isVariableGone(error: unknown): boolean {
  return (
    AgentError.is(error) && /\bNameError\b|not defined/.test(error.message)
  );
}
