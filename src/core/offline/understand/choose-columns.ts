import { isYear } from '../clean-columns';
import type { Column, DateReading, Frame } from '../frame';
import type { Period } from '../intent';
import { isPeriodName } from '../turned-sheet';
import {
  addsUp,
  namesIdentifier,
  synonymStrength,
  conceptWords
} from '../vocabulary';
import { nameStems } from '../words';

const stemsByName = new Map<string, readonly string[]>();
const MOST_NAMES = 5000;

/** The stems of a column's name; asked for often, so they are kept. */
export function stemsOf(column: Column): readonly string[] {
  const known = stemsByName.get(column.name);
  if (known) {
    return known;
  }
  if (stemsByName.size >= MOST_NAMES) {
    stemsByName.clear();
  }
  const stems = nameStems(column.name.slice(0, 200));
  stemsByName.set(column.name, stems);
  return stems;
}

/** Whether one of these stems stands in the name. */
export function hasWord(column: Column, words: readonly string[]): boolean {
  return stemsOf(column).some(word => words.includes(word));
}

/** A column that tells rows apart rather than measuring them. */
export function isIdentifier(column: Column): boolean {
  const stems = stemsOf(column);
  if (/\p{L}\s*#\s*$/u.test(column.name)) {
    return true;
  }
  // "no. of rooms" and "number of rooms" count; "invoice no" names.
  const counts = /^(no|nr|num|number|count)$/.test(stems[0] ?? '');
  return (
    namesIdentifier(stems) &&
    !(counts && stems.length > 1) &&
    !(column.kind === 'number' && stems.length === 1 && counts)
  );
}

const NOT_MEASURED = [
  'status',
  'latitude',
  'longitude',
  'lat',
  'lon',
  'lng',
  'year',
  'index',
  'unnamed'
];

/** Numbers that measure something. */
export function measureColumns(frame: Frame): Column[] {
  return frame.columns.filter(
    column =>
      column.kind === 'number' &&
      !isIdentifier(column) &&
      !isYear(column) &&
      !isPeriodPart(column) &&
      !hasWord(column, NOT_MEASURED)
  );
}

/** Whether values are added up or averaged unless the user says. */
export function isAddable(column: Column): boolean {
  return addsUp(stemsOf(column)) && column.unit !== '%' && column.unit !== '°C';
}

const PERIOD_WORDS: Record<string, Period> = {
  year: 'year',
  yr: 'year',
  fy: 'year',
  jahr: 'year',
  quarter: 'quarter',
  quartal: 'quarter',
  month: 'month',
  monat: 'month',
  week: 'week',
  woche: 'week',
  day: 'day',
  weekday: 'day',
  hour: 'hour',
  stunde: 'hour'
};

/** What part of time a column of text or numbers holds, by its name: `month`, `fiscal_quarter`. */
export function isPeriodPart(column: Column): Period | null {
  const stems = stemsOf(column);
  const last = stems.at(-1) ?? '';
  const period = PERIOD_WORDS[last] ?? null;
  const small =
    column.kind === 'text' ||
    isYear(column) ||
    (column.kind === 'number' &&
      (column.max === null || column.max <= 53) &&
      (stems.length === 1 ||
        /^(fiscal|calendar|order|sale)$/.test(stems[0] ?? '')));
  return period !== null && small ? period : null;
}

export interface TimeColumn {
  readonly column: Column;
  /** Dates can be put into any period; names of periods only be taken as they are. */
  readonly given: boolean;
}

const MAIN_DATES = [
  'order',
  'transaction',
  'sale',
  'purchase',
  'invoice',
  'visit',
  'admission',
  'admitted',
  'created',
  'timestamp',
  'datetime',
  'departure',
  'start',
  'booking',
  'event',
  'recorded',
  'measured',
  'posting'
].map(word => nameStems(word)[0] ?? word);
const OTHER_DATES = [
  'ship',
  'shipped',
  'shipping',
  'delivery',
  'delivered',
  'due',
  'end',
  'birth',
  'dob',
  'born',
  'updated',
  'modified',
  'expiry',
  'expiration',
  'discharge',
  'discharged',
  'arrival',
  'closed',
  'cancelled',
  'paid',
  'value'
].map(word => nameStems(word)[0] ?? word);

function dateScore(column: Column, index: number): number {
  const stems = stemsOf(column);
  return (
    (stems.join('') === 'date' ? 4 : 0) +
    (stems.some(word => MAIN_DATES.includes(word)) ? 3 : 0) -
    (stems.some(word => OTHER_DATES.includes(word)) ? 4 : 0) -
    index * 0.01
  );
}

/** The column that tells when, for questions that do not name one; null when there is none. */
export function timeColumn(frame: Frame): TimeColumn | null {
  const dates = frame.columns
    .filter(column => column.kind === 'date')
    .map((column, index) => ({ column, score: dateScore(column, index) }))
    .sort((a, b) => b.score - a.score);
  if (dates[0]) {
    return { column: dates[0].column, given: false };
  }
  const given =
    frame.columns.find(
      column =>
        column.kind === 'text' &&
        column.values.length > 0 &&
        column.values.every(isPeriodName)
    ) ??
    frame.columns.find(isYear) ??
    frame.columns.find(column => isPeriodPart(column) !== null);
  return given ? { column: given, given: true } : null;
}

/** Periods that the values of a column of dates are too coarse for. */
export function coarsest(column: Column): Period | null {
  if (column.cleaning?.to !== 'date') {
    return null;
  }
  const { reading } = column.cleaning;
  if (reading.how === 'quarter') {
    return 'quarter';
  }
  const daysOnly =
    column.values.length > 0 &&
    column.values.every(value => /\d/.test(value) && !/\d:\d/.test(value));
  if (daysOnly && !isMonths(reading)) {
    return reading.how === 'epoch' ? null : 'day';
  }
  return isMonths(reading) ? 'month' : null;
}

function isMonths(reading: DateReading): boolean {
  return (
    reading.how === 'formats' &&
    reading.formats.every(format => !/%d/.test(format))
  );
}

/** The period that suits a column of dates when the user names none. */
export function usualPeriod(time: TimeColumn, frame: Frame): Period {
  if (time.given) {
    return 'given';
  }
  const coarse = coarsest(time.column);
  if (coarse && coarse !== 'day') {
    return coarse;
  }
  const { distinct, values } = time.column;
  const days = new Set(values.map(value => value.slice(0, 10)));
  const withTime = values.some(value => /\d{1,2}:\d{2}/.test(value));
  if (
    withTime &&
    values.length >= 3 &&
    days.size === 1 &&
    (frame.rows ?? 0) <= 5000
  ) {
    return 'hour';
  }
  if (distinct !== null && distinct <= 45 && !withTime) {
    return 'day';
  }
  return 'month';
}

const MAIN_MEASURES: readonly (readonly [string, number])[] = [
  ['revenue', 100],
  ['profit', 60],
  ['pay', 58],
  ['cost', 50],
  ['quantity', 45],
  ['price', 40],
  ['rating', 35]
];

function measureScore(column: Column, index: number): number {
  const stems = stemsOf(column);
  const named = MAIN_MEASURES.map(([name, score]) =>
    stems.some(word => conceptWords(name).includes(word)) ? score : 0
  );
  const general = stems.some(word =>
    /^(amount|total|value|income|betrag)$/.test(word)
  )
    ? 75
    : 0;
  const unit = stems.includes('unit') || stems.includes('per') ? -60 : 0;
  const total = stems.includes('total') ? 5 : 0;
  const part = stems.some(word => /^(cost|tax|discount|fee)$/.test(word))
    ? -25
    : 0;
  return (
    Math.max(isAddable(column) ? 30 : 20, general, ...named) +
    unit +
    total +
    part -
    index * 0.1
  );
}

/** Whether this is a measure that tables are usually kept for, rather than one of many properties. */
export function isTelling(column: Column): boolean {
  return measureScore(column, 0) >= 45;
}

/** The number that most questions about the table are about; null when no column measures anything. */
export function mainMeasure(frame: Frame): Column | null {
  return (
    measureColumns(frame)
      .map((column, index) => ({ column, score: measureScore(column, index) }))
      .sort((a, b) => b.score - a.score)[0]?.column ?? null
  );
}

const MAIN_CATEGORIES = [
  'region',
  'category',
  'department',
  'product',
  'country',
  'segment',
  'type',
  'status',
  'channel',
  'group',
  'class',
  'city',
  'gender'
];

/** Whether every row has a value of its own, as far as is known. */
export function isUnique(column: Column, frame: Frame): boolean {
  return (
    column.distinct !== null &&
    frame.rows !== null &&
    frame.rows > 1 &&
    column.distinct >= frame.rows - (column.nulls ?? 0)
  );
}

/** Nearly every row has a value of its own: it names what a row is about. */
export function namesRows(column: Column, frame: Frame): boolean {
  return (
    column.distinct !== null &&
    frame.rows !== null &&
    frame.rows > 1 &&
    column.distinct >= 0.95 * (frame.rows - (column.nulls ?? 0))
  );
}

/** Whether the table is named after such things, as flights.csv is after flights: then each row is one. */
export function isNamedAfter(frame: Frame, noun: string): boolean {
  const name = (frame.source?.path ?? frame.label)
    .replace(/^.*\//, '')
    .replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
  const last = nameStems(name)
    .filter(word => /^\p{L}+$/u.test(word))
    .at(-1);
  return last !== undefined && last === nameStems(noun).at(-1);
}

/** Columns that sort rows into groups, the most telling first. */
export function categories(frame: Frame): Column[] {
  return frame.columns
    .filter(
      column =>
        (column.kind === 'text' || column.kind === 'boolean') &&
        !isIdentifier(column) &&
        !isUnique(column, frame) &&
        (column.distinct === null ||
          (column.distinct > 1 && column.distinct <= 60))
    )
    .map((column, index) => {
      const stems = stemsOf(column);
      const place = MAIN_CATEGORIES.findIndex(word =>
        stems.some(each => each === word || synonymStrength(each, word) > 0.8)
      );
      const many = (column.distinct ?? 10) > 25 ? 10 : 0;
      return { column, score: (place < 0 ? 20 : place) + many + index * 0.1 };
    })
    .sort((a, b) => a.score - b.score)
    .map(each => each.column);
}
