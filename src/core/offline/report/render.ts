import { plain, withUnit } from '../answer/markdown';
import { printedNumber, type Output } from '../read-output';
import { expressionOf } from './part';
import type { Figure, NumberOf, Report, Sentence } from './report';

/** What the code printed of the figures, by their ids. */
export type Printed = ReadonlyMap<string, string>;

const NO_NUMBER = /^[-+]?(?:nan|inf|None|<NA>|NaT)%?$/i;

export function printedFigures(report: Report, { facts }: Output): Printed {
  return new Map(
    report.figures.flatMap(figure => {
      const text = facts.get(figure.label);
      return text === undefined || text === '' || NO_NUMBER.test(text)
        ? []
        : [[figure.id, text] as const];
    })
  );
}

const REFERENCE = /«([^»]+)»/g;

/** The sentences that hold, with every figure in them known. */
function holding(
  sentences: readonly Sentence[],
  printed: Printed
): readonly Sentence[] {
  const value: NumberOf = id => printedNumber(printed.get(id));
  return sentences.filter(
    ({ text, when }) =>
      [...text.matchAll(REFERENCE)].every(match =>
        printed.has(match[1] ?? '')
      ) &&
      (when?.(value) ?? true)
  );
}

/** Sentences for a slide: figures are expressions that the deck evaluates. */
export function forDeck(
  report: Report,
  sentences: readonly Sentence[],
  printed: Printed
): string[] {
  return holding(sentences, printed).map(({ text }) =>
    braced(text).replace(REFERENCE, (whole, name: string) => {
      const figure = report.figures.find(each => each.id === name);
      return figure ? expressionText(figure) : whole;
    })
  );
}

/** Sentences for an answer: figures are as they were printed. */
export function forAnswer(
  report: Report,
  sentences: readonly Sentence[],
  printed: Printed
): string[] {
  return holding(sentences, printed).map(({ text }) =>
    text
      .split(/(«[^»]+»)/)
      .map(part => {
        const name = /^«(.+)»$/.exec(part)?.[1];
        const figure = report.figures.find(each => each.id === name);
        return figure
          ? `**${plain(withUnit(printed.get(figure.id) ?? '', figure.unit))}**`
          : part;
      })
      .join('')
  );
}

/** Text that stands for itself in a deck. */
export function braced(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

/** A figure in a deck, with its unit where people put it. */
export function expressionText(figure: Figure): string {
  const { format, unit } = figure;
  const expression = expressionOf(figure);
  return besideUnit(
    format === '' ? `{${expression}}` : `{${expression}:${format}}`,
    braced(unit)
  );
}

/** A figure as it is noted: its printed text, with its unit where people put it. */
export function notedText({ unit }: Figure, printed: string): string {
  return besideUnit(printed, unit);
}

function besideUnit(number: string, unit: string): string {
  return /^[$€£¥₹]$/.test(unit)
    ? `${unit}${number}`
    : unit === '' || unit === '%'
      ? `${number}${unit}`
      : `${number} ${unit}`;
}
