import type { Reading, Restriction } from './reading';

/** Whether a request says too little to stand alone, or points at the one before it. */
export function isFollowUp(reading: Reading): boolean {
  const { cues } = reading;
  if (reading.command !== null && reading.command !== 'breakdown') {
    return false;
  }
  if (
    cues.includes('about') ||
    cues.includes('instead') ||
    cues.includes('same')
  ) {
    return true;
  }
  const subject =
    reading.asked.length > 0 ||
    reading.distribution ||
    reading.correlation ||
    reading.items ||
    reading.rows !== null;
  if (cues.includes('now') || cues.includes('also')) {
    return !(subject && reading.groupings.length > 0);
  }
  return (
    !subject &&
    !standsAlone(reading) &&
    says(reading) &&
    !(
      reading.question &&
      reading.groupings.length > 0 &&
      reading.ranking !== null
    )
  );
}

/** "Who earns the most", "busiest month", "how much in May", "compare A and B": whole questions without a measure. */
function standsAlone(reading: Reading): boolean {
  const { ranking, filters, groupings, period } = reading;
  const compares = (ranking?.concepts.length ?? 0) > 0;
  return (
    (compares &&
      (reading.question || groupings.length > 0 || period !== null)) ||
    (filters.length > 0 &&
      (reading.amount || reading.share || reading.compared))
  );
}

/** Whether there is anything in it at all. */
export function says(reading: Reading): boolean {
  return (
    reading.command !== null ||
    reading.asked.length > 0 ||
    reading.statistics.length > 0 ||
    reading.groupings.length > 0 ||
    reading.ranking !== null ||
    reading.sort !== null ||
    reading.charts.length > 0 ||
    reading.noChart ||
    reading.share ||
    reading.growth ||
    reading.trend ||
    reading.distribution ||
    reading.relation ||
    reading.items ||
    reading.correlation ||
    reading.compared ||
    reading.counting ||
    reading.amount ||
    reading.rows !== null ||
    reading.filters.length > 0 ||
    reading.everything ||
    reading.period !== null ||
    (reading.count !== null && reading.cues.length > 0)
  );
}

/** The earlier request with what the new one says put in its place. */
export function mergeFollowUp(before: Reading, told: Reading): Reading {
  const now = byMeasure(before, told);
  const adds = now.cues.includes('also') && now.groupings.length > 0;
  const groupings =
    now.groupings.length === 0
      ? before.groupings
      : adds
        ? [...before.groupings, ...now.groupings]
        : now.groupings;
  const onlyCharts =
    now.charts.length > 0 &&
    now.groupings.length === 0 &&
    now.asked.length === 0;
  return {
    ...before,
    command: now.command ?? (hasFigures(now) ? null : before.command),
    count: now.count ?? before.count,
    asked: askedAfter(before, now),
    statistics:
      now.asked.length > 0 || now.statistics.length > 0
        ? now.statistics
        : before.statistics,
    groupings,
    period: now.period ?? (now.groupings.length > 0 ? null : before.period),
    time: now.time ?? before.time,
    ranking: rankingAfter(before, now),
    sort: now.sort ?? before.sort,
    charts: chartsAfter(before, now),
    noChart: now.noChart,
    share:
      now.share || (before.share && !now.growth && now.statistics.length === 0),
    growth: now.growth || (before.growth && !now.share),
    trend:
      now.trend ||
      (before.trend &&
        (onlyCharts || now.groupings.length === 0 || isSplit(before, now))),
    distribution:
      now.distribution || (before.distribution && now.charts.length === 0),
    relation: now.relation || (before.relation && now.charts.length === 0),
    correlation:
      now.correlation || (before.correlation && now.charts.length === 0),
    items:
      now.items ||
      (before.items && now.groupings.length + now.asked.length === 0),
    compared: now.compared || before.compared,
    amount: now.amount || before.amount,
    outflow: now.outflow || before.outflow,
    counting: now.counting || (before.counting && now.asked.length === 0),
    rows: now.rows ?? before.rows,
    question: now.question || before.question,
    filters: filtersAfter(before, now),
    everything: now.everything,
    cues: before.cues,
    notes: [...before.notes, ...now.notes],
    unknown: now.unknown,
    lookUp: now.lookUp,
    waits: now.waits,
    cannot: now.cannot
  };
}

/** "By units instead", where the first few by something were asked for. */
function byMeasure(before: Reading, now: Reading): Reading {
  const [only, ...others] = now.groupings;
  const ranks = before.ranking !== null || before.sort !== null;
  return only?.number && others.length === 0 && ranks && now.asked.length === 0
    ? {
        ...now,
        groupings: [],
        asked: [{ subject: only.number, statistic: null }]
      }
    : now;
}

function hasFigures(now: Reading): boolean {
  return (
    now.asked.length > 0 ||
    now.groupings.length > 0 ||
    now.ranking !== null ||
    now.trend ||
    now.growth
  );
}

/** "By region" behind a trend splits it; "by month" behind a grouping replaces it. */
function isSplit(before: Reading, now: Reading): boolean {
  return (
    before.trend && now.groupings.every(each => each.key.kind === 'column')
  );
}

function askedAfter(before: Reading, now: Reading): Reading['asked'] {
  if (now.asked.length > 0) {
    // "What about profit": the same statistic of another measure.
    const [statistic, ...others] = new Set(
      before.asked.map(each => each.statistic)
    );
    return now.asked.map(each => ({
      ...each,
      statistic:
        each.statistic ??
        (others.length === 0 &&
        before.asked.length > 0 &&
        statistic !== 'distinct'
          ? (statistic ?? null)
          : null)
    }));
  }
  if (now.counting) {
    return [];
  }
  if (now.statistics.length > 0 && before.asked.length > 0) {
    const subjects = before.asked.filter(
      (each, i) =>
        before.asked.findIndex(
          one =>
            JSON.stringify(one.subject.measure) ===
            JSON.stringify(each.subject.measure)
        ) === i
    );
    return subjects.flatMap(({ subject }) =>
      now.statistics.map(statistic => ({ subject, statistic }))
    );
  }
  return before.asked;
}

function rankingAfter(before: Reading, now: Reading): Reading['ranking'] {
  if (now.everything) {
    return null;
  }
  if (now.ranking) {
    return {
      ...now.ranking,
      limit: now.ranking.limit ?? now.count ?? before.ranking?.limit ?? null
    };
  }
  if (before.ranking && now.count !== null) {
    return { ...before.ranking, limit: now.count };
  }
  // "And by month": the ranking was one of the groups before.
  return now.groupings.length > 0 && now.asked.length === 0
    ? null
    : before.ranking;
}

function chartsAfter(before: Reading, now: Reading): Reading['charts'] {
  if (now.noChart) {
    return [];
  }
  if (now.charts.length > 0) {
    return now.charts;
  }
  // A kind of chart that suited the groups before need not suit the new ones.
  const shape = before.charts.some(
    chart => chart === 'histogram' || chart === 'box'
  );
  return now.groupings.length > 0 && before.charts.length > 0 && !shape
    ? ['any']
    : before.charts;
}

function filtersAfter(before: Reading, now: Reading): Reading['filters'] {
  if (now.everything) {
    return now.filters;
  }
  const replaced = (each: Restriction): boolean =>
    now.filters.some(
      ({ filter }) =>
        filter.column === each.filter.column &&
        // "And for Q1", after a year was named, is of that year.
        !(filter.kind === 'months' && each.filter.kind === 'years') &&
        !(filter.kind === 'years' && each.filter.kind === 'months')
    );
  return [...before.filters.filter(each => !replaced(each)), ...now.filters];
}
