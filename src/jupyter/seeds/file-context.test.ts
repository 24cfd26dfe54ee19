import { copyFile, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { messageText } from '../../core/llm/chat-message';
import { OpenAIServer } from '../../testing/openai-server';
import { messagesOf, toolTexts } from '../../testing/sent-messages';
import { SessionBench } from '../../testing/session-bench';
import { fileTokens } from '../../testing/file-tokens';
import { runThreePhases, SALES_FILE } from '../../testing/three-phases';

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL);
  await copyFile(`examples/${SALES_FILE}`, bench.path(SALES_FILE));
});

afterEach(async () => {
  expect(model.unscripted).toBe(0);
  await bench.close();
});

/** What the last request's newest user message says. */
function told(): string {
  const message = messagesOf(model.chats.at(-1)).findLast(
    ({ role }) => role === 'user'
  );
  return message ? messageText(message) : '';
}

async function context(of = bench): Promise<Record<string, unknown>> {
  await of.fileContextStore.settled();
  return JSON.parse(
    await readFile(of.sidecar('file_context.json'), 'utf8')
  ) as Record<string, unknown>;
}

it('R1 R2 R21 R22 R23 R24 R38 R39 R40 R41: three phases on a real kernel parse the file once; without reuse three times', async () => {
  const withReuse = await runThreePhases(bench.session, model, true);
  expect(bench.session.fileContext.reader.parses).toBe(1);
  const [first, second, third] = withReuse.map(({ requests }) => requests[0]);
  const firstText = messagesOf(first).map(messageText).join('\n');
  expect(firstText).toContain(`File: ${SALES_FILE}`);
  expect(firstText).toContain('10500 rows x 12 columns');
  for (const request of [second, third]) {
    const last = messageText(messagesOf(request).at(-1)!);
    expect(last).toContain(`unchanged since: ${SALES_FILE} (see turn 1)`);
    expect(last).not.toContain(`File: ${SALES_FILE}`);
  }
  expect(withReuse.map(({ result }) => result.outcome)).toEqual([
    'answered',
    'answered',
    'answered'
  ]);
  // R41: the time of each phase is on record.
  const ended = bench.session.entries.filter(
    entry => entry.kind === 'turn' && entry.state === 'ended'
  );
  expect(ended).toHaveLength(3);
  for (const entry of ended) {
    expect(entry).toMatchObject({ milliseconds: expect.any(Number) as number });
  }
  const other = await SessionBench.open(model.baseURL);
  await copyFile(`examples/${SALES_FILE}`, other.path(SALES_FILE));
  const without = await runThreePhases(other.session, model, false);
  expect(other.session.fileContext.reader.parses).toBe(3);
  const calls = (records: typeof without): number =>
    records.reduce((sum, { requests }) => sum + requests.length, 0);
  // R40: reading a file takes no model; what is saved is the request by which a model looks at it, one in each phase.
  expect([calls(withReuse), calls(without)]).toEqual([7, 9]);
  // R39: counted by a real tokenizer.
  const tokens = [fileTokens(withReuse), fileTokens(without)] as const;
  expect(tokens[0]).toBeGreaterThan(300);
  expect(tokens[0]).toBeLessThanOrEqual(0.4 * tokens[1]);
  await other.close();
});

it('R3 R4 R5 R43: what lies in the sidecar has the seven keys, and is small', async () => {
  model.enqueueText('Read.');
  await bench.ask('What is in it?', [SALES_FILE]);
  const document = await context();
  expect(document).toMatchObject({
    version: 1,
    session_id: 'main',
    validated_files: { [SALES_FILE]: SALES_FILE },
    file_count: 1,
    file_list: [SALES_FILE]
  });
  expect(Date.parse(String(document.timestamp))).toBeGreaterThan(0);
  expect(document.file_context_text).toContain(SALES_FILE);
  const metadata = (document.file_metadata as Record<string, unknown>)[
    SALES_FILE
  ];
  expect(metadata).toMatchObject({ type: 'csv', rows: 10500 });
  expect((metadata as { size_mb: number }).size_mb).toBeGreaterThan(0);
  const { size } = await stat(bench.sidecar('file_context.json'));
  expect(size).toBeLessThanOrEqual(10_240);
});

it('R18: survives a restart of the kernel and a reload; a changed file is read again, a touched one is not', async () => {
  model.enqueueText('Read.').enqueueText('Still known.');
  await bench.ask('What is in it?', [SALES_FILE]);
  await bench.host.connection?.restart();
  const again = await bench.reopened();
  await again.ask('And now?', [SALES_FILE]);
  expect(told()).toContain(`${SALES_FILE} (see turn 1)`);
  expect(again.session.fileContext.reader.parses).toBe(0);
  // Only the time differs: it is hashed, not parsed.
  model.enqueueText('The same.');
  await utimes(bench.path(SALES_FILE), new Date(), new Date());
  await again.ask('And now?', [SALES_FILE]);
  expect(told()).toContain(`${SALES_FILE} (see turn 1)`);
  expect(again.session.fileContext.reader.parses).toBe(0);
  const lines = (await readFile(bench.path(SALES_FILE), 'utf8')).split('\n');
  await writeFile(bench.path(SALES_FILE), lines.slice(0, 101).join('\n'));
  model.enqueueText('Another one.');
  await again.ask('And now?');
  expect(told()).toContain(`read again: ${SALES_FILE}`);
  expect(told()).toContain('100 rows x 12 columns');
  expect(again.session.fileContext.reader.parses).toBe(1);
  await again.close(false);
});

it('R20: two notebooks in one folder keep contexts of their own', async () => {
  const other = await SessionBench.open(model.baseURL, {
    notebook: bench.notebook.replace('sales.ipynb', 'costs.ipynb')
  });
  await writeFile(bench.path('costs.csv'), 'a,b\n1,2\n');
  model.enqueueText('One.').enqueueText('Two.');
  await Promise.all([
    bench.ask('What is in it?', [SALES_FILE]),
    other.ask('What is in it?', ['costs.csv'])
  ]);
  await other.fileContextStore.settled();
  const ofOther = await readFile(
    bench.path('costs.agent', 'main', 'file_context.json'),
    'utf8'
  );
  expect(ofOther).toContain('costs.csv');
  expect(ofOther).not.toContain(SALES_FILE);
  expect(JSON.stringify(await context())).not.toContain('costs.csv');
  await other.close();
});

it('R11 R57: dataset_info answers for every file there is, and says plainly what is wrong with one', async () => {
  await writeFile(bench.path('empty.csv'), '');
  await writeFile(bench.path('deep.json'), '[{"a": 1, "b": {"c": [2]}}]');
  model
    .enqueueCalls(
      ['empty.csv', 'deep.json', 'missing.csv', '../../no/such.csv'].map(
        path => ({ name: 'dataset_info', args: { path } })
      )
    )
    .enqueueText('Seen.');
  await bench.ask('Look at them');
  const [empty, deep, missing, other] = toolTexts(model.chats.at(-1));
  expect(empty).toMatch(/empty\.csv could not be described: .*empty/);
  expect(deep).toContain('File: deep.json');
  expect(missing).toContain('There is no file missing.csv');
  expect(other).not.toContain('Traceback');
  expect((await context()).file_list).toEqual(['deep.json']);
});
