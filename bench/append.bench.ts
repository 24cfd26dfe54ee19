// What it costs to append one entry to the transcript, through the real store, to a real Jupyter server.
//
// late_over_early: time of an append around the 10,000th entry over one around the 100th, the medians of appends taken
//   in turn to a short and to a long transcript.
// overhead_bytes: what goes over the wire from the client for one append (request line, headers, body) beyond the
//   entry's own line, counted by a proxy. Headers are those of Node's fetch; a browser sends a few more.
// The baseline is writing the whole file anew for each entry.
import { ContentsManager, type Contents } from '@jupyterlab/services';
import { systemClock } from '../src/core/clock';
import { encodeEntry } from '../src/core/transcript/codec';
import type { Entry } from '../src/core/transcript/entries';
import { ContentsTranscriptStore } from '../src/jupyter/contents-transcript-store';
import { connection, startBenchJupyter } from './lib/bench-jupyter';
import { CountingProxy } from './lib/counting-proxy';
import { transcriptEntries } from './lib/long-session';
import { median, rounded } from './lib/statistics.mjs';

const EARLY = 100;
const LATE = 10_000;
/** Appends measured on either side of them. */
const AROUND = 50;
const COUNTED = 50;
const REWRITES = 9;

export const name = 'append';

interface Result {
  table: (string | number)[][];
  metrics: Record<string, number>;
}

export async function run(): Promise<Result> {
  const entries = await transcriptEntries(LATE + AROUND);
  const jupyter = await startBenchJupyter();
  const proxy = await CountingProxy.start(jupyter.url);
  try {
    const direct = new ContentsManager({
      serverSettings: connection(jupyter.url)
    });
    const times = await appendTimes(direct, entries);
    const counted = new ContentsManager({
      serverSettings: connection(proxy.url)
    });
    const sent = await bytesOfAppends(counted, proxy, entries);
    const early = await rewrites(counted, proxy, entries.slice(0, EARLY));
    const late = await rewrites(counted, proxy, entries.slice(0, LATE));
    return report(times, sent, early, late);
  } finally {
    proxy.close();
    await jupyter.end();
  }
}

interface Times {
  readonly early: number;
  readonly late: number;
}

async function appendTimes(
  contents: Contents.IManager,
  entries: readonly Entry[]
): Promise<Times> {
  const short = storeIn(contents, 'short');
  const long = storeIn(contents, 'long');
  await fill(short, entries.slice(0, EARLY - AROUND));
  await fill(long, entries.slice(0, LATE - AROUND));
  const early: number[] = [];
  const late: number[] = [];
  // In turn, so that whatever else the machine does meets both alike.
  for (let index = -AROUND; index < AROUND; index += 1) {
    early.push(await timed(short, entries[EARLY + index]));
    late.push(await timed(long, entries[LATE + index]));
  }
  await checkLength(contents, 'long', LATE + AROUND);
  return { early: median(early), late: median(late) };
}

function storeIn(
  contents: Contents.IManager,
  folder: string
): ContentsTranscriptStore {
  return new ContentsTranscriptStore({
    contents,
    folder: () => `${folder}.agent/main`,
    notebookFolder: () => '',
    isNotebookSaved: async () => true,
    clientId: 'bench',
    clock: systemClock
  });
}

/** Entries that pile up go out together, so that filling takes a few requests only. */
async function fill(
  store: ContentsTranscriptStore,
  entries: readonly Entry[]
): Promise<void> {
  await Promise.all(entries.map(entry => store.append(entry)));
  if (store.storage.kind !== 'saved') {
    throw new Error('The transcript could not be written.');
  }
}

async function timed(
  store: ContentsTranscriptStore,
  entry: Entry | undefined
): Promise<number> {
  if (!entry) {
    throw new Error('There are too few entries.');
  }
  const start = performance.now();
  await store.append(entry);
  return performance.now() - start;
}

/** What was measured is of no use when it did not write. */
async function checkLength(
  contents: Contents.IManager,
  folder: string,
  expected: number
): Promise<void> {
  const path = `${folder}.agent/main/transcript.jsonl`;
  const { content } = await contents.get(path, {
    type: 'file',
    format: 'text',
    content: true
  });
  const lines = String(content).split('\n').length - 1;
  if (lines !== expected) {
    throw new Error(`The transcript has ${lines} lines, not ${expected}.`);
  }
}

interface Sent {
  readonly entry: number;
  readonly overhead: number;
  readonly requests: number;
}

async function bytesOfAppends(
  contents: Contents.IManager,
  proxy: CountingProxy,
  entries: readonly Entry[]
): Promise<Sent> {
  const store = storeIn(contents, 'counted');
  await fill(store, entries.slice(0, 1));
  const counted = entries.slice(1, 1 + COUNTED);
  proxy.reset();
  for (const entry of counted) {
    await store.append(entry);
  }
  const own = byteLength(counted);
  return {
    entry: own / COUNTED,
    overhead: (proxy.bytesSent - own) / COUNTED,
    requests: proxy.requests / COUNTED
  };
}

interface Rewrite {
  readonly ms: number;
  readonly bytes: number;
}

/** The baseline: the whole file, for each entry. */
async function rewrites(
  contents: Contents.IManager,
  proxy: CountingProxy,
  entries: readonly Entry[]
): Promise<Rewrite> {
  const content = entries.map(encodeEntry).join('');
  const times: number[] = [];
  proxy.reset();
  for (let round = 0; round < REWRITES; round += 1) {
    const start = performance.now();
    await contents.save('baseline.jsonl', {
      type: 'file',
      format: 'text',
      content
    });
    times.push(performance.now() - start);
  }
  return { ms: median(times), bytes: proxy.bytesSent / REWRITES };
}

function byteLength(entries: readonly Entry[]): number {
  return Buffer.byteLength(entries.map(encodeEntry).join(''));
}

function report(
  times: Times,
  sent: Sent,
  early: Rewrite,
  late: Rewrite
): Result {
  const all = Math.round(sent.entry + sent.overhead);
  return {
    table: [
      ['one entry', `at ${EARLY}`, `at ${LATE}`, 'late over early'],
      [
        'append, ms (median)',
        times.early,
        times.late,
        times.late / times.early
      ],
      ['append, bytes sent', all, all, 1],
      ['  of which the entry itself', Math.round(sent.entry), '', ''],
      ['  requests', sent.requests, '', ''],
      [
        'baseline: whole file, ms (median)',
        early.ms,
        late.ms,
        late.ms / early.ms
      ],
      [
        'baseline: whole file, bytes sent',
        Math.round(early.bytes),
        Math.round(late.bytes),
        late.bytes / early.bytes
      ]
    ],
    metrics: {
      late_over_early: rounded(times.late / times.early),
      overhead_bytes: Math.round(sent.overhead)
    }
  };
}
