import type { Frame } from '../frame';
import type { ChartKind, Filter, GroupKey } from '../intent';
import { filtersOf, task, type Built } from './task';
import { overallChart } from './build-charts';
import { categories, isAddable, mainMeasure } from './choose-columns';
import { askedOf, quantitiesOf } from './quantities';
import type { Asked, Grouping, Reading } from './reading';
import { groupBy } from './resolve-names';
import { stem } from '../words';

const USUAL_TOP = 10;

/** Requests for figures by group: totals, counts, shares, the first few of them. */
export function groupTasks(reading: Reading, frame: Frame): Built {
  const { groupings, filters } = groupingsOf(reading, frame);
  if (groupings.length === 0) {
    return overallChart(reading, frame, groupTasks);
  }
  const { keys, notes: keyNotes } = keysOf(groupings);
  const asked = measured(reading, frame, groupings);
  const { quantities, notes } = quantitiesOf(asked);
  const charts = chartsOf(reading, keys);
  const { limit, extreme, descending } = orderOf(reading, groupings);
  return {
    tasks: charts.map(chart =>
      task(
        {
          kind: 'group',
          filters,
          quantities,
          keys,
          limit,
          descending,
          extreme,
          share: reading.share,
          chart
        },
        reading,
        [
          ...notes,
          ...keyNotes,
          ...(limit !== null && keys.length > 1
            ? ['the first ones over all groups together, not within each']
            : [])
        ]
      )
    )
  };
}

/** "What percentage comes from Europe" asks for the groups of which Europe is one. */
function groupingsOf(
  reading: Reading,
  frame: Frame
): { groupings: readonly Grouping[]; filters: readonly Filter[] } {
  const filters = filtersOf(reading);
  if (reading.groupings.length > 0) {
    return { groupings: reading.groupings, filters };
  }
  const values = filters.find(each => each.kind === 'values' && !each.exclude);
  const column = frame.columns.find(each => each.name === values?.column);
  if (reading.share && column) {
    return {
      groupings: [groupBy(column, frame, null, true)],
      filters: filters.filter(each => each !== values)
    };
  }
  const usual = categories(frame)[0];
  const spentMost =
    reading.outflow && reading.question && reading.ranking !== null;
  const pie = reading.charts.includes('pie');
  return (reading.share ||
    (pie && reading.asked.length < 2) ||
    reading.compared ||
    spentMost ||
    reading.command === 'breakdown') &&
    usual
    ? {
        groupings: [
          {
            ...groupBy(usual, frame, null, true),
            notes: [`no groups were named; ${usual.name} was taken`]
          }
        ],
        filters
      }
    : { groupings: [], filters };
}

function keysOf(groupings: readonly Grouping[]): {
  keys: readonly GroupKey[];
  notes: readonly string[];
} {
  const kept = groupings.slice(0, 2);
  const left = groupings.slice(2).map(each => each.key.column);
  return {
    keys: kept.map(each => each.key),
    notes: [
      ...kept.flatMap(each => each.notes),
      ...(left.length > 0
        ? [
            `not grouped by ${left.join(', ')} as well: two groupings at once are the most`
          ]
        : [])
    ]
  };
}

function measured(
  reading: Reading,
  frame: Frame,
  groupings: readonly Grouping[]
): readonly Asked[] {
  const named =
    groupings.every(each => each.asked) ||
    reading.compared ||
    reading.ranking !== null ||
    reading.command === 'breakdown' ||
    reading.sort !== null;
  const main = mainMeasure(frame);
  // Averages make no shares.
  const sharesRows = reading.share && !(main && isAddable(main));
  const asked = askedOf(
    reading,
    frame,
    named && !reading.distribution && !sharesRows ? 'measure' : 'rows'
  );
  if (reading.ranking?.superlative && isExtremeValue(reading, groupings)) {
    return asked.map(each => ({
      ...each,
      statistic: each.statistic ?? (reading.ranking?.descending ? 'max' : 'min')
    }));
  }
  return asked;
}

/** "Highest temperature by station": the extreme of each group, not the group that comes first. */
function isExtremeValue(
  reading: Reading,
  groupings: readonly Grouping[]
): boolean {
  return (
    !reading.question &&
    reading.ranking?.limit === null &&
    reading.ranking.concepts.length === 0 &&
    groupings.every(each => each.asked) &&
    reading.asked.length > 0 &&
    reading.asked.every(
      each =>
        each.statistic === null &&
        !each.subject.adds &&
        !each.subject.identifies
    )
  );
}

function orderOf(
  reading: Reading,
  groupings: readonly Grouping[]
): { limit: number | null; extreme: boolean; descending: boolean } {
  const { ranking, sort } = reading;
  if (!ranking) {
    return {
      limit: reading.sort ? reading.count : null,
      extreme: false,
      descending: sort?.descending ?? true
    };
  }
  if (ranking.superlative && isExtremeValue(reading, groupings)) {
    return { limit: null, extreme: false, descending: ranking.descending };
  }
  const limit = ranking.limit ?? reading.count;
  const plural = groupings.some(
    each => stem(each.words.toLowerCase()) !== each.words.toLowerCase()
  );
  const extreme = limit === 1 || (limit === null && !plural);
  return {
    limit: limit ?? USUAL_TOP,
    extreme,
    descending: ranking.descending
  };
}

function chartsOf(
  reading: Reading,
  keys: readonly GroupKey[]
): (ChartKind | null)[] {
  const time = keys[0]?.kind === 'period' || keys[0]?.kind === 'cycle';
  const usual: ChartKind =
    reading.share && keys.length === 1
      ? 'pie'
      : time && keys[0]?.kind === 'period'
        ? 'line'
        : 'bar';
  if (reading.charts.length === 0) {
    return [reading.distribution && !reading.noChart ? 'bar' : null];
  }
  return reading.charts.map(chart =>
    chart === 'any'
      ? usual
      : chart === 'histogram' || chart === 'box' || chart === 'scatter'
        ? 'bar'
        : chart
  );
}
