import type { Column, Frame } from '../frame';
import type { Expression, Measure } from '../intent';
import { conceptWords, weakWords } from '../vocabulary';
import { isIdentifier, measureColumns, stemsOf } from './choose-columns';
import type { Subject } from './reading';

const column = (each: Column): Expression => ({
  op: 'column',
  column: each.name
});

/** The number that a concept of the vocabulary is stored in, by the words in its name. */
export function conceptColumn(
  frame: Frame,
  concept: string,
  fits: (column: Column) => boolean = () => true
): Column | null {
  return columnOfWords(frame, conceptWords(concept), fits);
}

/** As above, but a word that may mean the concept is enough when no other column is called by it. */
export function looseConceptColumn(
  frame: Frame,
  concept: string
): Column | null {
  return (
    conceptColumn(frame, concept) ??
    columnOfWords(frame, weakWords(concept), () => true)
  );
}

function columnOfWords(
  frame: Frame,
  words: readonly string[],
  fits: (column: Column) => boolean
): Column | null {
  const score = (each: Column): number => {
    const stems = stemsOf(each);
    return (
      (words.includes(stems.at(-1) ?? '') ? 2 : 0) +
      (stems.some(stem => GENERAL.has(stem)) ? 2 : 0) -
      stems.length * 0.2
    );
  };
  return (
    measureColumns(frame)
      .filter(
        each =>
          stemsOf(each).some(stem => words.includes(stem)) &&
          !isIdentifier(each) &&
          fits(each)
      )
      .sort((a, b) => score(b) - score(a))[0] ?? null
  );
}

const GENERAL = new Set(['total', 'overall', 'net', 'gesamt']);

function perUnit(each: Column): boolean {
  return stemsOf(each).some(stem => stem === 'unit' || stem === 'per');
}

interface Built {
  readonly expression: Expression;
  readonly how: string;
}

/** Revenue as a column, or as price × quantity less the discount. */
export function revenueOf(frame: Frame): Built | null {
  const stored = conceptColumn(
    frame,
    'revenue',
    each => !perUnit(each) && !/cost/i.test(each.name)
  );
  if (stored) {
    return { expression: column(stored), how: stored.name };
  }
  const price = conceptColumn(frame, 'price');
  const quantity = conceptColumn(
    frame,
    'quantity',
    each => each !== price && !/price|cost/i.test(each.name)
  );
  if (price && quantity) {
    const plain: Expression = {
      op: '*',
      left: column(price),
      right: column(quantity)
    };
    const discount = conceptColumn(frame, 'discount');
    const rate =
      discount &&
      (discount.unit === '%' ||
        (discount.max !== null && discount.max <= 1) ||
        stemsOf(discount).some(stem => /^(pct|percent|rate)$/.test(stem)) ||
        discount.max === null);
    return discount && rate
      ? {
          expression: {
            op: '*',
            left: plain,
            right: {
              op: 'without',
              column: discount.name,
              percent: isPercent(discount)
            }
          },
          how: `${price.name} × ${quantity.name}, less ${discount.name}`
        }
      : { expression: plain, how: `${price.name} × ${quantity.name}` };
  }
  const amount = measureColumns(frame).find(each =>
    stemsOf(each).some(stem => /^(amount|total|betrag)$/.test(stem))
  );
  return amount ? { expression: column(amount), how: amount.name } : null;
}

/** Whether a column holds 10 rather than 0.1 for ten per cent. */
export function isPercent(each: Column): boolean {
  return each.max !== null
    ? each.max > 1
    : each.unit === '%' ||
        stemsOf(each).some(stem => stem === 'pct' || stem === 'percent');
}

function costOf(frame: Frame): Built | null {
  const cost = conceptColumn(frame, 'cost');
  if (!cost) {
    return null;
  }
  const quantity = conceptColumn(
    frame,
    'quantity',
    each => !/price|cost/i.test(each.name)
  );
  return perUnit(cost) && quantity
    ? {
        expression: { op: '*', left: column(cost), right: column(quantity) },
        how: `${cost.name} × ${quantity.name}`
      }
    : { expression: column(cost), how: cost.name };
}

function profitOf(frame: Frame): Built | null {
  const stored = conceptColumn(
    frame,
    'profit',
    each => !stemsOf(each).includes('margin')
  );
  if (stored) {
    return { expression: column(stored), how: stored.name };
  }
  const revenue = revenueOf(frame);
  const cost = costOf(frame);
  return revenue && cost
    ? {
        expression: {
          op: '-',
          left: revenue.expression,
          right: cost.expression
        },
        how: `${revenue.how} − ${cost.how}`
      }
    : null;
}

function subject(measure: Measure, adds: boolean, note: string): Subject {
  return { measure, adds, identifies: false, notes: [note] };
}

function asMeasure(name: string, built: Built): Measure {
  return built.expression.op === 'column'
    ? { kind: 'column', column: built.expression.column }
    : { kind: 'formula', name, formula: built.expression };
}

/** A measure of this concept, computed from other columns; null when they are not there. */
export function derivedMeasure(concept: string, frame: Frame): Subject | null {
  switch (concept) {
    case 'revenue': {
      const built = revenueOf(frame);
      return (
        built &&
        subject(asMeasure('revenue', built), true, `revenue = ${built.how}`)
      );
    }
    case 'profit': {
      const built = profitOf(frame);
      return (
        built &&
        subject(asMeasure('profit', built), true, `profit = ${built.how}`)
      );
    }
    case 'margin':
      return marginOf(frame, null);
    default:
      return null;
  }
}

/** Profit as a percentage of revenue; `kind` is gross, net or operating. */
export function marginOf(frame: Frame, kind: string | null): Subject | null {
  const revenue = revenueOf(frame);
  const named =
    kind === null
      ? null
      : (measureColumns(frame).find(each => {
          const stems = stemsOf(each);
          return (
            stems.includes(kind) &&
            stems.some(stem =>
              /^(profit|income|earning|result|ebit)$/.test(stem)
            )
          );
        }) ?? null);
  const profit: Built | null = named
    ? { expression: column(named), how: named.name }
    : kind === 'net' || kind === 'operating'
      ? null
      : profitOf(frame);
  return revenue && profit
    ? subject(
        {
          kind: 'ratio',
          name: kind === null ? 'margin' : `${kind} margin`,
          top: profit.expression,
          bottom: revenue.expression
        },
        false,
        `${kind === null ? 'margin' : `${kind} margin`} = ${profit.how.includes('−') ? `(${profit.how})` : profit.how} ÷ ${revenue.how}`
      )
    : null;
}
