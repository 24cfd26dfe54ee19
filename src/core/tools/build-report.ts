import { AgentError } from '../errors';
import type { Kernel } from '../ports';
import {
  BuiltReportSchema,
  OutlineSchema,
  type Outline
} from '../report/outline';
import { outlineExpressions } from '../report/outline-expressions';
import type { ReportSources } from '../report/report-sources';
import type { Tool, ToolResult } from './tool';

export const BUILD_REPORT = 'build_report';

export interface ReportServices {
  readonly kernel: Kernel;
  /** What the numbers of a deck may have come from. */
  reportSources(): ReportSources;
  /** The data files of the session, and which content they have. */
  reportFiles(): { path: string; content: string }[];
}

/** Writes a PowerPoint deck from an outline whose numbers are evaluated in the namespace. */
export function buildReport({
  kernel,
  reportSources,
  reportFiles
}: ReportServices): Tool<Outline> {
  return {
    name: BUILD_REPORT,
    description:
      'Write a PowerPoint deck (.pptx) from slides as data. Every text may hold {expression} or {expression:format}, ' +
      'evaluated in the kernel as in an f-string: write numbers that way and never type them, so that the deck can be ' +
      'refreshed. Charts of kind bar, line, pie and scatter are native and made from a frame, series or mapping in memory; ' +
      'figures are pictures, from a file or a matplotlib figure. Long tables and texts are split over slides. ' +
      'The file is checked before this reports success.',
    parameters: OutlineSchema,
    isReplayed: true,
    code: approvalText,
    async run(outline, { signal, write }) {
      const { language, displayName } = await kernel.ensureStarted(signal);
      if (language !== 'python') {
        return failed(
          `The notebook's kernel is ${displayName}, not Python: no deck can be built in it.`
        );
      }
      try {
        const built = BuiltReportSchema.parse(
          await kernel.callHelper(
            'build_report',
            { outline, ...reportSources() },
            signal
          )
        );
        await write({
          kind: 'report',
          path: built.path,
          sha256: built.sha256,
          slides: built.slides,
          charts: built.charts,
          outline,
          files: reportFiles(),
          numbers: built.numbers
        });
        return { status: 'ok', text: describeBuilt(built), images: [] };
      } catch (error) {
        if (AgentError.is(error) && error.code === 'kernel-helper-failed') {
          return failed(`No deck was written. ${error.message}`);
        }
        throw error;
      }
    }
  };
}

/** The first line tells what a replay compares: what is in the deck, and not what became of an earlier file. */
export function describeBuilt(
  built: ReturnType<typeof BuiltReportSchema.parse>
): string {
  const count = built.numbers.length + built.more_numbers;
  return [
    `Wrote ${built.path}: ${counted(built.slides, 'slide')}, ${counted(built.charts, 'native chart')}, ` +
      `${counted(count, 'evaluated value')}; it was read back and checked (sha256 ${built.sha256.slice(0, 12)}).`,
    ...(built.unchanged ? ['The same deck was there already.'] : []),
    ...(built.kept ? [`The earlier file is kept as ${built.kept}.`] : []),
    ...built.notes
  ].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What whoever gives leave is shown: the file, and all that is evaluated for it. Nothing may run that was not shown. */
function approvalText(outline: Outline): string {
  return [
    `# Writes ${outline.path.replace(/\s+/g, ' ')} (${counted(outline.slides.length, 'slide')}) and evaluates:`,
    ...outlineExpressions(outline)
  ].join('\n');
}

function failed(text: string): ToolResult {
  return { status: 'error', text, images: [] };
}
