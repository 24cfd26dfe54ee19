import type { Column, DateReading } from '../frame';
import { pythonList, pythonString } from '../python-literal';
import { columnCode } from './expressions';

/** Lines that turn a column of `data` in place into what `Column.cleaning` says it is; none when it is fine. */
export function cleaningLines(column: Column, data: string): string[] {
  const series = columnCode(data, column.name);
  const { cleaning } = column;
  if (cleaning?.to === 'number') {
    return [`${series} = ${numberCode(column, cleaning, series)}`];
  }
  if (cleaning?.to === 'date') {
    return dateLines(column, cleaning.reading, series);
  }
  // Dates as Python objects, or with a time zone, cannot be grouped by period.
  if (column.kind === 'date' && /^(date32|date\b|period)/i.test(column.dtype)) {
    return [
      column.dtype.startsWith('period')
        ? `${series} = ${series}.dt.to_timestamp()`
        : `${series} = pd.to_datetime(${series})`
    ];
  }
  return column.kind === 'date' && hasZone(column)
    ? [`${series} = ${series}.dt.tz_localize(None)`]
    : [];
}

export function needsCleaning(column: Column): boolean {
  return cleaningLines(column, 'data').length > 0;
}

function hasZone(column: Column): boolean {
  return (
    /\[[^\]]*,/.test(column.dtype) ||
    column.values.some(value =>
      /\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(value)
    )
  );
}

function numberCode(
  column: Column,
  cleaning: { readonly decimal: '.' | ','; readonly decorated: boolean },
  series: string
): string {
  if (!cleaning.decorated) {
    return `pd.to_numeric(${series}, errors="coerce")`;
  }
  const word = /^[A-Za-z]{2,}/.test(column.unit)
    ? `|${escaped(column.unit)}`
    : '';
  const sign = word === '' ? escaped(column.unit) : '';
  const group = cleaning.decimal === ',' ? '.' : ',';
  const steps = [
    `.str.replace(${rawString(`[\\s'${group}${sign}]${word}`)}, "", regex=True)`
  ];
  if (cleaning.decimal === ',') {
    steps.push('.str.replace(",", ".")');
  }
  if (column.values.some(value => value.includes('−'))) {
    steps.push('.str.replace("−", "-")');
  }
  if (column.values.some(value => value.includes('('))) {
    steps.push(
      `.str.replace(${rawString('^\\((.*)\\)$')}, ${rawString('-\\1')}, regex=True)`
    );
  }
  return [
    'pd.to_numeric(',
    `    ${series}.astype(str)${steps.join('')},`,
    '    errors="coerce",',
    ')'
  ].join('\n');
}

function dateLines(
  column: Column,
  reading: DateReading,
  series: string
): string[] {
  switch (reading.how) {
    case 'inferred':
      return [
        reading.utc
          ? `${series} = pd.to_datetime(${series}, format="mixed", utc=True, errors="coerce").dt.tz_localize(None)`
          : `${series} = pd.to_datetime(${series}, format="mixed", errors="coerce")`
      ];
    case 'quarter':
      return [
        `${series} = pd.PeriodIndex(`,
        `    ${series}.str.extract(r"(\\d{4})", expand=False)`,
        `    + "Q" + ${series}.str.extract(r"[Qq]([1-4])", expand=False),`,
        '    freq="Q",',
        ').to_timestamp()'
      ];
    case 'epoch':
      return [
        `${series} = pd.to_datetime(${series}, unit="${reading.unit}", errors="coerce")`
      ];
    case 'formats':
      return formatLines(column, reading.formats, series);
  }
}

function formatLines(
  column: Column,
  formats: readonly string[],
  series: string
): string[] {
  // 20240131 with missing values is a float: 20240131.0 would not be read.
  const texts = /^(u?int|float)/i.test(column.dtype)
    ? `${series}.astype("Int64").astype("string")`
    : series;
  const zone = formats.some(format => format.includes('%z'))
    ? '.dt.tz_localize(None)'
    : '';
  const [only] = formats;
  if (formats.length === 1 && only !== undefined) {
    return [
      `${series} = pd.to_datetime(${texts}, format=${pythonString(only)}, errors="coerce")${zone}`
    ];
  }
  return [
    `${series} = max(`,
    `    (pd.to_datetime(${texts}, format=form, errors="coerce") for form in ${pythonList(formats)}),`,
    '    key=lambda dates: dates.notna().sum(),',
    `)${zone}`
  ];
}

/** The text as part of a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');
}

/** A raw literal; only for patterns of this file and units, which hold no quotes. */
function rawString(pattern: string): string {
  return `r"${pattern.replace(/["\n\r]/g, '')}"`;
}
