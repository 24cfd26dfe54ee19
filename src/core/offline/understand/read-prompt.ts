import type { Frame } from '../frame';
import { beyondRules } from './cannot-do';
import { mergeFollowUp, says } from './follow-up';
import { isRole, type Item } from './item';
import type { Found } from './looked-up';
import { readClause } from './read-clause';
import type { Reading } from './reading';
import { splitRequests, type Request } from './split-requests';
import { tagPrompt } from './tag-prompt';

export interface Prompt {
  readonly readings: readonly Reading[];
  /** Parts that ask for what no analysis of a table gives. */
  readonly cannot: readonly string[];
  /** Words that were not made use of. */
  readonly leftover: readonly string[];
}

/** Reads all requests of a prompt, those that belong together put together. */
export function readPrompt(prompt: string, frame: Frame, found: Found): Prompt {
  const cannot: string[] = [];
  const readings: Reading[] = [];
  const leftover: string[] = [];
  let sentence: Reading[] = [];
  const close = (): void => {
    shareTimes(shareLead(sentence)).forEach((each, index) =>
      addReading(readings, each, index > 0)
    );
    sentence = [];
  };
  splitRequests(tagPrompt(prompt, frame, found)).forEach((request, index) => {
    leftover.push(...wordsOf(request.items));
    const beyond = beyondRules(request.items.map(item => item.text).join(' '));
    if (!request.joined) {
      close();
    }
    if (beyond === null) {
      sentence.push(readRequest(request, index === 0, frame));
    } else {
      cannot.push(beyond);
    }
  });
  close();
  return { readings, cannot, leftover };
}

function wordsOf(items: readonly Item[]): string[] {
  return items.flatMap(item => (item.kind === 'word' ? [item.text] : []));
}

/** "And units?" at the beginning of a prompt goes on with what was asked before. */
function readRequest(request: Request, first: boolean, frame: Frame): Reading {
  const reading = readClause(request.items, frame);
  return first && leadsOn(request.items[0])
    ? { ...reading, cues: [...reading.cues, 'about'] }
    : reading;
}

function leadsOn(item: Item | undefined): boolean {
  return isRole(item, 'and', 'or') || /^but$/i.test(item?.text ?? '');
}

/** A request that only adds to the one before it in the same prompt is put together with it. */
function addReading(
  readings: Reading[],
  reading: Reading,
  joined: boolean
): void {
  const before = readings.at(-1);
  const empty =
    !says(reading) &&
    reading.unknown.length === 0 &&
    reading.lookUp.length === 0 &&
    reading.cannot.length === 0;
  if (empty) {
    return;
  }
  if (before && (isAddition(reading) || ranksBefore(before, reading))) {
    readings.splice(-1, 1, {
      ...mergeFollowUp(before, reading),
      unknown: [...before.unknown, ...reading.unknown],
      lookUp: [...before.lookUp, ...reading.lookUp],
      waits: before.waits || reading.waits,
      cannot: [...before.cannot, ...reading.cannot]
    });
    return;
  }
  if (
    before &&
    isOnlyConditions(before) &&
    readings.length === 1 &&
    !isOnlyConditions(reading)
  ) {
    readings.splice(-1, 1, {
      ...reading,
      filters: [...before.filters, ...reading.filters],
      lookUp: [...before.lookUp, ...reading.lookUp],
      unknown: [...before.unknown, ...reading.unknown],
      waits: before.waits || reading.waits
    });
    return;
  }
  readings.push(before && joined ? inherit(before, reading) : reading);
}

/** "Then plot it", "only for 2024", "in percent". */
function isAddition(reading: Reading): boolean {
  return (
    reading.command === null &&
    reading.asked.length === 0 &&
    reading.groupings.length === 0 &&
    reading.rows === null &&
    reading.ranking === null &&
    !reading.trend &&
    !reading.growth &&
    !reading.distribution &&
    !reading.correlation &&
    !reading.counting &&
    (reading.charts.length > 0 ||
      reading.noChart ||
      reading.sort !== null ||
      reading.filters.length > 0 ||
      reading.cues.includes('same'))
  );
}

/** "Revenue per customer, top 5" */
function ranksBefore(before: Reading, reading: Reading): boolean {
  return (
    reading.ranking !== null &&
    before.ranking === null &&
    before.groupings.length > 0 &&
    reading.groupings.length === 0 &&
    reading.asked.length === 0 &&
    reading.rows === null
  );
}

function isOnlyConditions(reading: Reading): boolean {
  return (
    reading.filters.length + reading.lookUp.length > 0 &&
    isAddition(reading) &&
    reading.charts.length === 0
  );
}

/** "Total revenue by region, top 10 products": the products by revenue as well. */
function inherit(before: Reading, reading: Reading): Reading {
  const measures =
    reading.asked.length === 0 &&
    !reading.counting &&
    reading.rows === null &&
    reading.command === null &&
    !reading.correlation &&
    (reading.ranking?.concepts.length ?? 0) === 0 &&
    before.asked.length > 0
      ? before.asked
      : reading.asked;
  const bare =
    reading.ranking !== null &&
    reading.groupings.length === 0 &&
    reading.asked.length === 0 &&
    reading.rows === null;
  return {
    ...reading,
    asked: measures,
    groupings: bare ? before.groupings : reading.groupings
  };
}

/** "For Europe: totals by country and the top 5 products" */
function shareLead(sentence: readonly Reading[]): readonly Reading[] {
  const [lead, ...others] = sentence;
  return lead && others.length > 0 && isOnlyConditions(lead)
    ? others.map(reading => ({
        ...reading,
        filters: [...lead.filters, ...reading.filters],
        lookUp: [...lead.lookUp, ...reading.lookUp],
        unknown: [...lead.unknown, ...reading.unknown],
        waits: lead.waits || reading.waits,
        cannot: [...lead.cannot, ...reading.cannot]
      }))
    : sentence;
}

/** A stretch of time at the beginning or the end of a sentence is meant for all that the sentence asks. */
function shareTimes(sentence: readonly Reading[]): readonly Reading[] {
  const times = sentence.map(reading =>
    reading.filters.filter(({ filter }) =>
      ['dates', 'years', 'months', 'recent'].includes(filter.kind)
    )
  );
  const owners = times.filter(each => each.length > 0);
  const [shared] = owners;
  const atEdge = (times[0]?.length ?? 0) > 0 || (times.at(-1)?.length ?? 0) > 0;
  return sentence.length < 2 || owners.length !== 1 || !shared || !atEdge
    ? sentence
    : sentence.map((reading, index) =>
        (times[index]?.length ?? 0) > 0 || !says(reading)
          ? reading
          : {
              ...reading,
              filters: [
                ...reading.filters,
                ...shared.map(each => ({
                  ...each,
                  notes: [
                    ...each.notes,
                    'the time that the sentence names was taken for all parts of it'
                  ]
                }))
              ]
            }
      );
}
