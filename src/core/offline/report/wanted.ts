import type { Frame } from '../frame';
import type { Analysis, Filter, GroupKey, Quantity } from '../intent';
import type { Minds } from '../plan/minds';
import {
  categories,
  isAddable,
  isIdentifier,
  isUnique,
  mainMeasure,
  timeColumn,
  stemsOf
} from '../understand/choose-columns';
import { derivedMeasure } from '../understand/derived-measures';
import type { TrendAnalysis } from '../code/trend-names';
import type { GroupAnalysis } from '../code/grouping';
import { withoutTotals } from '../understand/total-rows';
import { conceptWords } from '../vocabulary';
import { reportPeriod } from './report-period';
import { listItems } from './phase-of';

/** Groups that are wanted: all of them, or the first so many. */
export interface WantedGroups {
  readonly key: GroupKey;
  readonly limit: number | null;
}

/** What a report on records, such as orders, is about. */
export interface Wanted {
  readonly quantity: Quantity;
  readonly groups: readonly WantedGroups[];
  readonly trend: Pick<TrendAnalysis, 'column' | 'period'> | null;
  /** Leave out rows in which the file holds totals of its own. */
  readonly filters: readonly Filter[];
  /** Parts of the prompt for which there is no column. */
  readonly unmet: readonly string[];
  readonly assumed: readonly string[];
}

const MOST_GROUPS = 4;
export const TOP = 10;

/** The parts of a prompt that each ask for one thing. */
export function partsOf(prompt: string): string[] {
  const items = listItems(prompt);
  return items.length > 1
    ? items
    : prompt
        .split(/[.?!;\n:]\s|,\s| and (?:also |then )?| und /i)
        .map(part => part.trim())
        .filter(part => part !== '');
}

/** Reads the prompt of the analysis part by part; what it leaves open is what such a table is usually kept for. */
export function wantedOf(prompt: string, frame: Frame, minds: Minds): Wanted {
  const context = { previous: [], found: {} };
  const isListed = listItems(prompt).length > 1;
  const analyses = partsOf(prompt).flatMap(part =>
    minds.understand(part, frame, context).tasks.map(task => task.analysis)
  );
  const { quantity, assumed } = quantityFor(analyses, frame);
  const { analysis, notes } = withoutTotals(
    {
      analysis: { kind: 'total', filters: [], quantities: [quantity] },
      notes: []
    },
    frame
  );
  const groups = groupsFor(analyses, frame);
  const trend = trendFor(analyses, frame);
  return {
    quantity,
    groups,
    trend,
    filters: analysis.filters,
    unmet: isListed ? unmetParts(prompt, frame, trend !== null) : [],
    assumed: [...assumed, ...notes]
  };
}

function isGroup(analysis: Analysis): analysis is GroupAnalysis {
  return (
    analysis.kind === 'group' &&
    analysis.keys.length === 1 &&
    analysis.keys[0]?.kind === 'column'
  );
}

function isTrend(analysis: Analysis): analysis is TrendAnalysis {
  return analysis.kind === 'trend';
}

function quantityFor(
  analyses: readonly Analysis[],
  frame: Frame
): { readonly quantity: Quantity; readonly assumed: readonly string[] } {
  const asked = analyses
    .filter(each => isGroup(each) || isTrend(each))
    .flatMap(each => each.quantities)
    .find(({ measure }) => measure.kind !== 'rows' && measure.kind !== 'ratio');
  if (asked) {
    return { quantity: asked, assumed: [] };
  }
  const revenue = derivedMeasure('revenue', frame);
  if (revenue) {
    return {
      quantity: { measure: revenue.measure, statistic: 'sum' },
      assumed: revenue.notes
    };
  }
  const main = mainMeasure(frame);
  if (!main) {
    return {
      quantity: { measure: { kind: 'rows', noun: 'row' }, statistic: 'count' },
      assumed: ['rows are counted, because no column measures anything']
    };
  }
  const adds = isAddable(main);
  return {
    quantity: {
      measure: { kind: 'column', column: main.name },
      statistic: adds ? 'sum' : 'mean'
    },
    assumed: [
      adds
        ? `${main.name} was taken for what the table measures`
        : `averages of ${main.name}, because its values do not add up`
    ]
  };
}

/** Groups of the prompt; where it names too few, the usual category and what is sold most. */
function groupsFor(
  analyses: readonly Analysis[],
  frame: Frame
): readonly WantedGroups[] {
  const groups: WantedGroups[] = [];
  const add = (key: GroupKey | undefined, limit: number | null): void => {
    if (
      key?.kind === 'column' &&
      !groups.some(each => each.key.column === key.column) &&
      groups.length < MOST_GROUPS
    ) {
      groups.push({ key, limit });
    }
  };
  for (const analysis of analyses.filter(isGroup)) {
    add(analysis.keys[0], analysis.limit);
  }
  const rest = categories(frame).filter(
    column => !groups.some(each => each.key.column === column.name)
  );
  if (!groups.some(each => each.limit === null)) {
    const usual = columnFor(rest, PLACES) ?? rest[0];
    add(usual && { kind: 'column', column: usual.name }, null);
  }
  if (!groups.some(each => each.limit !== null)) {
    const entities = frame.columns.filter(
      column =>
        column.kind === 'text' &&
        !isIdentifier(column) &&
        !isUnique(column, frame) &&
        !groups.some(each => each.key.column === column.name)
    );
    const entity = columnFor(entities, ENTITIES);
    add(entity && { kind: 'column', column: entity.name }, TOP);
  }
  return groups;
}

const PLACES = ['region', 'country', 'location', 'store', 'city', 'channel'];
const ENTITIES = ['product', 'customer', 'salesperson', 'employee', 'category'];

function columnFor(
  columns: readonly Frame['columns'][number][],
  concepts: readonly string[]
): Frame['columns'][number] | undefined {
  for (const concept of concepts) {
    const words = conceptWords(concept);
    const found = columns.find(column =>
      stemsOf(column).some(stem => words.includes(stem))
    );
    if (found) {
      return found;
    }
  }
  return undefined;
}

function trendFor(
  analyses: readonly Analysis[],
  frame: Frame
): Wanted['trend'] {
  const asked = analyses.find(isTrend);
  if (asked) {
    return { column: asked.column, period: asked.period };
  }
  const time = timeColumn(frame);
  return (
    time && {
      column: time.column.name,
      period: reportPeriod(time, frame)
    }
  );
}

/** What a part of a prompt is about that only certain columns can tell. */
const NEEDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/region|gebiet|territor/i, ['region']],
  [/product|item|artikel|produkt/i, ['product']],
  [/customer|client|kunde/i, ['customer']],
  [/country|countries|länder|land\b/i, ['country']]
];
const OVER_TIME =
  /trend|month|monat|quarter|quartal|over time|zeitverlauf|entwicklung|daily|weekly|yearly/i;

/** Parts of a listed prompt that the columns cannot tell. */
export function unmetParts(
  prompt: string,
  frame: Frame,
  hasTime: boolean
): string[] {
  return listItems(prompt).filter(item => isUnmet(item, frame, hasTime));
}

function isUnmet(part: string, frame: Frame, hasTime: boolean): boolean {
  const need = NEEDS.find(([words]) => words.test(part))?.[1];
  const lacksColumn =
    need !== undefined &&
    columnFor(frame.columns, need) === undefined &&
    !namesCategory(part, frame);
  return lacksColumn || (OVER_TIME.test(part) && !hasTime);
}

/** Whether the words of a column of texts stand in it: “sales by region (Filiale)”. */
function namesCategory(part: string, frame: Frame): boolean {
  const words = spaced(part);
  return frame.columns.some(
    ({ kind, name }) => kind === 'text' && words.includes(spaced(name))
  );
}

function spaced(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
