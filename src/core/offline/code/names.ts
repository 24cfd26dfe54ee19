import type { Column, Frame } from '../frame';
import type { Expression, GroupKey, Measure, Quantity } from '../intent';

/** A column's name as it reads in a sentence or a title: `unit_price` → `unit price`. */
export function readable(name: string): string {
  const spaced = name
    .replace(/([\p{Ll}\d])(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim();
  const shown = spaced === '' ? 'unnamed column' : spaced;
  return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(noun: string): string {
  if (/(s|people|data|children)$/i.test(noun)) {
    return noun;
  }
  return /[^aeiou]y$/i.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

const STATISTIC_WORDS: Record<Quantity['statistic'], string> = {
  sum: 'Total',
  mean: 'Average',
  median: 'Median',
  min: 'Lowest',
  max: 'Highest',
  std: 'Standard deviation of',
  count: 'Number of values of',
  distinct: 'Different values of'
};

/** What a quantity is called: `Total revenue`, `Number of orders`, `Profit margin`. */
export function quantityName({ measure, statistic }: Quantity): string {
  if (measure.kind === 'rows') {
    return factLabel(`Number of ${plural(measure.noun)}`);
  }
  const name = measureName(measure);
  if (measure.kind === 'ratio') {
    return factLabel(capitalised(name));
  }
  const word = STATISTIC_WORDS[statistic];
  const said =
    (statistic === 'sum' && /^total\b/i.test(name)) ||
    (statistic === 'mean' && /^(average|mean|avg)\b/i.test(name));
  return factLabel(said ? capitalised(name) : `${word} ${lowerFirst(name)}`);
}

/** What is measured, without the statistic. */
export function measureName(measure: Measure): string {
  switch (measure.kind) {
    case 'rows':
      return plural(measure.noun);
    case 'column':
      return readable(measure.column);
    case 'formula':
    case 'ratio':
      return readable(measure.name);
  }
}

/** `Revenue` → `revenue`, but `GDP` and `iPhone` stay. */
function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) && !/\p{Lu}/u.test(name.slice(1))
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;
}

/** Text that can stand before the colon of a printed fact, or at the head of a printed table. */
export function factLabel(text: string): string {
  return capitalised(
    text
      .replace(/[:\s]+/g, ' ')
      .trim()
      .slice(0, 58)
  );
}

const PERIOD_WORDS = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  hour: 'hour'
} as const;

/** What the groups of a key are called: `region`, `month`, `age range`. */
export function keyName(key: GroupKey): string {
  switch (key.kind) {
    case 'column':
      return readable(key.column);
    case 'period':
      return key.period === 'given'
        ? readable(key.column)
        : PERIOD_WORDS[key.period];
    case 'cycle':
      return {
        weekday: 'weekday',
        'hour-of-day': 'hour',
        'month-of-year': 'month'
      }[key.cycle];
    case 'ranges':
      return `${readable(key.column)} range`;
  }
}

/** Base of a result's variable: `revenue`, `average_price`, `orders`. */
export function quantityBase({ measure, statistic }: Quantity): string {
  const name = measureName(measure);
  if (
    measure.kind === 'rows' ||
    measure.kind === 'ratio' ||
    statistic === 'sum'
  ) {
    return name;
  }
  const before = {
    mean: 'average',
    median: 'median',
    min: 'lowest',
    max: 'highest',
    std: 'spread of',
    count: 'number of',
    distinct: 'different'
  }[statistic];
  return `${before} ${name}`;
}

/** The columns that an expression reads. */
export function columnsOf(expression: Expression): string[] {
  switch (expression.op) {
    case 'column':
    case 'without':
      return [expression.column];
    default:
      return [...columnsOf(expression.left), ...columnsOf(expression.right)];
  }
}

export function measureColumns(measure: Measure): string[] {
  switch (measure.kind) {
    case 'rows':
      return [];
    case 'column':
      return [measure.column];
    case 'formula':
      return columnsOf(measure.formula);
    case 'ratio':
      return [...columnsOf(measure.top), ...columnsOf(measure.bottom)];
  }
}

export function findColumn(frame: Frame, name: string): Column | undefined {
  return frame.columns.find(column => column.name === name);
}
