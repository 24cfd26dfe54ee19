import type { Cleaning, Column, ColumnKind, DateReading } from './frame';
import { MONTHS, monthNumber } from './vocabulary';
import { nameStems } from './words';

/** What is known of a column before it is understood. */
export interface RawColumn {
  readonly name: string;
  readonly dtype: string;
  readonly nulls: number | null;
  readonly distinct: number | null;
  /** Values as text, some or all. */
  readonly values: readonly string[];
  readonly min: string | null;
  readonly max: string | null;
}

const NO_VALUE =
  /^(|-|–|—|n\/?a|na|nan|null|none|unknown|missing|\.|\?|#n\/a)$/i;

/** Decides from type and values what a column is and how it has to be cleaned. */
export function understandColumn(raw: RawColumn): Column {
  const values = raw.values.map(value => value.trim());
  const real = values.filter(value => !NO_VALUE.test(value));
  const { kind, cleaning, unit } = readKind(raw, real);
  return {
    name: raw.name,
    kind,
    cleaning,
    dtype: raw.dtype,
    nulls: raw.nulls,
    distinct: raw.distinct,
    values: kind === 'text' || kind === 'boolean' ? raw.values : values,
    min: limit(raw.min, real, Math.min),
    max: limit(raw.max, real, Math.max),
    unit: unit === '' ? unitOfName(raw.name) : unit
  };
}

interface Reading {
  readonly kind: ColumnKind;
  readonly cleaning: Cleaning | null;
  readonly unit: string;
}

function readKind(raw: RawColumn, values: readonly string[]): Reading {
  const plain = (kind: ColumnKind): Reading => ({
    kind,
    cleaning: null,
    unit: ''
  });
  if (/^(datetime|timestamp|date\b|date32|period)/i.test(raw.dtype)) {
    return plain('date');
  }
  if (/^bool/i.test(raw.dtype)) {
    return plain('boolean');
  }
  if (
    /^(u?int|float|double|decimal|complex|bigint|real|number|integer|u?(small|tiny|huge)int)/i.test(
      raw.dtype
    )
  ) {
    const reading = numberAsDate(raw, values);
    return reading
      ? { kind: 'date', cleaning: { to: 'date', reading }, unit: '' }
      : plain('number');
  }
  if (values.length === 0) {
    return plain('text');
  }
  const reading = readDates(values, raw.name);
  if (reading) {
    return { kind: 'date', cleaning: { to: 'date', reading }, unit: '' };
  }
  return readNumbers(values) ?? plain('text');
}

/* ---------------------------------------------------------------- numbers */

const CURRENCY = '[$€£¥₹]|USD|EUR|GBP|CHF|kr|zł';
const DECORATED = new RegExp(
  `^(\\()?\\s*(${CURRENCY})?\\s*([-+−]?)\\s*(${CURRENCY})?\\s*(\\d[\\d.,' \\u00a0\\u202f]*)\\s*(%|${CURRENCY}|[A-Za-zµ°/²³]{1,5})?\\s*(\\))?$`,
  'u'
);
const WITH_POINT = /^(\d{1,3}([,' \u00a0\u202f]\d{3})+|\d+)(\.\d+)?$/;
const WITH_COMMA = /^(\d{1,3}([.' \u00a0\u202f]\d{3})+|\d+)(,\d+)?$/;

function readNumbers(values: readonly string[]): Reading | null {
  const parts = values.map(value => DECORATED.exec(value));
  const read = parts.filter(part => part !== null);
  if (read.length < values.length * 0.8 || read.length === 0) {
    return null;
  }
  const digits = read.map(part => (part[5] ?? '').trim());
  // A leading zero is a code: a postcode, a telephone number.
  if (digits.some(each => /^0\d/.test(each))) {
    return null;
  }
  const units = new Set(read.map(part => part[2] ?? part[4] ?? part[6] ?? ''));
  units.delete('');
  const unit = [...units][0] ?? '';
  const letters = /^[A-Za-z]/.test(unit) && !new RegExp(CURRENCY).test(unit);
  if (
    units.size > 1 ||
    (letters && (read.length < 2 || /^[kmb]n?$/i.test(unit)))
  ) {
    return null;
  }
  const point = digits.every(each => WITH_POINT.test(each));
  const comma = digits.every(each => WITH_COMMA.test(each));
  if (!point && !comma) {
    return null;
  }
  // `1,234` could be either; a comma with other than three digits behind it could not.
  const decimal =
    comma && (!point || digits.some(each => /,\d{1,2}$|,\d{4,}$/.test(each)))
      ? ','
      : '.';
  const decorated =
    unit !== '' ||
    decimal === ',' ||
    values.some(value => /[,' \u00a0\u202f()−]/.test(value));
  return {
    kind: 'number',
    cleaning: { to: 'number', decimal, decorated },
    unit
  };
}

function limit(
  told: string | null,
  values: readonly string[],
  pick: (...numbers: number[]) => number
): number | null {
  const number = told === null || told.trim() === '' ? NaN : Number(told);
  if (!Number.isNaN(number)) {
    return number;
  }
  const numbers = values.map(Number);
  return numbers.length > 0 && numbers.every(each => !Number.isNaN(each))
    ? pick(...numbers)
    : null;
}

const UNIT_IN_NAME =
  /[([_ ](%|percent|pct|\$|€|£|¥|usd|eur|gbp|kg|g|km|cm|mm|m|ms|s|sec|min|mins|minutes|hours|days|°?c|°?f|celsius|mb|gb|kb|bytes|kwh|mw|hpa|ppm|bpm|m\/s|km\/h|mph)[)\]]?$/i;

function unitOfName(name: string): string {
  const unit = UNIT_IN_NAME.exec(name.trim())?.[1] ?? '';
  const known: Record<string, string> = {
    percent: '%',
    pct: '%',
    usd: 'USD',
    eur: 'EUR',
    gbp: 'GBP',
    c: '°C',
    f: '°F',
    celsius: '°C'
  };
  return known[unit.toLowerCase()] ?? unit;
}

/* ------------------------------------------------------------------ dates */

const TIME = String.raw`(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)`;
const ISO = new RegExp(
  String.raw`^\d{4}-\d{1,2}-\d{1,2}${TIME}?\s*(Z|[+-]\d{2}:?\d{2})?$`
);
const NUMERIC = new RegExp(
  String.raw`^(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})(${TIME})?$`
);
const QUARTER = /^(\d{4}[\s\-/_]*Q[1-4]|Q[1-4][\s\-/_']*(FY)?\s*\d{4})$/i;

function readDates(
  values: readonly string[],
  name: string
): DateReading | null {
  const most = (test: (value: string) => boolean): boolean =>
    values.filter(test).length >= values.length * 0.8;
  if (most(value => QUARTER.test(value))) {
    return { how: 'quarter' };
  }
  if (most(value => ISO.test(value))) {
    const utc = values.some(value =>
      /(Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10))
    );
    return { how: 'inferred', utc };
  }
  if (most(value => /^\d{4}-(0[1-9]|1[0-2])$/.test(value))) {
    return { how: 'formats', formats: ['%Y-%m'] };
  }
  const numeric = values.flatMap(value => {
    const match = NUMERIC.exec(value);
    return match ? [match] : [];
  });
  if (numeric.length >= values.length * 0.8) {
    return numericDates(numeric);
  }
  if (
    most(value =>
      /^\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}$/.test(value)
    )
  ) {
    return { how: 'formats', formats: ['%d/%b/%Y:%H:%M:%S %z'] };
  }
  return namedMonths(values) ?? digitsOnly(values, name);
}

/** `13/01/2024`: which of the first two is the day, is told by the values; if it is not, both are tried. */
function numericDates(matches: readonly RegExpExecArray[]): DateReading | null {
  const first = matches[0];
  const mark = first?.[2] ?? '/';
  const time = timeFormat(first?.[5]);
  const year = (part: string): string => (part.length === 4 ? '%Y' : '%y');
  const number = (match: RegExpExecArray, group: number): number =>
    Number(match[group] ?? 0);
  if (matches.every(match => (match[1] ?? '').length === 4)) {
    return {
      how: 'formats',
      formats: [`%Y${mark}%m${mark}%d${time}`]
    };
  }
  if (
    matches.some(
      match =>
        (match[1] ?? '').length > 2 ||
        number(match, 1) > 31 ||
        number(match, 3) > 31
    )
  ) {
    return null;
  }
  const end = `${mark}${year(first?.[4] ?? '')}${time}`;
  const dayFirst = `%d${mark}%m${end}`;
  const monthFirst = `%m${mark}%d${end}`;
  if (matches.some(match => number(match, 1) > 12) || mark === '.') {
    return { how: 'formats', formats: [dayFirst] };
  }
  return matches.some(match => number(match, 3) > 12)
    ? { how: 'formats', formats: [monthFirst] }
    : { how: 'formats', formats: [dayFirst, monthFirst] };
}

function timeFormat(time: string | undefined): string {
  if (!time) {
    return '';
  }
  const seconds = time.split(':').length > 2 ? ':%S' : '';
  const fraction = /[.]\d+$/.test(time) ? '.%f' : '';
  return `${time[0] ?? ' '}%H:%M${seconds}${fraction}`;
}

/** `5 Jan 2024`, `January 5, 2024`, `Jan-24`: one format for all of them, or pandas' own guess. */
function namedMonths(values: readonly string[]): DateReading | null {
  const shapes = new Set<string>();
  for (const value of values) {
    const month = /[A-Za-z]{3,9}\.?/.exec(value)?.[0] ?? '';
    const number = monthNumber(
      month.replace('.', ''),
      month.charAt(0).toUpperCase() + month.slice(1)
    );
    if (
      number === null ||
      !/\d/.test(value) ||
      /[A-Za-z]/.test(value.replace(month, ''))
    ) {
      return null;
    }
    const long =
      (MONTHS as readonly string[]).includes(month.toLowerCase()) &&
      month.length > 3;
    const rest = value.replace(month, long ? '%B' : '%b');
    shapes.add(
      rest
        .replace(/\d{4}/, '%Y')
        .replace(
          /(?<![%\d])\d{2}$/,
          /\d\D+\d/.test(rest) || !/%Y/.test(rest) ? '%y' : '%d'
        )
        .replace(/(?<!%)\b\d{1,2}\b/, '%d')
    );
  }
  const formats = [...shapes];
  if (formats.some(format => /\d/.test(format) || !/%[Yy]/.test(format))) {
    return formats.length > 0 && values.every(value => /\d{4}/.test(value))
      ? { how: 'inferred', utc: false }
      : null;
  }
  return { how: 'formats', formats };
}

function digitsOnly(
  values: readonly string[],
  name: string
): DateReading | null {
  const dated = /date|day|time/i.test(name);
  return dated && values.every(value => /^(19|20)\d{6}$/.test(value))
    ? { how: 'formats', formats: ['%Y%m%d'] }
    : null;
}

/** Numbers that are dates: 20240131, or seconds or milliseconds since 1970 under a name that says so. */
function numberAsDate(
  raw: RawColumn,
  values: readonly string[]
): DateReading | null {
  const stems = nameStems(raw.name);
  if (
    !stems.some(word =>
      [
        'date',
        'time',
        'timestamp',
        'datetime',
        'ts',
        'epoch',
        'created',
        'updated'
      ].includes(word)
    )
  ) {
    return null;
  }
  const samples = [raw.min, raw.max, ...values]
    .filter(value => value !== null)
    .map(Number)
    .filter(value => !Number.isNaN(value));
  const all = (low: number, high: number): boolean =>
    samples.length > 0 && samples.every(value => value >= low && value <= high);
  if (
    all(19000101, 21001231) &&
    samples.every(value => Number.isInteger(value))
  ) {
    return digitsOnly(samples.map(String), 'date');
  }
  if (all(4e8, 4.2e9)) {
    return { how: 'epoch', unit: 's' };
  }
  return all(4e11, 4.2e12) ? { how: 'epoch', unit: 'ms' } : null;
}

/** A whole number that is a year: 2023, 2024. */
export function isYear(column: Column): boolean {
  const named = nameStems(column.name).some(
    word => word === 'year' || word === 'yr' || word === 'fy'
  );
  const inRange = (value: number | null): boolean =>
    value === null || (value >= 1800 && value <= 2200);
  return (
    named &&
    column.kind === 'number' &&
    inRange(column.min) &&
    inRange(column.max)
  );
}
