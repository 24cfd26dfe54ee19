import { columnCode } from '../code/expressions';
import { capitalised, readable } from '../code/names';
import { pythonList, pythonString } from '../python-literal';
import { keptFigure, part, ref, SHARE, type Part } from './part';
import type { Figure, NumberOf, Sentence } from './report';
import type { StatementParts } from './statement-report';

/** A margin that moves by more than so many percentage points has a direction. */
const DIRECTION = 1;
const POINTS = { format: '+.1f', unit: 'points' };

/** Profits as percentages of revenue, by period. */
export function marginPart(parts: StatementParts): Part {
  const { state, statement, revenue } = parts;
  const { margins } = statement.items;
  if (revenue === null || margins.length === 0) {
    return part({});
  }
  const variable = state.name(`margins by ${statement.name}`);
  const names = margins.map(([name]) => name);
  const made = margins.map(([name]) => marginFigures(parts, variable, name));
  return part({
    blocks: [
      [
        `${variable} = pd.DataFrame({`,
        ...margins.map(
          ([name, profit]) =>
            `    ${pythonString(name)}: 100 * ${profitCode(parts, profit)} / ${revenue}.replace(0, float("nan")),`
        ),
        '})'
      ]
    ],
    views: [
      {
        kind: 'line',
        variable,
        title: `${titleOf(names)} by ${statement.name}`,
        category: capitalised(readable(statement.name)),
        value: '% of revenue',
        format: '.1f',
        unit: '%',
        columns: names,
        leftOut: null,
        periods: true,
        size: null,
        mayBeNegative: true
      }
    ],
    figures: made.flatMap(each => [each.last, each.change]),
    listings: [
      {
        variable,
        title: `${titleOf(names)} by ${statement.name} (%)`,
        category: capitalised(readable(statement.name)),
        heading: null,
        format: '.1f',
        columns: names,
        isSlide: false
      }
    ],
    summary: made.map(each => sentence(each)),
    trends: made.map(each => sentence(each)),
    // The last one is what is left in the end.
    recommendations: made.slice(-1).flatMap(recommendations)
  });
}

/** One margin is called by its name. */
function titleOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : 'Profit margins';
}

function profitCode(
  { table, statement, revenue }: StatementParts,
  profit: string | null
): string {
  const { expenses } = statement.items;
  return profit === null
    ? `(${revenue ?? ''} - ${table}[${pythonList(expenses)}].sum(axis=1))`
    : columnCode(table, profit);
}

interface MarginFigures {
  readonly name: string;
  readonly last: Figure;
  readonly change: Figure;
}

function marginFigures(
  { state, statement }: StatementParts,
  variable: string,
  name: string
): MarginFigures {
  const column = `${variable}[${pythonString(name)}]`;
  return {
    name,
    last: keptFigure(
      state,
      `${name.toLowerCase()} of last ${statement.name}`,
      `${column}.iloc[-1]`,
      SHARE,
      true
    ),
    change: keptFigure(
      state,
      `change of ${name.toLowerCase()}`,
      `${column}.iloc[-1] - ${column}.iloc[0]`,
      POINTS
    )
  };
}

function sentence({ name, last, change }: MarginFigures): Sentence {
  return {
    text: `${name}: ${ref(last)} at the end, ${ref(change)} since the beginning.`
  };
}

function recommendations({ name, last, change }: MarginFigures): Sentence[] {
  const moved = (value: NumberOf): number => value(change.id) ?? 0;
  const lower = name.toLowerCase();
  return [
    {
      text: `Hold the gain in the ${lower}: ${ref(change)} since the beginning, now ${ref(last)}.`,
      when: value => moved(value) > DIRECTION
    },
    {
      text: `Stop the loss in the ${lower}: ${ref(change)} since the beginning, now ${ref(last)}.`,
      when: value => moved(value) < -DIRECTION
    },
    {
      text: `Work on the ${lower}: at ${ref(last)} it has hardly moved (${ref(change)}).`,
      when: value => Math.abs(moved(value)) <= DIRECTION
    }
  ];
}
