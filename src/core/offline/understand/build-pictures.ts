import type { Frame } from '../frame';
import type { Measure } from '../intent';
import { filtersOf, task, type Built } from './task';
import { mainMeasure } from './choose-columns';
import { nameOf } from './quantities';
import type { Reading } from './reading';

/** Requests about how numbers lie: their distribution, and how two of them go together. */
export function pictureTasks(reading: Reading, frame: Frame): Built {
  return (
    relationTasks(reading) ??
    correlationTasks(reading) ??
    distributionTasks(reading, frame)
  );
}

function measures(
  reading: Reading
): { measure: Measure; notes: readonly string[] }[] {
  const seen = new Set<string>();
  return reading.asked.flatMap(({ subject }) => {
    const { measure, notes, identifies } = subject;
    const name = nameOf(measure);
    if (identifies || measure.kind === 'rows' || seen.has(name)) {
      return [];
    }
    seen.add(name);
    return [{ measure, notes }];
  });
}

function relationTasks(reading: Reading): Built {
  const scatter = reading.charts.includes('scatter');
  const [x, y, ...more] = measures(reading);
  const wanted =
    scatter ||
    ((reading.relation || reading.correlation) &&
      more.length === 0 &&
      !reading.charts.includes('heatmap'));
  const grouped =
    reading.groupings.length > 0 || reading.trend || reading.growth;
  if (!wanted || (grouped && !scatter)) {
    return null;
  }
  if (x && y) {
    return {
      tasks: [
        task(
          {
            kind: 'relation',
            filters: filtersOf(reading),
            x: x.measure,
            y: y.measure
          },
          reading,
          [...x.notes, ...y.notes]
        )
      ]
    };
  }
  return scatter && x && !grouped
    ? {
        tasks: [],
        cannot: [
          `draw a scatter chart of ${nameOf(x.measure)} alone: it needs a second number`
        ]
      }
    : null;
}

function correlationTasks(reading: Reading): Built {
  const heatmap =
    reading.charts.includes('heatmap') && reading.groupings.length === 0;
  if (
    !reading.correlation &&
    !(heatmap && !reading.trend) &&
    !(
      reading.relation &&
      measures(reading).length > 2 &&
      reading.groupings.length === 0
    )
  ) {
    return null;
  }
  const columns = measures(reading).flatMap(({ measure }) =>
    measure.kind === 'column' ? [measure.column] : []
  );
  return {
    tasks: [
      task(
        {
          kind: 'correlation',
          filters: filtersOf(reading),
          columns: columns.length > 1 ? columns : []
        },
        reading
      )
    ]
  };
}

function distributionTasks(reading: Reading, frame: Frame): Built {
  const box = reading.charts.includes('box');
  const histogram = reading.charts.includes('histogram');
  if (!box && !histogram && !reading.distribution) {
    return null;
  }
  const found = measures(reading);
  const by = reading.groupings.find(each => each.key.kind === 'column') ?? null;
  if (found.length === 0) {
    const main = mainMeasure(frame);
    if (reading.groupings.length > 0 && !(box && main)) {
      // How often each value of a category occurs.
      return null;
    }
    if (!main || reading.counting) {
      return null;
    }
    found.push({
      measure: { kind: 'column', column: main.name },
      notes: [`no column was named; ${main.name} was taken`]
    });
  }
  const other = reading.charts.some(
    chart => chart !== 'box' && chart !== 'histogram' && chart !== 'any'
  );
  if (other && !box && !histogram) {
    return null;
  }
  return {
    tasks: found.map(({ measure, notes }) =>
      task(
        {
          kind: 'distribution',
          filters: filtersOf(reading),
          measure,
          by: by?.key.column ?? null,
          chart: box || (by && !histogram) ? 'box' : 'histogram'
        },
        reading,
        [...notes, ...(by?.notes ?? [])]
      )
    )
  };
}
