import type { Analysis } from '../intent';
import { addsUpToWhole, overall, ratioColumns } from './aggregate-code';
import { columnCode } from './expressions';
import { ROWS } from './grouping';
import {
  factLabel,
  findColumn,
  measureColumns,
  quantityBase,
  quantityName,
  readable
} from './names';
import { quantityFormat } from './number-format';
import { prepareData, WITHOUT_VALUE } from './prepare-data';
import { printFact } from './print-code';
import { needsCleaning } from './clean-code';
import type { TableState } from './table-state';

export type TotalAnalysis = Analysis & { readonly kind: 'total' };

/** Base of the variable that holds a total: `total_revenue`. */
export function totalBase(
  quantity: TotalAnalysis['quantities'][number]
): string {
  const base = quantityBase(quantity);
  return addsUpToWhole(quantity) && !/^total|^number/i.test(base)
    ? `${quantity.measure.kind === 'rows' ? 'number of' : 'total'} ${base}`
    : base;
}

/** Quantities of all rows in question, each in a variable. */
export function totalCode(state: TableState, analysis: TotalAnalysis): string {
  const { quantities } = analysis;
  const prepared = prepareData(state, analysis, {
    columns: [],
    measures: quantities.map(quantity => quantity.measure),
    complete: ratioColumns(quantities)
  });
  const { script, data } = prepared;
  script.block(
    ...quantities.map(
      quantity =>
        `${state.name(totalBase(quantity))} = ${overall(quantity, prepared)}`
    )
  );
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    ...quantities.map(quantity =>
      printFact(
        quantityName(quantity),
        state.name(totalBase(quantity)),
        quantityFormat(quantity, state.frame)
      )
    ),
    ...quotient(state, analysis),
    ...holes(state, analysis).map(name =>
      printFact(
        factLabel(`${WITHOUT_VALUE} ${readable(name)}`),
        `${columnCode(data, name)}.isna().sum()`,
        ','
      )
    )
  );
  return script.text();
}

/** What a sum comes to for each of the things that were counted: the average value of an order. */
export const EACH = 'Quotient,';

function quotient(state: TableState, { quantities }: TotalAnalysis): string[] {
  const [sum, things, ...others] = quantities;
  return sum?.statistic === 'sum' &&
    things?.statistic === 'distinct' &&
    others.length === 0
    ? [
        printFact(
          factLabel(
            `${EACH} ${quantityBase(sum)} per ${readable(measureColumns(things.measure)[0] ?? 'one')}`
          ),
          `${state.name(totalBase(sum))} / max(1, ${state.name(totalBase(things))})`,
          ',.2f'
        )
      ]
    : [];
}

/** Measured columns with missing values, of which the cleaning has not told already. */
function holes(state: TableState, analysis: TotalAnalysis): string[] {
  const names = analysis.quantities
    .filter(({ measure }) => measure.kind === 'column')
    .flatMap(({ measure }) => measureColumns(measure));
  return [...new Set(names)].filter(name => {
    const column = findColumn(state.frame, name);
    return column && column.nulls !== 0 && !needsCleaning(column);
  });
}
