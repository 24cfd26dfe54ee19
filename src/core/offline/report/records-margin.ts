import { aggregate, groupedCode } from '../code/aggregate-code';
import { expressionCode } from '../code/expressions';
import { keyCode } from '../code/key-code';
import { capitalised, measureColumns } from '../code/names';
import type { Measure } from '../intent';
import { pythonList } from '../python-literal';
import type { Records } from './records';
import {
  keptFigure,
  NAME,
  part,
  ref,
  SHARE,
  shownFigure,
  type Part
} from './part';
import type { Figure, Listing } from './report';

type Ratio = Measure & { readonly kind: 'ratio' };

/** A margin below this part of the overall one is worth a look. */
const NARROW = 0.97;

/** Profit as a percentage of revenue, over rows that tell both. */
export function marginPart(records: Records, margin: Ratio): Part {
  const { state, prepared, groups } = records;
  const complete = state.name(`costed ${prepared.data}`);
  const columns = pythonList([...new Set(measureColumns(margin))]);
  const total = keptFigure(
    state,
    'profit margin',
    `100 * (${expressionCode(margin.top, complete)}).sum() / ${sumOf(margin, complete)}`,
    SHARE,
    true
  );
  const [first] = groups;
  const by = first && byGroup(records, margin, complete, first.name);
  return part({
    blocks: [
      [
        `# Margins only over rows that have both sides`,
        `${complete} = ${prepared.data}.dropna(subset=${columns})`,
        ...(by?.lines ?? [])
      ]
    ],
    figures: [total, ...(by?.figures ?? [])],
    listings: by ? [by.listing] : [],
    summary: [{ text: `The profit margin is ${ref(total)}.` }],
    recommendations: by
      ? [
          {
            text: `Check prices and costs in ${ref(by.lowest)}: its margin of ${ref(by.lowestValue)} is below the overall ${ref(total)}.`,
            when: value =>
              (value(by.lowestValue.id) ?? 0) < NARROW * (value(total.id) ?? 0)
          }
        ]
      : []
  });
}

function sumOf(margin: Ratio, data: string): string {
  const bottom = expressionCode(margin.bottom, data);
  return margin.bottom.op === 'column'
    ? `${bottom}.sum()`
    : `(${bottom}).sum()`;
}

interface ByGroup {
  readonly lines: readonly string[];
  readonly lowest: Figure;
  readonly lowestValue: Figure;
  readonly figures: readonly Figure[];
  readonly listing: Listing;
}

function byGroup(
  records: Records,
  margin: Ratio,
  data: string,
  name: string
): ByGroup {
  const { state, groups } = records;
  const quantity = { measure: margin, statistic: 'mean' } as const;
  const key = groups[0]?.wanted.key ?? { kind: 'column', column: '' };
  const { before, grouped } = groupedCode(
    data,
    [keyCode(key, data, state.frame)],
    [quantity],
    state.name('sides')
  );
  const variable = state.name(`margin by ${name}`);
  const value = aggregate(quantity, [quantity], grouped, records.prepared);
  const lowest = shownFigure(
    `${name} of lowest margin`,
    `${variable}.index[-1]`,
    NAME
  );
  const lowestValue = shownFigure(
    `lowest margin of a ${name}`,
    `${variable}.iloc[-1]`,
    SHARE
  );
  return {
    lines: [...before, `${variable} = (${value}).sort_values(ascending=False)`],
    lowest,
    lowestValue,
    figures: [lowest, lowestValue],
    listing: {
      variable,
      title: `${capitalised(margin.name)} by ${name}`,
      category: capitalised(name),
      heading: `${capitalised(margin.name)} (%)`,
      format: '.1f',
      columns: [],
      isSlide: false
    }
  };
}
