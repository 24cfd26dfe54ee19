import { access, appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  expectNextPromptWorks,
  expectSameAfterReload
} from '../../testing/expect-reload';
import { OpenAIServer } from '../../testing/openai-server';
import { startOwnJupyter, type OwnJupyter } from '../../testing/own-jupyter';
import { SessionBench, type BenchOptions } from '../../testing/session-bench';

let model: OpenAIServer;
let jupyter: OwnJupyter;
const open: SessionBench[] = [];

beforeAll(async () => {
  model = await OpenAIServer.start();
  jupyter = await startOwnJupyter();
});

afterAll(async () => {
  await jupyter.end();
  await model.close();
});

beforeEach(() => model.reset());

afterEach(async () => {
  for (const bench of open.splice(0).reverse()) {
    await bench.close();
  }
});

async function openBench(options: BenchOptions = {}): Promise<SessionBench> {
  const bench = await SessionBench.open(model.baseURL, {
    server: jupyter.server,
    root: jupyter.root,
    ...options
  });
  open.push(bench);
  return bench;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  );
}

it('a read-only folder: the conversation goes on in memory and says so; later everything is written', async () => {
  const bench = await openBench();
  const mark = bench.path('THIS_FOLDER_IS_READ_ONLY');
  await writeFile(mark, '');
  model
    .enqueueCall('execute_python', { code: '6 * 7' })
    .enqueueText('It is 42.');
  expect(await bench.ask('Add up')).toMatchObject({
    outcome: 'answered',
    answer: 'It is 42.',
    output: '42'
  });
  expect(bench.session.status.storage).toEqual({
    kind: 'memory',
    reason: "the notebook's folder is read-only"
  });
  expect(await isThere(bench.path('sales.agent'))).toBe(false);
  model.enqueueText('Still here.');
  expect((await bench.ask('Still there?')).outcome).toBe('answered');
  expect(model.chats.at(-1)?.body).toContain('It is 42.');
  // What another tab finds is nothing, and no damage.
  const other = await openBench({ notebook: bench.notebook });
  await other.session.load();
  expect(other.session.conversation.turns).toEqual([]);
  await rm(mark);
  await expectNextPromptWorks(bench, model);
  expect(bench.session.status.storage).toEqual({ kind: 'saved' });
  expect(bench.session.conversation.turns).toHaveLength(3);
});

it('a sidecar that becomes read-only: what was there still loads, what is new waits', async () => {
  const bench = await openBench();
  model.enqueueText('One.').enqueueText('Two.');
  await bench.ask('First');
  await writeFile(bench.path('THIS_FOLDER_IS_READ_ONLY'), '');
  expect((await bench.ask('Second')).outcome).toBe('answered');
  expect(bench.session.status.storage).toMatchObject({
    reason: "the notebook's folder is read-only"
  });
  const other = await openBench({ notebook: bench.notebook });
  await other.session.load();
  expect(other.session.conversation.turns).toMatchObject([
    { prompt: 'First', state: 'answered' }
  ]);
  await rm(bench.path('THIS_FOLDER_IS_READ_ONLY'));
  await expectNextPromptWorks(bench, model);
});

it('an unsaved notebook: nothing is written until it is saved, then everything is', async () => {
  let isSaved = false;
  const bench = await openBench({ isNotebookSaved: async () => isSaved });
  model
    .enqueueCall('execute_python', { code: '6 * 7' })
    .enqueueText('It is 42.');
  expect(await bench.ask('Add up')).toMatchObject({ outcome: 'answered' });
  expect(bench.session.status.storage).toEqual({
    kind: 'memory',
    reason: 'the notebook has not been saved yet'
  });
  expect(await isThere(bench.path('sales.agent'))).toBe(false);
  isSaved = true;
  await expectNextPromptWorks(bench, model);
  expect(bench.session.status.storage).toEqual({ kind: 'saved' });
  expect(bench.session.conversation.turns).toHaveLength(2);
});

it('a transcript whose last line is torn: it is set aside and said, the rest loads, the next prompt works', async () => {
  const bench = await openBench();
  model.enqueueText('One.');
  await bench.ask('First');
  await appendFile(bench.sidecar('transcript.jsonl'), '{"v":1,"id":"torn');
  const again = await openBench({ notebook: bench.notebook });
  await again.session.load();
  expect(again.session.conversation.turns).toMatchObject([
    { prompt: 'First', state: 'answered' }
  ]);
  await expectNextPromptWorks(again, model);
  expect(again.session.conversation.turns[1]?.blocks[0]).toMatchObject({
    kind: 'notice',
    text: expect.stringMatching(/cannot be read, most likely torn by a crash/)
  });
  // Said once, not in every turn.
  await expectNextPromptWorks(again, model);
  expect(again.session.conversation.turns[2]?.blocks).toHaveLength(1);
});

it('a transcript that cannot be read at all: no turn begins over it, and it stays as it is', async () => {
  const bench = await openBench();
  model.enqueueText('One.');
  await bench.ask('First');
  const path = bench.sidecar('transcript.jsonl');
  const text = await readFile(path, 'utf8');
  const again = await openBench({ notebook: bench.notebook });
  const get = again.contents.get.bind(again.contents);
  again.contents.get = async (path, options) => {
    if (path.endsWith('transcript.jsonl')) {
      throw new Error('Permission denied');
    }
    return get(path, options);
  };
  await expect(again.ask('Second')).rejects.toMatchObject({
    code: 'transcript-unreadable',
    message: expect.stringContaining('cannot be read: Permission denied'),
    advice: expect.stringContaining('sales.agent/main/transcript.jsonl')
  });
  expect(await readFile(path, 'utf8')).toBe(text);
  again.contents.get = get;
  await expectNextPromptWorks(again, model);
});

it('R67: a session log that cannot be written does not fail the turn', async () => {
  const bench = await openBench();
  const save = bench.contents.save.bind(bench.contents);
  bench.contents.save = async (path, file) => {
    if (path.endsWith('_session.txt')) {
      throw new Error('No space left on device');
    }
    return save(path, file);
  };
  model.enqueueText('One.');
  expect((await bench.ask('First')).outcome).toBe('answered');
  expect(bench.session.status.storage).toEqual({ kind: 'saved' });
  await expectNextPromptWorks(bench, model);
});

it('code that prints 100 MB, all of which arrives: head and tail are kept, the rest is counted', async () => {
  const bench = await openBench();
  model
    .enqueueCall('execute_python', {
      code: 'print("begin")\nfor _ in range(100): print("x" * 1_000_000)\nprint("end")'
    })
    .enqueueText('That was much.');
  expect((await bench.ask('Print')).outcome).toBe('answered');
  const [call] = bench.session.conversation.turns[0]?.blocks ?? [];
  expect(call?.kind === 'tool' && call.resultText).toMatch(
    /^begin\n[^]*characters left out[^]*\nend$/
  );
  expect(
    (await readFile(bench.sidecar('transcript.jsonl'))).length
  ).toBeLessThan(1_000_000);
  expect(JSON.stringify(bench.session.entries).length).toBeLessThan(1_000_000);
  expect(JSON.stringify(bench.session.conversation.turns).length).toBeLessThan(
    300_000
  );
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});
