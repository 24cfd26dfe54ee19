import type { Entry } from '../../src/core/transcript/entries';
import { SessionHarness } from '../../src/testing/session-harness';
import { answerMarkdown, codeOf, figure, tableText } from './session-texts';

/** Every so many turns draw a figure, and every so many fail once before they work. */
const FIGURE_EVERY = 3;
const FAILS_EVERY = 5;

/**
 * A session of an analyst's afternoon: the real core, with a scripted model and kernel. Each turn looks at the data in one
 * or two calls and answers in Markdown; the namespace changes from turn to turn.
 *
 * @param beforeTurn called before each turn, numbered from 1
 */
export async function recordSession(
  turns: number,
  beforeTurn: (turn: number) => void = () => undefined
): Promise<SessionHarness> {
  const harness = new SessionHarness();
  for (let turn = 1; turn <= turns; turn += 1) {
    beforeTurn(turn);
    script(harness, turn);
    harness.clock.advance(90_000);
    await harness.session.ask({
      text: `Turn ${turn}: how did revenue by region and month develop, and which product stands out?`
    });
  }
  if (harness.model.pending + harness.model.unscripted > 0) {
    throw new Error('The session did not go as scripted.');
  }
  return harness;
}

function script({ model, kernel }: SessionHarness, turn: number): void {
  kernel.helper.set('namespace', namespaceAt(turn));
  const code = codeOf(turn);
  if (turn % FAILS_EVERY === 0) {
    kernel.enqueue(
      [
        {
          output_type: 'error',
          ename: 'KeyError',
          evalue: "'revenue_usd'",
          traceback: [`KeyError: 'revenue_usd'\n${tableText(turn)}`]
        }
      ],
      'error'
    );
    model.enqueueCall('execute_python', { code: `${code}\nrevenue_usd` });
  }
  kernel.enqueueText(tableText(turn));
  model.enqueueCall(
    'execute_python',
    { code },
    { text: `I look at the months of part ${turn} first.` }
  );
  if (turn % FIGURE_EVERY === 0) {
    kernel.enqueueFigure(figure(turn));
    model.enqueueCall('execute_python', {
      code: `monthly_${turn}.plot(kind="bar", title="Part ${turn}")\nplt.show()`
    });
  }
  model.enqueueText(answerMarkdown(turn));
}

/** What the kernel's helper tells: one variable more each turn, and a frame that changes. */
export function namespaceAt(turn: number): unknown {
  const frame = {
    name: 'df',
    type: 'DataFrame',
    summary: `${1000 + turn} rows x 6 columns`,
    shape: [1000 + turn, 6],
    columns: ['date', 'region', 'product', 'units', 'price', 'revenue'].map(
      column => ({ name: column, dtype: 'object', nulls: turn % 3 })
    ),
    fingerprint: `df at ${turn >> 1}`
  };
  const results = Array.from({ length: turn }, (_, index) => ({
    name: `monthly_${index + 1}`,
    type: 'Series',
    summary: `12 values, from ${index} to ${index * 37}`,
    fingerprint: `monthly ${index}`
  }));
  return {
    variables: [...results.reverse(), frame],
    total: turn + 1,
    modules: ['pandas', 'matplotlib.pyplot']
  };
}

const RECORDED_TURNS = 20;
/** Names of entries and calls in the recorded session; they have to differ in each repetition. */
const NAME = /"((?:id|call_)\d+)"/g;

export interface LongSession {
  readonly entries: readonly Entry[];
  /** Base64 of stored outputs, by reference. */
  readonly blobs: ReadonlyMap<string, string>;
}

/** A session of any length: twenty recorded turns, told again and again with ids and numbers of their own. */
export async function longSession(turns: number): Promise<LongSession> {
  const { store, session } = await recordSession(
    Math.min(turns, RECORDED_TURNS)
  );
  const [opening, rest] = apart(session.entries);
  const entries = [...opening];
  for (let round = 0; round * RECORDED_TURNS < turns; round += 1) {
    const first = round * RECORDED_TURNS;
    entries.push(
      ...rest
        .filter(entry => entry.turn + first <= turns)
        .map(entry => repeated(entry, round, first))
    );
  }
  return { entries, blobs: store.blobs };
}

/** The first entries of a long session. */
export async function transcriptEntries(count: number): Promise<Entry[]> {
  const { entries } = await longSession(Math.ceil(count / 5));
  if (entries.length < count) {
    throw new Error('The session is too short.');
  }
  return entries.slice(0, count);
}

/** What opens a run is said only once. */
function apart(entries: readonly Entry[]): [Entry[], Entry[]] {
  const opens = (entry: Entry): boolean =>
    entry.kind === 'session' ||
    (entry.kind === 'message' && entry.message.role === 'system');
  return [entries.filter(opens), entries.filter(entry => !opens(entry))];
}

function repeated(entry: Entry, round: number, first: number): Entry {
  const text = JSON.stringify({ ...entry, turn: entry.turn + first });
  return JSON.parse(text.replace(NAME, `"$1r${round}"`)) as Entry;
}
