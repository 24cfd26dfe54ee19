// What the relay costs: a real Jupyter server passes a model's reply on, beside the same request without it.
//
// first_byte_added_ms: from the request to the first byte of the reply's body, through the relay less direct, medians.
//   The reply comes piece by piece, as from a model: nothing is to be done but pass the first one on.
// throughput_ratio: bytes per second of a long reply in many small pieces, through the relay over direct, medians.
// paced_ratio: the same for a reply that comes at the pace of a very fast model, a piece every millisecond.
// The baseline is the direct request. Upstream, Jupyter server and client are three processes on loopback. Without a pace
// the upstream sends as fast as it can, a hundred times faster than models do, so that it is the relay that holds it up.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventStream, textChunks } from '../src/testing/model-chunks';
import { OpenAIServer, type Step } from '../src/testing/openai-server';
import { startBenchJupyter } from './lib/bench-jupyter';
import { answerMarkdown } from './lib/session-texts';
import { pacedSteps } from './lib/paced-steps';
import { median, rounded } from './lib/statistics.mjs';

const SHORT_ROUNDS = 60;
const LONG_ROUNDS = 7;
/** Answers of a session in one reply: about 20 000 pieces. */
const LONG_PARTS = 100;
const PACED_ROUNDS = 5;
const PACED_PARTS = 8;

export const name = 'relay';

interface Target {
  readonly url: string;
  readonly headers: Record<string, string>;
}

interface Timing {
  readonly firstByte: number;
  readonly whole: number;
  readonly bytes: number;
}

export async function run(): Promise<{
  table: (string | number)[][];
  metrics: Record<string, number>;
}> {
  const model = await OpenAIServer.start();
  const jupyter = await startBenchJupyter({
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_API_KEY: 'sk-of-the-benchmarks'
  });
  try {
    const targets = [
      target(model.baseURL, 'sk-of-the-benchmarks'),
      target(`${jupyter.url}kernel-agent/v1`, jupyter.token)
    ];
    const ask = (
      events: readonly string[],
      steps: () => readonly Step[],
      rounds: number
    ): Promise<Pair> => measure({ model, targets, events, steps, rounds });
    const brief = eventStream(textChunks('Let me see.'));
    const short = await ask(brief, () => pacedSteps(brief, 5), SHORT_ROUNDS);
    const much = reply(LONG_PARTS);
    const long = await ask(much, () => much, LONG_ROUNDS);
    const some = reply(PACED_PARTS);
    const paced = await ask(some, () => pacedSteps(some, 1), PACED_ROUNDS);
    return report(short, long, paced);
  } finally {
    await jupyter.end();
    await model.close();
  }
}

function target(baseURL: string, token: string): Target {
  return {
    url: `${baseURL}/chat/completions`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`
    }
  };
}

/** The events of an answer, a few characters each. */
function reply(parts: number): string[] {
  const text = Array.from({ length: parts }, (_, part) => answerMarkdown(part));
  return eventStream(textChunks(text.join('\n\n')));
}

/** What a turn in the middle of a session sends. */
const REQUEST = JSON.stringify({
  model: 'scripted',
  stream: true,
  messages: Array.from({ length: 40 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: answerMarkdown(index)
  }))
});

/** Timings of the direct requests, and of those through the relay. */
type Pair = readonly [Timing[], Timing[]];

interface Measurement {
  readonly model: OpenAIServer;
  readonly targets: readonly Target[];
  readonly events: readonly string[];
  /** The events, made anew for each request where they have a pace. */
  steps(): readonly Step[];
  readonly rounds: number;
}

async function measure({
  model,
  targets,
  events,
  steps,
  rounds
}: Measurement): Promise<Pair> {
  model.answer = () => ({ steps: steps() });
  const client = spawn(
    process.execPath,
    [resolve('bench/lib/stream-client.mjs')],
    { stdio: ['pipe', 'pipe', 'inherit'] }
  );
  client.stdin.end(JSON.stringify({ targets, body: REQUEST, rounds }));
  let printed = '';
  client.stdout.on('data', (data: Buffer) => {
    printed += data.toString();
  });
  const [status] = await once(client, 'close');
  if (status !== 0) {
    throw new Error('The client of the relay benchmark failed.');
  }
  const [direct, relayed] = JSON.parse(printed) as [Timing[], Timing[]];
  const bytes = Buffer.byteLength(events.join(''));
  if ([...direct, ...relayed].some(timing => timing.bytes !== bytes)) {
    throw new Error('A reply did not arrive as it was sent.');
  }
  return [direct, relayed];
}

function rates(pair: Pair): number[] {
  return pair.map(timings =>
    median(timings.map(({ whole, bytes }) => bytes / 1000 / whole))
  );
}

function report(
  short: Pair,
  long: Pair,
  paced: Pair
): Awaited<ReturnType<typeof run>> {
  const [directFirst = NaN, relayFirst = NaN] = short.map(timings =>
    median(timings.map(({ firstByte }) => firstByte))
  );
  const [directRate = NaN, relayRate = NaN] = rates(long);
  const [directPaced = NaN, relayPaced = NaN] = rates(paced);
  const pieces = reply(LONG_PARTS).length;
  const bytes = long[0][0]?.bytes ?? NaN;
  const perSecond = (rate: number): number =>
    Math.round((rate * 1e6 * pieces) / bytes);
  return {
    table: [
      ['medians', 'baseline: direct', 'through the relay', 'ratio'],
      ['first byte, ms', directFirst, relayFirst, relayFirst / directFirst],
      ['a long reply, MB/s', directRate, relayRate, relayRate / directRate],
      [
        `  pieces a second, of ${pieces}`,
        perSecond(directRate),
        perSecond(relayRate),
        ''
      ],
      [
        'a piece every millisecond, MB/s',
        directPaced,
        relayPaced,
        relayPaced / directPaced
      ]
    ],
    metrics: {
      first_byte_added_ms: rounded(relayFirst - directFirst),
      throughput_ratio: rounded(relayRate / directRate),
      paced_ratio: rounded(relayPaced / directPaced)
    }
  };
}
