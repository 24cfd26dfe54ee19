import type { STATISTICS } from '../code/distribution-code';
import {
  OUTLIERS,
  VALUES,
  type DistributionAnalysis
} from '../code/distribution-code';
import { ROWS } from '../code/grouping';
import { ITEM_TOTAL, type ItemsAnalysis } from '../code/items-code';
import { measureName, quantityName, readable } from '../code/names';
import { measureUnit, quantityUnit } from '../code/number-format';
import {
  CORRELATION,
  POINTS,
  relationTitle,
  type CorrelationAnalysis,
  type RelationAnalysis
} from '../code/relation-code';
import { EACH, type TotalAnalysis } from '../code/total-code';
import { printedNumber, type Output } from '../read-output';
import { filterWords } from './filter-words';
import { bold, code, markdownTable, plain, withUnit } from './markdown';
import {
  cellText,
  countOf,
  fact,
  isZero,
  labelText,
  type Told
} from './task-context';

export function totalAnswer({
  analysis,
  frame,
  output
}: Told<TotalAnalysis>): string {
  const rows = countOf(output, ROWS);
  const words = filterWords(analysis.filters);
  if (isZero(rows)) {
    return `No row of ${code(frame.label)} fits${words}.`;
  }
  const told = analysis.quantities.map(quantity => {
    const name = quantityName(quantity);
    const value = fact(output, name);
    return value === null
      ? `${name}${words}: there are no values to compute it from`
      : `${name}${words}: ${bold(withUnit(value, quantityUnit(quantity, frame)))}`;
  });
  const each = [...output.facts].find(([label]) => label.startsWith(EACH));
  const [sum] = analysis.quantities;
  if (each && sum) {
    const value = withUnit(each[1], quantityUnit(sum, frame));
    const name = each[0].slice(EACH.length).trim();
    told.unshift(
      `${plain(name.charAt(0).toUpperCase() + name.slice(1))}${words}: ${bold(value)}`
    );
  }
  const from = rows === null ? '' : ` (from ${rows} rows)`;
  return told.length === 1
    ? `${told[0] ?? ''}${from}.`
    : `${told.map(line => `- ${line}`).join('\n')}\n\nComputed from ${rows ?? 'all'} rows.`;
}

/** How many values a box plot would draw as single points. */
function outlierWords(output: Output, unit: string): string {
  const told = /^([\d,]+) below (\S+), ([\d,]+) above (\S+)$/.exec(
    fact(output, OUTLIERS) ?? ''
  );
  if (!told) {
    return '';
  }
  const [, below = '0', low = '', above = '0', high = ''] = told;
  return isZero(below) && isZero(above)
    ? ' There are **no outliers** by the usual rule: none is further from the middle half than 1.5 times its width.'
    : ` **Outliers** by the usual rule, further from the middle half than 1.5 times its width: ${bold(below)} below ${withUnit(low, unit)} and ${bold(above)} above ${withUnit(high, unit)}.`;
}

export function distributionAnswer({
  analysis,
  frame,
  output
}: Told<DistributionAnalysis>): string {
  const { measure, by } = analysis;
  const unit = measureUnit(measure, frame);
  const name = plain(measureName(measure));
  const values = countOf(output, VALUES);
  const words = filterWords(analysis.filters);
  if (values === null || isZero(values)) {
    return `There are no values of ${name}${words}.`;
  }
  const tell = (label: (typeof STATISTICS)[number]): string =>
    withUnit(fact(output, label) ?? '–', unit);
  const half = (fact(output, 'Middle half') ?? '').split(' to ');
  const lead =
    `Half of the ${values} values of ${name}${words} lie between ${bold(withUnit(half[0] ?? '–', unit))} and ${bold(withUnit(half[1] ?? '–', unit))}; ` +
    `the median is ${bold(tell('Median'))}, the mean ${tell('Mean')}. They range from ${tell('Lowest')} to ${tell('Highest')}.${outlierWords(output, unit)}`;
  const [table] = output.tables;
  return by === null || !table
    ? lead
    : `${lead}\n\n${markdownTable({
        header: [readable(by), ...table.header],
        rows: table.rows.map(row => [
          labelText(row.label),
          ...row.cells.map((value, i) =>
            table.header[i] === VALUES
              ? cellText(value?.replace(/\.0+$/, ''), '')
              : cellText(value, unit)
          )
        ])
      })}`;
}

export function relationAnswer({
  analysis,
  output
}: Told<RelationAnalysis>): string {
  const correlation = fact(output, CORRELATION);
  const points = countOf(output, POINTS);
  if (isZero(points)) {
    return 'No row has a value of both.';
  }
  const title = plain(relationTitle(analysis));
  return correlation === null
    ? `${title}: one of them does not vary, so there is no correlation to tell.`
    : `${title}${filterWords(analysis.filters)}: the correlation is ${bold(correlation)}, ${strength(correlation)}, over ${points ?? 'all'} rows. A correlation does not say what causes what.`;
}

/** In words; the limits are the usual rule of thumb. */
function strength(printed: string): string {
  const value = printedNumber(printed) ?? 0;
  const size = Math.abs(value);
  if (size < 0.1) {
    return 'which is next to none';
  }
  const word = size < 0.3 ? 'weak' : size < 0.6 ? 'moderate' : 'strong';
  return `a ${word} ${value > 0 ? 'positive' : 'negative'} one`;
}

export function correlationAnswer({
  analysis,
  frame,
  output
}: Told<CorrelationAnalysis>): string {
  const [table] = output.tables;
  const [first] = table?.rows ?? [];
  if (!table || !first) {
    return `There are no two columns of numbers in ${code(frame.label)} that vary together.`;
  }
  const value = first.cells[0] ?? '';
  return (
    `The closest pair in ${code(frame.label)}${filterWords(analysis.filters)} is ${bold(plain(first.label))} with a correlation of ${bold(value)}, ${strength(value)}.\n\n` +
    markdownTable({
      header: ['Pair', ...table.header],
      rows: table.rows.map(row => [
        row.label,
        ...row.cells.map(each => cellText(each, ''))
      ])
    })
  );
}

export function itemsAnswer({
  analysis,
  frame,
  output
}: Told<ItemsAnalysis>): string {
  const [table] = output.tables;
  const [first] = table?.rows ?? [];
  if (!table || !first) {
    return `There are no rows to add up${filterWords(analysis.filters)}.`;
  }
  const units = new Set(
    analysis.columns.map(
      name => frame.columns.find(column => column.name === name)?.unit ?? ''
    )
  );
  const unit = units.size === 1 ? ([...units][0] ?? '') : '';
  const share = first.cells[1];
  const sum = fact(output, 'Sum of all');
  const parts = [
    `${bold(plain(first.label))} is the largest with ${bold(cellText(first.cells[0], unit))}` +
      (share ? `, ${share} of the whole` : '') +
      `${filterWords(analysis.filters)}.`,
    markdownTable({
      header: ['Item', ...table.header],
      rows: table.rows.map(row => [
        row.label,
        ...row.cells.map((value, i) =>
          cellText(value, table.header[i] === ITEM_TOTAL ? unit : '')
        )
      ])
    }),
    sum === null
      ? ''
      : `Together: ${withUnit(sum, unit)}, added up over ${countOf(output, ROWS) ?? 'all'} rows.`
  ];
  return parts.filter(part => part !== '').join('\n\n');
}
