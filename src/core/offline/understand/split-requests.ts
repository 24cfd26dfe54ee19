import { isRole, roleOf, type Item } from './item';

/** Words with which a request of its own can begin. */
const STARTS = [
  'statistic',
  'count',
  'rank',
  'chart',
  'trend',
  'growth',
  'share',
  'distribution',
  'correlation',
  'compared',
  'command',
  'question',
  'verb',
  'sort'
] as const;

/** What a request is about; a stretch without any of it is no request. */
const CONTENT = [...STARTS, 'period', 'cycle', 'relation'] as const;

/** What stands behind is hardly a request to be answered in one turn. */
const MOST_SENTENCES = 24;

/** One request of a prompt, and whether it belongs to the same sentence as the one before. */
export interface Request {
  readonly items: readonly Item[];
  readonly joined: boolean;
}

/** Cuts a prompt into its requests: sentences, list entries, and parts of a sentence that begin anew. */
export function splitRequests(items: readonly Item[]): Request[] {
  const sentences = cutSentences(items).slice(0, MOST_SENTENCES);
  return sentences.flatMap(sentence =>
    cutParts(sentence).map((part, index) => ({
      items: part,
      joined: index > 0
    }))
  );
}

function cutSentences(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (
      (item.kind === 'mark' && /^[.?!;]$/.test(item.text)) ||
      isRole(item, 'then')
    ) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(item);
    }
  }
  return parts.filter(part => part.some(item => item.kind !== 'mark'));
}

/** "total revenue by region, top 10 products and monthly trend" */
function cutParts(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  items.forEach((item, index) => {
    const current = parts.at(-1) ?? [];
    const joint =
      isRole(item, 'and') ||
      (item.kind === 'mark' && /^[,:–—-]$/.test(item.text));
    if (
      joint &&
      (isLead(current, item) ||
        (isComplete(current) && beginsAnew(items.slice(index + 1), current)))
    ) {
      parts.push([]);
    } else {
      current.push(item);
    }
  });
  return parts.filter(part => part.some(item => item.kind !== 'mark'));
}

/** "For Europe: …", "In 2024, …": a condition that stands before all of it. */
function isLead(part: readonly Item[], joint: Item): boolean {
  return (
    /^[,:–—]$/.test(joint.text) &&
    part.some(item => item.kind === 'value' || item.kind === 'date') &&
    part.every(
      item =>
        item.kind === 'value' ||
        item.kind === 'date' ||
        item.kind === 'mark' ||
        isRole(item, 'filter', 'filler', 'not', 'and', 'or', 'bound', 'between')
    ) &&
    (isRole(part[0], 'filter', 'not', 'bound', 'between') || joint.text !== ',')
  );
}

function isComplete(part: readonly Item[]): boolean {
  return part.some(item => item.kind === 'column' || isRole(item, ...CONTENT));
}

function beginsAnew(rest: readonly Item[], before: readonly Item[]): boolean {
  const start = rest.findIndex(
    item =>
      !isRole(item, 'filler', 'and', 'then', 'cue') && item.kind !== 'mark'
  );
  const first = rest[start];
  const end = rest.findIndex(
    (item, i) => i > start && (isRole(item, 'and') || item.kind === 'mark')
  );
  const part = rest.slice(start, end < 0 ? undefined : end);
  if (!first || isRole(rest.slice(0, start).at(-1), 'by')) {
    return false;
  }
  if (isRole(first, 'verb', 'question', 'command', 'compared', 'sort')) {
    // "with missing values and duplicates", "sorted descending" go on with what was begun.
    return isRole(first, 'sort')
      ? false
      : !isRole(first, 'verb') || part.length > 1;
  }
  if (isRole(first, 'rank')) {
    return !(
      roleOf(first, 'rank')?.superlative === true &&
      endsOpen(before) &&
      !grouped(before)
    );
  }
  if (isRole(first, 'statistic', 'count')) {
    return grouped(before) && (grouped(part) || hasTrend(part));
  }
  if (isRole(first, 'period')) {
    // "by region and monthly" is one request, "and monthly trend" another.
    return (
      part.length > 1 &&
      !isRole(before.at(-1), 'by') &&
      (hasTrend(part) || part.some(item => item.kind === 'column')) &&
      roleOf(first, 'period')?.adverb === true
    );
  }
  if (first.kind === 'column') {
    return (
      grouped(before) &&
      (grouped(part) || hasTrend(part)) &&
      !directlyGrouped(before)
    );
  }
  if (isRole(first, 'chart')) {
    // "and plot it" asks for a picture of what was asked before.
    return part.some(item => item.kind === 'column' || isRole(item, 'trend'));
  }
  return isRole(first, ...STARTS);
}

function grouped(part: readonly Item[]): boolean {
  return part.some(item => isRole(item, 'by'));
}

function hasTrend(part: readonly Item[]): boolean {
  return part.some(item => isRole(item, 'trend', 'growth'));
}

/** Nothing but statistics so far: "minimum and highest". */
function endsOpen(part: readonly Item[]): boolean {
  return !part.some(item => item.kind === 'column');
}

/** "by region and category by month": what follows still says by what. */
function directlyGrouped(part: readonly Item[]): boolean {
  const at = part.findLastIndex(item => isRole(item, 'by'));
  return at >= 0 && at === part.length - 1;
}
