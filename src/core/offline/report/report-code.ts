import { withFonts } from '../code/fonts';
import { printFrame } from '../code/print-code';
import { Script } from '../code/script';
import { pythonString } from '../python-literal';
import type { Conversation } from '../read-conversation';
import { expressionOf } from './part';
import type { Figure, Listing, Report } from './report';

/** Rows of a result that are printed. */
const PRINTED = 25;

/** Python that loads what is not in memory, computes everything, and prints it. */
export function analysisCode(report: Report): string {
  const script = new Script();
  report.blocks.forEach(lines => script.block(...lines));
  figureBlocks(report, script);
  script.block(...report.listings.map(printListing));
  return script.text();
}

/** Python that takes the figures from results in memory, and prints them. */
export function figuresCode(report: Report): string {
  const script = new Script();
  figureBlocks(report, script);
  return script.text();
}

function figureBlocks({ figures }: Report, script: Script): void {
  script.block(
    ...figures.flatMap(({ variable, code }) =>
      variable === null ? [] : [`${variable} = ${code}`]
    )
  );
  script.block(...figures.map(printFigure));
}

function printFigure(figure: Figure): string {
  const { label, format } = figure;
  const variable = expressionOf(figure);
  const text = pythonString(`${label}: `).slice(0, -1).replace(/[{}]/g, '$&$&');
  return `print(f${text}{${variable}${format === '' ? '' : `:${format}`}}")`;
}

function printListing({ variable, heading, format, columns }: Listing): string {
  const shown = `${variable}.head(${PRINTED})`;
  return heading === null
    ? printFrame(shown, columns, `float_format="{:${format}}".format`)
    : `print(${shown}.to_frame(${pythonString(heading)}).to_string(float_format="{:${format}}".format))`;
}

/** Whether everything that the analysis leaves behind is in the kernel. */
export function isInMemory(
  report: Report,
  conversation: Conversation
): boolean {
  const has = (expression: string): boolean => {
    const name = /^\w+/.exec(expression)?.[0] ?? '';
    return conversation.assigned.has(name) || conversation.variables.has(name);
  };
  return (
    report.state.frame.loaded &&
    [
      ...report.views.map(each => each.variable),
      ...report.listings.map(each => each.variable),
      ...report.figures.flatMap(each => each.variable ?? [])
    ].every(has)
  );
}

/** The code, with fonts for signs that the usual one lacks. */
export function drawable(code: string, report: Report): string {
  return withFonts(code, report.state.frame);
}
