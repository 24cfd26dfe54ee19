import type {
  Analysis,
  Expression,
  Filter,
  GroupKey,
  Measure,
  Quantity
} from '../core/offline/intent';

/** An analysis in one line, for tables of expectations: `group sum(revenue) by region limit 10 [bar]`. */
export function describeAnalysis(analysis: Analysis): string {
  const filters = analysis.filters.map(filter);
  return [
    analysis.kind,
    ...parts(analysis),
    ...('chart' in analysis && analysis.chart !== null
      ? [`[${analysis.chart}]`]
      : []),
    ...(filters.length > 0 ? [`where ${filters.join(' & ')}`] : [])
  ].join(' ');
}

function parts(analysis: Analysis): string[] {
  const when = (condition: boolean, text: string): string[] =>
    condition ? [text] : [];
  switch (analysis.kind) {
    case 'preview':
      return [analysis.from, String(analysis.rows)];
    case 'values':
      return [analysis.column];
    case 'rows':
      return [
        ...(analysis.sort
          ? [
              `sort ${measure(analysis.sort.measure)} ${analysis.sort.descending ? 'desc' : 'asc'}`
            ]
          : []),
        `limit ${analysis.limit}`
      ];
    case 'total':
      return [quantities(analysis.quantities)];
    case 'group':
      return [
        quantities(analysis.quantities),
        `by ${analysis.keys.map(key).join(',')}`,
        ...when(analysis.limit !== null, `limit ${analysis.limit ?? ''}`),
        ...when(!analysis.descending, 'asc'),
        ...when(analysis.extreme, 'extreme'),
        ...when(analysis.share, 'share')
      ];
    case 'trend':
      return [
        quantities(analysis.quantities),
        `over ${analysis.column}@${analysis.period}`,
        ...when(analysis.split !== null, `split ${analysis.split ?? ''}`),
        ...when(analysis.growth, 'growth')
      ];
    case 'distribution':
      return [
        measure(analysis.measure),
        ...when(analysis.by !== null, `by ${analysis.by ?? ''}`)
      ];
    case 'part':
      return [
        `of #${analysis.noun}`,
        analysis.conditions.map(filter).join(' & ')
      ];
    case 'relation':
      return [`${measure(analysis.x)} ~ ${measure(analysis.y)}`];
    case 'correlation':
      return analysis.columns.length > 0 ? [analysis.columns.join(',')] : [];
    case 'items':
      return [
        analysis.columns.join(','),
        ...when(analysis.limit !== null, `limit ${analysis.limit ?? ''}`)
      ];
    default:
      return [];
  }
}

function quantities(each: readonly Quantity[]): string {
  return each
    .map(({ measure: of, statistic }) => `${statistic}(${measure(of)})`)
    .join('+');
}

function measure(each: Measure): string {
  switch (each.kind) {
    case 'rows':
      return `#${each.noun}`;
    case 'column':
      return each.column;
    case 'formula':
      return `${each.name}=${expression(each.formula)}`;
    case 'ratio':
      return `${each.name}=${expression(each.top)}/${expression(each.bottom)}`;
  }
}

function expression(each: Expression): string {
  switch (each.op) {
    case 'column':
      return each.column;
    case 'without':
      return `(1-${each.column}${each.percent ? '%' : ''})`;
    default:
      return `(${expression(each.left)}${each.op}${expression(each.right)})`;
  }
}

function key(each: GroupKey): string {
  switch (each.kind) {
    case 'column':
      return each.column;
    case 'ranges':
      return `ranges(${each.column})`;
    case 'period':
      return `${each.column}@${each.period}`;
    case 'cycle':
      return `${each.column}@${each.cycle}`;
  }
}

function filter(each: Filter): string {
  const { column } = each;
  switch (each.kind) {
    case 'values':
      return `${column}${each.exclude ? '!=' : '='}${each.values.join('|')}`;
    case 'compare':
      return `${column}${each.operator}${each.value}`;
    case 'between':
      return `${column}:${each.low}..${each.high}`;
    case 'numbers':
      return `${column} in ${each.numbers.join('|')}`;
    case 'dates':
      return `${column}:${each.from ?? ''}..${each.until ?? ''}`;
    case 'years':
      return `${column} year ${each.years.join('|')}`;
    case 'months':
      return `${column} month ${each.months.join('|')}`;
    case 'recent':
      return `${column} last ${each.count} ${each.unit}`;
    case 'present':
      return `${column} ${each.exclude ? 'missing' : 'present'}`;
    case 'weekdays':
      return `${column} weekday ${each.days.join('|')}`;
  }
}
