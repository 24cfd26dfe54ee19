// What it takes to bring a long session back to life from its transcript's text, without a page and without a disk.
//
// entries: entries in the transcript.
// rebuild_ms: decoding and checking every line, building the conversation, and building the next request's messages;
//   the median of rounds.
// The baseline is JSON.parse of every line alone, which checks nothing and builds nothing.
import { decodeTranscript, encodeEntry } from '../src/core/transcript/codec';
import { Conversation } from '../src/core/transcript/conversation';
import { modelMessages } from '../src/core/transcript/model-messages';
import { longSession } from './lib/long-session';
import { median, rounded } from './lib/statistics.mjs';

const TURNS = 500;
const ROUNDS = 11;

export const name = 'open';

interface Round {
  readonly baseline: number;
  readonly decode: number;
  readonly conversation: number;
  readonly messages: number;
}

export async function run(): Promise<{
  table: (string | number)[][];
  metrics: Record<string, number>;
}> {
  const session = await longSession(TURNS);
  const text = session.entries.map(encodeEntry).join('');
  const rounds = Array.from({ length: ROUNDS }, () => measure(text));
  const [first] = rounds;
  const of = (read: (round: Round) => number): number =>
    median(rounds.map(read));
  const whole = of(sum);
  const baseline = of(round => round.baseline);
  return {
    table: [
      [
        `${session.entries.length} entries, ${TURNS} turns, ${rounded(text.length / 1e6)} MB`,
        'ms (median)',
        'ms (first)'
      ],
      ['rebuild', whole, first ? sum(first) : NaN],
      ['  decode and check', of(round => round.decode), first?.decode ?? NaN],
      [
        '  conversation',
        of(round => round.conversation),
        first?.conversation ?? NaN
      ],
      ['  messages', of(round => round.messages), first?.messages ?? NaN],
      ['baseline: JSON.parse alone', baseline, first?.baseline ?? NaN]
    ],
    metrics: {
      entries: session.entries.length,
      rebuild_ms: rounded(whole),
      parse_ms: rounded(baseline)
    }
  };
}

function sum({ decode, conversation, messages }: Round): number {
  return decode + conversation + messages;
}

function measure(text: string): Round {
  const start = performance.now();
  const values: unknown[] = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown);
  const parsed = performance.now();
  const { entries } = decodeTranscript(text);
  const decoded = performance.now();
  const conversation = new Conversation();
  entries.forEach(entry => conversation.apply(entry));
  const applied = performance.now();
  const messages = modelMessages(entries);
  const ended = performance.now();
  if (
    values.length !== entries.length ||
    conversation.turns.length !== TURNS ||
    messages.length < 2 * TURNS
  ) {
    throw new Error('The session did not come back as it was.');
  }
  return {
    baseline: parsed - start,
    decode: decoded - parsed,
    conversation: applied - decoded,
    messages: ended - applied
  };
}
