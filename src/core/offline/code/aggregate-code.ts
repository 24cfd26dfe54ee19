import type { Measure, Quantity, Statistic } from '../intent';
import { pythonString } from '../python-literal';
import { columnCode, expressionCode } from './expressions';
import type { KeyCode } from './key-code';
import { columnsOf } from './names';
import type { Prepared } from './prepare-data';

const METHODS: Record<Statistic, string> = {
  sum: 'sum()',
  mean: 'mean()',
  median: 'median()',
  min: 'min()',
  max: 'max()',
  std: 'std()',
  count: 'count()',
  distinct: 'nunique()'
};

export type Ratio = Measure & { readonly kind: 'ratio' };

/** The ratios among the quantities, of which there are rarely more than one. */
export function ratiosOf(quantities: readonly Quantity[]): Ratio[] {
  return quantities.flatMap(({ measure }) =>
    measure.kind === 'ratio' ? [measure] : []
  );
}

/** Columns without which a row cannot count in a ratio. */
export function ratioColumns(quantities: readonly Quantity[]): string[] {
  return [
    ...new Set(
      ratiosOf(quantities).flatMap(ratio => [
        ...columnsOf(ratio.top),
        ...columnsOf(ratio.bottom)
      ])
    )
  ];
}

function parts(index: number): readonly [string, string] {
  return index === 0
    ? ['numerator', 'denominator']
    : [`numerator_${index + 1}`, `denominator_${index + 1}`];
}

/** `groupby` over data that has both sides of each ratio as columns. */
export function groupedCode(
  data: string,
  keys: readonly KeyCode[],
  quantities: readonly Quantity[],
  sidesName: string
): { readonly before: string[]; readonly grouped: string } {
  const sides = ratiosOf(quantities).flatMap((ratio, i) => {
    const [top, bottom] = parts(i);
    return [
      `${top}=${expressionCode(ratio.top, data)}`,
      `${bottom}=${expressionCode(ratio.bottom, data)}`
    ];
  });
  const by =
    keys.length === 1
      ? (keys[0]?.by ?? '')
      : `[${keys.map(key => key.by).join(', ')}]`;
  const options = [
    ...(keys.some(key => key.categories) ? ['observed=True'] : []),
    ...(keys.length === 1 && keys[0]?.ordered && keys[0].text
      ? ['sort=False']
      : [])
  ].map(option => `, ${option}`);
  return sides.length === 0
    ? { before: [], grouped: `${data}.groupby(${by}${options.join('')})` }
    : {
        before: [
          `${sidesName} = ${data}.assign(`,
          ...sides.map(side => `    ${side},`),
          ')'
        ],
        grouped: `${sidesName}.groupby(${by}${options.join('')})`
      };
}

/** A quantity of each group, as steps behind the `groupby`. */
export function aggregate(
  quantity: Quantity,
  quantities: readonly Quantity[],
  grouped: string,
  prepared: Prepared
): string {
  const { measure, statistic } = quantity;
  if (measure.kind === 'rows') {
    return `${grouped}.size()`;
  }
  if (measure.kind === 'ratio') {
    const [top, bottom] = parts(ratiosOf(quantities).indexOf(measure));
    return `100 * ${grouped}["${top}"].sum() / ${grouped}["${bottom}"].sum()`;
  }
  return `${grouped}[${pythonString(prepared.column(measure))}].${METHODS[statistic]}`;
}

/** A quantity of all rows of `data`. */
export function overall(quantity: Quantity, prepared: Prepared): string {
  const { measure, statistic } = quantity;
  const { data } = prepared;
  if (measure.kind === 'rows') {
    return `len(${data})`;
  }
  if (measure.kind === 'ratio') {
    return `100 * (${expressionCode(measure.top, data)}).sum() / (${expressionCode(measure.bottom, data)}).sum()`;
  }
  return `${columnCode(data, prepared.column(measure))}.${METHODS[statistic]}`;
}

/** Whether groups of this quantity add up to a whole. */
export function addsUpToWhole({ measure, statistic }: Quantity): boolean {
  return (
    measure.kind === 'rows' ||
    (measure.kind !== 'ratio' && (statistic === 'sum' || statistic === 'count'))
  );
}
