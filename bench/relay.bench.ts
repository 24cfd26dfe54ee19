// What the relay costs: a real Jupyter server passes a model's reply on, beside the same request without it.
//
// first_byte_added_ms: from the request to the first byte of the reply's body, through the relay less direct, medians.
// throughput_ratio: bytes per second of a long reply in many small pieces, through the relay over direct, medians.
// The baseline is the direct request. Upstream, Jupyter server and client are three processes on loopback, so that the
// upstream's own speed is that of a program and not of a model: real replies come a hundred times slower.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventStream, textChunks } from '../src/testing/model-chunks';
import { OpenAIServer } from '../src/testing/openai-server';
import { startBenchJupyter } from './lib/bench-jupyter';
import { answerMarkdown } from './lib/session-texts';
import { median, rounded } from './lib/statistics.mjs';

const SHORT_ROUNDS = 60;
const LONG_ROUNDS = 7;
/** Answers of a session in one reply: about 20 000 pieces. */
const LONG_PARTS = 100;

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
    const short = await measure(model, targets, reply(1), SHORT_ROUNDS);
    const long = await measure(model, targets, reply(LONG_PARTS), LONG_ROUNDS);
    return report(short, long);
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

/** Timings of each target. */
async function measure(
  model: OpenAIServer,
  targets: readonly Target[],
  steps: readonly string[],
  rounds: number
): Promise<readonly [Timing[], Timing[]]> {
  model.answer = () => ({ steps });
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
  const bytes = Buffer.byteLength(steps.join(''));
  if ([...direct, ...relayed].some(timing => timing.bytes !== bytes)) {
    throw new Error('A reply did not arrive as it was sent.');
  }
  return [direct, relayed];
}

function report(
  short: readonly [Timing[], Timing[]],
  long: readonly [Timing[], Timing[]]
): Awaited<ReturnType<typeof run>> {
  const [directFirst = NaN, relayFirst = NaN] = short.map(timings =>
    median(timings.map(({ firstByte }) => firstByte))
  );
  const [directRate = NaN, relayRate = NaN] = long.map(timings =>
    median(timings.map(({ whole, bytes }) => bytes / 1000 / whole))
  );
  const pieces = reply(LONG_PARTS).length;
  const bytes = long[0][0]?.bytes ?? NaN;
  const perSecond = (rate: number): number =>
    Math.round((rate * 1e6 * pieces) / bytes);
  return {
    table: [
      ['medians', 'baseline: direct', 'through the relay', 'difference'],
      ['first byte, ms', directFirst, relayFirst, relayFirst - directFirst],
      ['a long reply, MB/s', directRate, relayRate, relayRate - directRate],
      [
        `a long reply, pieces/s of ${pieces}`,
        perSecond(directRate),
        perSecond(relayRate),
        ''
      ]
    ],
    metrics: {
      first_byte_added_ms: rounded(relayFirst - directFirst),
      throughput_ratio: rounded(relayRate / directRate)
    }
  };
}
