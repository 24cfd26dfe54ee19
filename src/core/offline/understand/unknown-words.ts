import type { Frame } from '../frame';
import { nameStems } from '../words';
import { measureOf } from './resolve-names';
import { isRole, roleOf, type Item, type ItemOf } from './item';

const MOST_LOOK_UPS = 12;

/**
 * Words of a request that must name something and fit nothing in the table. Where the values of text columns are
 * not all known, they may still be there: then they are to be looked up.
 */
export function unknownWords(
  items: readonly Item[],
  frame: Frame,
  done: (item: Item) => boolean
): {
  readonly unknown: string[];
  readonly lookUp: string[];
  readonly waits: boolean;
} {
  const open = frame.columns.some(
    column =>
      column.kind === 'text' &&
      (column.distinct === null || column.values.length < column.distinct)
  );
  const unknown: string[] = [];
  const lookUp = new Set<string>();
  let waits = false;
  for (const run of runsOf(items, done)) {
    const need = needOf(run, items);
    if (need === 'none') {
      continue;
    }
    const absent = run.every(item => item.absent);
    if (open && !absent && need !== 'column') {
      phrasesOf(run, items).forEach(phrase => lookUp.add(phrase));
      waits ||= need !== 'maybe value';
    } else if (need !== 'maybe value') {
      unknown.push(run.map(item => item.text).join(' '));
    }
  }
  return { unknown, lookUp: [...lookUp].slice(0, MOST_LOOK_UPS), waits };
}

/** Unknown words that stand together. */
function runsOf(
  items: readonly Item[],
  done: (item: Item) => boolean
): ItemOf<'word'>[][] {
  const runs: ItemOf<'word'>[][] = [];
  let last = -1;
  for (const [index, item] of items.entries()) {
    if (
      item.kind === 'word' &&
      !done(item) &&
      nameStems(item.text).length > 0
    ) {
      if (last === index - 1 && last >= 0) {
        runs.at(-1)?.push(item);
      } else {
        runs.push([item]);
      }
      last = index;
    }
  }
  return runs;
}

type Need = 'none' | 'value' | 'maybe value' | 'column' | 'either';

/** What an unknown stretch must be, by the words around it. */
function needOf(run: readonly ItemOf<'word'>[], items: readonly Item[]): Need {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) {
    return 'none';
  }
  const at = items.indexOf(first);
  const beforeAt = items.findLastIndex(
    (item, i) =>
      i < at &&
      !isRole(item, 'filler') &&
      !(item.kind === 'number' && isRole(items[i - 1], 'rank'))
  );
  const before = items[beforeAt];
  const next = items[items.indexOf(last) + 1];
  const names = next?.kind === 'column' || isRole(next, 'rows');
  const leads = items
    .slice(0, at)
    .every(item => isRole(item, 'filler', 'verb', 'cue', 'then'));
  // "How many employees left": the word says which of them, and no column tells.
  const restricts =
    items.indexOf(last) === items.findLastIndex(item => item.kind !== 'mark') &&
    (isRole(before, 'rows') || (before?.kind === 'column' && before.rows)) &&
    items.slice(0, at).some(item => isRole(item, 'count'));
  if (restricts) {
    return 'either';
  }
  // "Richest", "safest": a comparison that no column is known for.
  const superlative = names && /..est$/i.test(last.text);
  return (
    (superlative ? 'either' : null) ??
    needAfter(before, names) ??
    (run.some(item => item.quoted) ? 'either' : null) ??
    (isRole(next, 'relation') ? 'either' : null) ??
    (isValuePlace(items, beforeAt) || (run.some(item => item.capital) && at > 0)
      ? 'value'
      : null) ??
    (leads && items.length > run.length
      ? isRole(next, 'and') && isRole(items[items.indexOf(last) + 2], 'rows')
        ? 'either'
        : needOfSubject(next, items)
      : names || isRole(before, 'filter', 'question')
        ? 'maybe value'
        : 'none')
  );
}

/** What the word before makes of it; null when it makes nothing of it. */
function needAfter(before: Item | undefined, names: boolean): Need | null {
  if (isRole(before, 'by')) {
    return names ? 'maybe value' : 'column';
  }
  if (isRole(before, 'rank') && /^(most|least)$/i.test(before?.text ?? '')) {
    // "Most punctual": the word says what to compare.
    return 'either';
  }
  if (isRole(before, 'relation')) {
    return 'either';
  }
  return isRole(
    before,
    'statistic',
    'rank',
    'count',
    'share',
    'distribution',
    'correlation'
  )
    ? names
      ? 'maybe value'
      : 'either'
    : null;
}

/** Behind a condition, a denial, another value, or a category and `is`. */
function isValuePlace(items: readonly Item[], beforeAt: number): boolean {
  const before = items[beforeAt];
  return (
    roleOf(before, 'filter')?.strong === true ||
    isRole(before, 'not') ||
    roleOf(before, 'compare')?.operator === '==' ||
    (isRole(before, 'and', 'or') && items[beforeAt - 1]?.kind === 'value') ||
    (before?.kind === 'column' && isNamed(items, beforeAt))
  );
}

/** "Returns by product": with nothing else to measure, the word at the beginning is what is asked for. */
function needOfSubject(next: Item | undefined, items: readonly Item[]): Need {
  const measured = items.some(
    item =>
      (item.kind === 'column' && measureOf(item.mention) !== null) ||
      isRole(item, 'statistic', 'count', 'rank', 'chart', 'rows')
  );
  return !measured && isRole(next, 'by', 'period', 'filter', 'trend', 'growth')
    ? 'either'
    : 'maybe value';
}

/** "status is open": a category and `is` wait for a value. */
function isNamed(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  return next !== undefined && /^(is|are|was|were|=|:)$/i.test(next.text);
}

/** The run itself, its words when there are several, and what it may be part of: "travel and events". */
function phrasesOf(
  run: readonly ItemOf<'word'>[],
  items: readonly Item[]
): string[] {
  const words = run.map(item => item.text);
  const last = run.at(-1);
  const at = last ? items.indexOf(last) : -1;
  const [joint, next] = [items[at + 1], items[at + 2]];
  const longer =
    isRole(joint, 'and') && (next?.kind === 'word' || isRole(next, 'rows'))
      ? [[...words, joint?.text, next?.text].join(' ')]
      : [];
  return words.length === 1
    ? [...longer, ...words]
    : [
        ...longer,
        words.slice(0, 6).join(' '),
        ...words.filter(word => word.length >= 3)
      ];
}
