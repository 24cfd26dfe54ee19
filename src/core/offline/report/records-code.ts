import type { Quantity } from '../intent';
import { aggregate } from '../code/aggregate-code';
import { columnCode } from '../code/expressions';
import { keyCode } from '../code/key-code';
import { prepareData, type Prepared } from '../code/prepare-data';
import { chain } from '../code/script';
import { PERIOD_CODES } from '../code/key-code';
import type { TableState } from '../code/table-state';
import type { Wanted, WantedGroups } from './wanted';

/** Loads, cleans and derives what the quantity and its groups need. */
export function prepareRecords(
  state: TableState,
  wanted: Wanted,
  more: readonly string[]
): Prepared {
  return prepareData(
    state,
    { kind: 'total', filters: wanted.filters, quantities: [wanted.quantity] },
    {
      columns: [
        ...wanted.groups.map(each => each.key.column),
        ...(wanted.trend ? [wanted.trend.column] : []),
        ...more
      ],
      measures: [wanted.quantity.measure]
    }
  );
}

/** `revenue_by_region = sales.groupby("region")["revenue"].sum().sort_values(ascending=False)` */
export function groupLine(
  state: TableState,
  prepared: Prepared,
  quantity: Quantity,
  { key }: WantedGroups,
  variable: string
): string {
  const code = keyCode(key, prepared.data, state.frame);
  const options = code.categories ? ', observed=True' : '';
  const grouped = `${prepared.data}.groupby(${code.by}${options})`;
  const value = aggregate(quantity, [quantity], grouped, prepared).slice(
    grouped.length
  );
  return chain(variable, grouped, [
    ...value.split(/(?=\.[a-z]+\(\)$)/).filter(part => part !== ''),
    ...(quantity.measure.kind === 'rows' ? ['.rename("rows")'] : []),
    '.sort_values(ascending=False)'
  ]);
}

/** How periods are written, so that they sort and can be read. */
const LABELS: Record<string, string> = {
  year: '%Y',
  month: '%Y-%m',
  week: '%Y-%m-%d',
  day: '%Y-%m-%d',
  hour: '%Y-%m-%d %H:00'
};

/** The quantity in each period, none left out in between; its index are texts such as `2024-03`. */
export function trendLines(
  state: TableState,
  prepared: Prepared,
  quantity: Quantity,
  { column, period }: NonNullable<Wanted['trend']>,
  variable: string
): string[] {
  const { data } = prepared;
  if (period === 'given') {
    const code = keyCode({ kind: 'period', column, period }, data, state.frame);
    const sort = code.text ? ', sort=False' : '';
    const grouped = `${data}.groupby(${code.by}${sort})`;
    return [
      `${variable} = ${aggregate(quantity, [quantity], grouped, prepared)}`,
      `${variable}.index = ${variable}.index.astype(str)`
    ];
  }
  const dates = `${columnCode(data, column)}.dt.to_period("${PERIOD_CODES[period]}").rename("${period}")`;
  const grouped = `${data}.groupby(${dates})`;
  const value = aggregate(quantity, [quantity], grouped, prepared);
  const adds = quantity.statistic === 'sum' || quantity.measure.kind === 'rows';
  const label = LABELS[period];
  return [
    chain(variable, grouped, [
      ...value
        .slice(grouped.length)
        .split(/(?=\.[a-z]+\(\)$)/)
        .filter(part => part !== ''),
      ...(quantity.measure.kind === 'rows' ? ['.rename("rows")'] : [])
    ]),
    // Periods without any row are there, too, and lines do not jump over them.
    `${variable} = ${variable}.reindex(pd.period_range(${variable}.index[0], ${variable}.index[-1], name="${period}")${adds ? ', fill_value=0' : ''})`,
    label === undefined
      ? `${variable}.index = ${variable}.index.astype(str).rename("${period}")`
      : `${variable}.index = ${variable}.index.strftime("${label}").rename("${period}")`
  ];
}

/** The part of the rows in which the last period may not be over: the periods to compare. */
export function wholePeriods(
  prepared: Prepared,
  { column, period }: NonNullable<Wanted['trend']>,
  variable: string,
  whole: string,
  names: { readonly last: string; readonly short: string }
): string[] {
  if (!['week', 'month', 'quarter', 'year'].includes(period)) {
    return [`${whole} = ${variable}`];
  }
  const dates = columnCode(prepared.data, column);
  const code = PERIOD_CODES[period === 'given' ? 'month' : period];
  return [
    `# The last ${period} only counts in comparisons if the data goes on to its end`,
    `${names.last} = ${dates}.groupby(${dates}.dt.to_period("${code}")).max()`,
    `${names.short} = (${names.last}.index.end_time - ${names.last}).dt.days`,
    `${whole} = ${variable}`,
    `if len(${names.short}) > 2 and ${names.short}.iloc[-1] > ${names.short}.iloc[:-1].max() + 1:`,
    `    ${whole} = ${variable}.iloc[:-1]`
  ];
}
