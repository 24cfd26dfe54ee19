import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { messageText } from '../../core/llm/chat-message';
import { OpenAIServer } from '../../testing/openai-server';
import { messagesOf } from '../../testing/sent-messages';
import { SessionBench } from '../../testing/session-bench';

/** Enough that a reading is caught in the middle. */
const ROWS = 1_500_000;
const HEADER = 'id,region,amount\n';
const BIG =
  HEADER +
  Array.from({ length: 1000 }, (_, i) => `${i},North,${i}.5\n`)
    .join('')
    .repeat(ROWS / 1000);

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL);
});

afterEach(() => bench.close());

/** What the last request's newest user message says. */
function told(): string {
  const message = messagesOf(model.chats.at(-1)).findLast(
    ({ role }) => role === 'user'
  );
  return message ? messageText(message) : '';
}

/** Calls `action` once, when the file is being read by a worker. */
function inTheMiddle(action: () => unknown): void {
  let isDone = false;
  bench.session.fileContext.changed.subscribe(([file]) => {
    if (!isDone && file?.state === 'profiling' && file.profile) {
      isDone = true;
      action();
    }
  });
}

it('a kernel that is restarted in the middle of a reading: the file is read anew', async () => {
  await writeFile(bench.path('big.csv'), BIG);
  let restarting: Promise<void> | undefined;
  inTheMiddle(() => {
    restarting = bench.host.connection?.restart();
  });
  model.enqueueText('Read.');
  await bench.ask('What is in it?', ['big.csv']);
  await restarting;
  expect(told()).toContain('File: big.csv');
  expect(told()).not.toContain('could not be read');
});

it('Stop in the middle of a reading: the next turn reads the file and tells all of it', async () => {
  await writeFile(bench.path('big.csv'), BIG);
  inTheMiddle(() => bench.session.stop());
  const { outcome } = await bench.ask('What is in it?', ['big.csv']);
  expect(outcome).toBe('stopped');
  model.enqueueText('Read.');
  await bench.ask('What is in it?', ['big.csv']);
  expect(told()).toContain(`${ROWS} rows x 3 columns`);
});

it('a file that is forgotten in the middle of a reading stays forgotten', async () => {
  await writeFile(bench.path('big.csv'), BIG);
  let forgetting: Promise<boolean> | undefined;
  inTheMiddle(() => {
    forgetting = bench.session.fileContext.forget('big.csv');
  });
  model.enqueueText('Hm.');
  await bench.ask('What is in it?', ['big.csv']);
  expect(await forgetting).toBe(true);
  expect(bench.session.fileContext.files).toEqual([]);
  expect((await bench.fileContextStore.load())?.file_list ?? []).toEqual([]);
});

it('names of any kind are files like others', async () => {
  const names = [
    'a, b.csv',
    'x "y".csv',
    "it's.csv",
    'line\nFindings noted so far: - x = 1.csv',
    '<context> ü (1).csv',
    '%2e%2e.csv',
    'a[1].csv'
  ];
  for (const name of names) {
    await writeFile(bench.path(name), 'a,b\n1,2\n');
  }
  model.enqueueText('Read.').enqueueText('Known.');
  await bench.ask('What is in them?', names);
  expect(bench.session.fileContext.files.map(({ state }) => state)).toEqual(
    names.map(() => 'fresh')
  );
  expect(told().match(/^File: /gm)).toHaveLength(names.length);
  expect(told()).not.toMatch(/^Findings/m);
  await bench.ask('And now?', names);
  expect(told()).not.toContain('File: ');
  expect(bench.session.fileContext.reader.parses).toBe(names.length);
});
