import type { Frame } from '../frame';
import type { Statistic, Task } from '../intent';
import { commandTasks } from './build-commands';
import { groupTasks } from './build-groups';
import { partTasks } from './build-parts';
import { pictureTasks } from './build-pictures';
import { rowTasks } from './build-rows';
import { trendTasks } from './build-trends';
import { itemTasks } from './financial-items';
import { nameStems } from '../words';
import { askedOf, nameOf, quantitiesOf } from './quantities';
import type { Reading } from './reading';
import { filtersOf, task, type Built } from './task';
import { withoutTotals } from './total-rows';

/** Turns what a request says into analyses of the table. */
export function buildTasks(
  reading: Reading,
  frame: Frame
): { readonly tasks: readonly Task[]; readonly cannot: readonly string[] } {
  for (const kind of [
    commandTasks,
    itemTasks,
    pictureTasks,
    partTasks,
    rowTasks,
    trendTasks,
    groupTasks,
    plainTasks
  ]) {
    const built = kind(reading, frame);
    if (built) {
      const tasks = built.tasks.map(each => withoutTotals(each, frame));
      return {
        tasks:
          reading.outflow || isWorstHigh(reading)
            ? tasks.map(largestOut)
            : tasks,
        cannot: built.cannot ?? []
      };
    }
  }
  return { tasks: [], cannot: [] };
}

/** Of delays, costs and errors the worst are the highest. */
function isWorstHigh({ ranking, asked }: Reading): boolean {
  return (
    ranking?.quality === true &&
    asked.some(({ subject }) =>
      nameStems(nameOf(subject.measure)).some(stem => UNWANTED.has(stem))
    )
  );
}

const UNWANTED = new Set(
  'delay cost absence error defect complaint expense return failure churn latency response crime accident injury loss debt tax downtime bounce'.split(
    ' '
  )
);

/** Of negative amounts the lowest is the largest. */
function largestOut(task: Task): Task {
  const { analysis } = task;
  return analysis.kind === 'group'
    ? {
        ...task,
        analysis: { ...analysis, descending: !analysis.descending }
      }
    : analysis.kind === 'rows' && analysis.sort
      ? {
          ...task,
          analysis: {
            ...analysis,
            sort: {
              ...analysis.sort,
              descending: !analysis.sort.descending
            }
          }
        }
      : analysis.kind === 'total'
        ? {
            ...task,
            analysis: {
              ...analysis,
              quantities: analysis.quantities.map(quantity => ({
                ...quantity,
                statistic: OPPOSITE[quantity.statistic] ?? quantity.statistic
              }))
            }
          }
        : task;
}

const OPPOSITE: Partial<Record<Statistic, Statistic>> = {
  max: 'min',
  min: 'max'
};

/** Figures of the whole table. */
function plainTasks(reading: Reading, frame: Frame): Built {
  const filters = filtersOf(reading);
  const named =
    reading.asked.length > 0 ||
    reading.counting ||
    reading.amount ||
    reading.statistics.length > 0;
  if (!named) {
    return filters.length > 0
      ? {
          tasks: [
            task(
              { kind: 'rows', filters, sort: null, limit: reading.count ?? 20 },
              reading
            )
          ]
        }
      : null;
  }
  const { quantities, notes } = quantitiesOf(
    askedOf(reading, frame, 'measure')
  );
  return {
    tasks: [task({ kind: 'total', filters, quantities }, reading, notes)]
  };
}
