import type { Kernel } from '../ports';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { Entry, ReportEntry } from '../transcript/entries';
import type { Journal } from '../transcript/journal';
import { currentRun } from '../transcript/run';
import {
  BuiltReportSchema,
  type BuiltReport,
  type ReportNumber
} from './outline';
import type { ReportSources } from './report-sources';

export interface RefreshServices {
  readonly kernel: Kernel;
  readonly journal: Journal;
  reportSources(): ReportSources;
  reportFiles(): { path: string; content: string }[];
}

/** One value of a deck that is another now. */
export interface ReportChange {
  readonly slide: number;
  readonly where: string;
  /** Null: it was not there. */
  readonly was: string | null;
  /** Null: it is not there any more. */
  readonly is: string | null;
}

export interface RefreshedReport {
  readonly path: string;
  readonly built: BuiltReport;
  readonly changes: readonly ReportChange[];
}

/** The latest deck of each path in the current run. */
export function latestReports(entries: readonly Entry[]): ReportEntry[] {
  const byPath = new Map<string, ReportEntry>();
  for (const entry of currentRun(entries)) {
    if (entry.kind === 'report') {
      byPath.set(entry.path, entry);
    }
  }
  return [...byPath.values()];
}

/**
 * Writes a deck again from its outline, every expression evaluated anew, and says what changed.
 * Throws `AgentError`: `report-failed`, `kernel-*`, `stopped`.
 */
export async function refreshReport(
  services: RefreshServices,
  report: ReportEntry,
  signal: AbortSignal
): Promise<RefreshedReport> {
  const { kernel, journal } = services;
  let built: BuiltReport;
  try {
    built = BuiltReportSchema.parse(
      await kernel.callHelper(
        'build_report',
        { outline: report.outline, ...services.reportSources() },
        signal
      )
    );
  } catch (error) {
    if (AgentError.is(error) && error.code === 'kernel-helper-failed') {
      throw new AgentError(
        'report-failed',
        `${report.path} was not written anew. ${error.message}`,
        { cause: error }
      );
    }
    throw error;
  }
  await journal.write({
    kind: 'report',
    turn: 0,
    path: built.path,
    sha256: built.sha256,
    slides: built.slides,
    charts: built.charts,
    outline: report.outline,
    files: services.reportFiles(),
    numbers: built.numbers
  });
  return {
    path: built.path,
    built,
    changes: changedNumbers(report.numbers, built.numbers)
  };
}

/** Values that differ, are new or are gone, in the order of the slides. */
export function changedNumbers(
  before: readonly ReportNumber[],
  now: readonly ReportNumber[]
): ReportChange[] {
  const old = new Map(keyed(before));
  const current = new Map(keyed(now));
  const changes: ReportChange[] = [];
  for (const [key, { slide, where, text }] of current) {
    const was = old.get(key)?.text ?? null;
    if (was !== text) {
      changes.push({ slide, where, was, is: text });
    }
  }
  for (const [key, { slide, where, text }] of old) {
    if (!current.has(key)) {
      changes.push({ slide, where, was: text, is: null });
    }
  }
  return changes.sort((a, b) => a.slide - b.slide);
}

/** The same place may hold several values: they are told apart by their order. */
function keyed(numbers: readonly ReportNumber[]): [string, ReportNumber][] {
  const counts = new Map<string, number>();
  return numbers.map(number => {
    const place = `${number.slide} ${number.where} ${number.expression}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return [`${place} ${count}`, number];
  });
}

/** What is shown after a refresh, in Markdown. */
export function describeRefreshed({
  path,
  built,
  changes
}: RefreshedReport): string {
  const shown = changes.slice(0, LIMITS.reportChanges);
  const head =
    changes.length === 0
      ? `**${path}** was evaluated again: no number changed.`
      : `**${path}** was written anew: ${changes.length} ${changes.length === 1 ? 'number' : 'numbers'} changed.`;
  return [
    head,
    ...(built.kept ? [`The earlier deck is kept as ${built.kept}.`] : []),
    ...(shown.length > 0
      ? [
          '',
          '| slide | what | was | is |',
          '| ---: | --- | ---: | ---: |',
          ...shown.map(
            ({ slide, where, was, is }) =>
              `| ${slide} | ${cell(where)} | ${cell(was ?? '–')} | ${cell(is ?? '–')} |`
          )
        ]
      : []),
    ...(changes.length > shown.length
      ? ['', `… and ${changes.length - shown.length} more.`]
      : [])
  ].join('\n');
}

function cell(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/([\\|`*_<>])/g, '\\$1')
      // With a backslash before them brackets are the marks of a formula.
      .replaceAll('[', '&#91;')
      .replaceAll(']', '&#93;')
  );
}
