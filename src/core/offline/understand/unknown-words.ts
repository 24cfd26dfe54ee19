import type { Frame } from '../frame';
import { nameStems } from '../words';
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

function needOf(run: readonly ItemOf<'word'>[], items: readonly Item[]): Need {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) {
    return 'none';
  }
  const at = items.indexOf(first);
  const beforeAt = items.findLastIndex(
    (item, i) => i < at && !isRole(item, 'filler')
  );
  const before = items[beforeAt];
  const next = items[items.indexOf(last) + 1];
  const names = next?.kind === 'column' || isRole(next, 'rows');
  if (run.some(item => item.quoted)) {
    return 'either';
  }
  if (isRole(before, 'by')) {
    return names ? 'maybe value' : 'column';
  }
  if (
    isRole(
      before,
      'statistic',
      'rank',
      'count',
      'share',
      'distribution',
      'correlation'
    )
  ) {
    return names ? 'maybe value' : 'either';
  }
  if (
    roleOf(before, 'filter')?.strong === true ||
    isRole(before, 'not') ||
    roleOf(before, 'compare')?.operator === '=='
  ) {
    return 'value';
  }
  if (isRole(before, 'and', 'or') && items[beforeAt - 1]?.kind === 'value') {
    return 'value';
  }
  if (run.some(item => item.capital) && at > 0) {
    return 'value';
  }
  if (before?.kind === 'column' && isNamed(items, beforeAt)) {
    return 'value';
  }
  const leads = items
    .slice(0, at)
    .every(item => isRole(item, 'filler', 'verb', 'cue', 'then'));
  if (leads && items.length > run.length) {
    return 'maybe value';
  }
  return names || isRole(before, 'filter', 'question') ? 'maybe value' : 'none';
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
