import { readFile, readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { expectSameAfterReload } from '../../testing/expect-reload';
import {
  deltaChunk,
  eventStream,
  textChunks
} from '../../testing/model-chunks';
import { createGate, OpenAIServer } from '../../testing/openai-server';
import { messagesOf, picturesOf, toolTexts } from '../../testing/sent-messages';
import { SessionBench } from '../../testing/session-bench';
import { whenOutput } from '../../testing/when';

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

afterEach(async () => {
  expect(model.unscripted).toBe(0);
  await bench.close();
});

const PLOT = 'import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()';

/** The text of a request's messages, byte for byte, without the bracket that closes the list. */
function messagesText(body: string): string {
  const from = body.indexOf('"messages":[');
  const { messages }: { messages: unknown } = JSON.parse(body);
  const text = JSON.stringify(messages);
  expect(body.slice(from + '"messages":'.length)).toContain(text);
  return text.slice(0, -1);
}

it('R44 R45 R46 R48: over the wire, every request is the one before and what is new', async () => {
  model
    .enqueueCalls([
      { name: 'execute_python', args: { code: 'a = 1' } },
      { name: 'execute_python', args: { code: 'print(a + 1)' } }
    ])
    .enqueueText('It is 2.')
    .enqueueCall('execute_python', { code: PLOT })
    .enqueueText('<plan>Look</plan>Drawn — ü ✓.')
    .enqueueText('Once more.');
  await bench.ask('first');
  await bench.ask('second');
  // A reload does not change a byte of what was sent before.
  const again = await bench.reopened();
  await again.ask('third');
  await again.close(false);
  const texts = model.chats.map(chat => messagesText(chat.body));
  for (const [index, text] of texts.slice(1).entries()) {
    expect(text.startsWith(texts[index] ?? '?')).toBe(true);
  }
  const roles = messagesOf(model.chats.at(-1)).map(message => message.role);
  expect(roles.join(' ')).toBe(
    'system user assistant tool tool assistant user assistant tool user assistant user'
  );
});

it('R49: tool messages keep code, text and images in later turns', async () => {
  model
    .enqueueCall('execute_python', { code: `print("matrix: 0.93")\n${PLOT}` })
    .enqueueText('Drawn.')
    .enqueueText('It said 0.93.');
  await bench.ask('Correlate');
  await bench.ask('What did the correlation matrix show?');
  const last = model.chats.at(-1);
  expect(messagesOf(last)[2]?.tool_calls?.[0]?.function.arguments).toContain(
    'matrix: 0.93'
  );
  expect(toolTexts(last)[0]).toContain('matrix: 0.93');
  expect(picturesOf(last)).toHaveLength(1);
});

it('R50 R51 R52: df of turn 1 is there in turn 2, what the user makes by hand too, and the model is told of both', async () => {
  model
    .enqueueCall('execute_python', {
      code: 'import pandas as pd\ndf = pd.DataFrame({"region": ["N", None], "units": [1, 2]})'
    })
    .enqueueText('Made.')
    .enqueueCall('execute_python', {
      code: 'print(df["units"].sum() * factor)'
    })
    .enqueueText('30.');
  await bench.ask('Make a table');
  await bench.runCell('factor = 10');
  expect(await bench.ask('Multiply by my factor')).toMatchObject({
    output: '30'
  });
  const prompt = messagesOf(model.chats.at(-1)).findLast(
    message => message.role === 'user'
  );
  expect(prompt?.content).toContain('- factor: int, 10');
  expect(prompt?.content).toMatch(
    /- df: DataFrame, 2 rows x 2 columns: region \S+ \(1 nulls\), units int64/
  );
  // Nothing was reset, and nothing of the agent's is in the user's history.
  expect(await bench.runCell('print(len(df), factor, len(In))')).toBe('2 10 3');
});

it('R58: a model that refuses images gets text instead, is not asked again, and the user is told', async () => {
  model
    .enqueueCall('execute_python', { code: PLOT })
    .enqueueJson(
      { error: { message: 'This model does not support image input.' } },
      400
    )
    .enqueueText('I cannot see it.')
    .enqueueText('Still not.');
  await bench.ask('Plot');
  expect(await bench.ask('Look again')).toMatchObject({ outcome: 'answered' });
  const pictures = model.chats.map(chat => picturesOf(chat).length);
  expect(pictures).toEqual([0, 1, 0, 0]);
  expect(bench.session.conversation.turns[0]?.blocks).toContainEqual(
    expect.objectContaining({
      kind: 'notice',
      text: expect.stringMatching(/images/)
    })
  );
  await expectSameAfterReload(bench);
});

it('R62: what happens is seen while it happens, and a page that is loaded meanwhile shows the same', async () => {
  const gate = createGate();
  model.enqueueSteps(
    ...eventStream([deltaChunk({ content: 'Counting. ' })], false),
    ...eventStream(
      [
        deltaChunk({
          tool_calls: [
            {
              index: 0,
              id: 'count',
              function: {
                name: 'execute_python',
                arguments: JSON.stringify({
                  code: 'import os, time\nprint("one", flush=True)\nwhile not os.path.exists("go"): time.sleep(0.02)\nprint("two")'
                })
              }
            }
          ]
        }),
        deltaChunk({}, 'tool_calls')
      ],
      true
    )
  );
  const [begin = '', ...rest] = eventStream(textChunks('Counted.'));
  model.enqueueSteps(begin, gate.promise, ...rest);
  const printed = whenOutput(bench.session, 'one');
  const result = bench.ask('Count');
  await printed;
  const meanwhile = await bench.reopened();
  await meanwhile.session.load();
  expect(meanwhile.session.conversation.turns).toMatchObject([
    {
      prompt: 'Count',
      state: 'running',
      blocks: [
        { kind: 'text', segments: [{ text: 'Counting.' }] },
        { kind: 'tool', code: expect.stringContaining('print("one"') }
      ]
    }
  ]);
  await meanwhile.close(false);
  await bench.contents.save(bench.notebook.replace('sales.ipynb', 'go'), {
    type: 'file',
    format: 'text',
    content: ''
  });
  await model.waitForChats(2);
  gate.open();
  expect((await result).output).toBe('one\ntwo');
  await expectSameAfterReload(bench);
});

it('R63 R64 R65 R66: the transcript only grows; the log beside it holds all turns, numbered, with calls, results and images', async () => {
  model
    .enqueueCall(
      'execute_python',
      { code: `print("größer")\n${PLOT}` },
      { text: '<think>Hm.</think>' }
    )
    .enqueueText('<solution>Done ✓</solution>')
    .enqueueText('Bye.');
  await bench.ask('Plot it', ['sales.csv']);
  const before = await readFile(bench.sidecar('transcript.jsonl'));
  await bench.ask('Thanks');
  const after = await readFile(bench.sidecar('transcript.jsonl'));
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  expect(after.length).toBeGreaterThan(before.length);

  const names = await readdir(bench.sidecar('.'));
  const logs = names.filter(name => name.endsWith('_session.txt'));
  expect(logs).toEqual([
    expect.stringMatching(/^\d{8}_\d{6}_sales_session.txt$/)
  ]);
  const log = await readFile(bench.sidecar(logs[0] ?? ''), 'utf8');
  const numbers = [...log.matchAll(/^\[Message (\d+)\]$/gm)].map(match =>
    Number(match[1])
  );
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  expect(log).toContain(`Total Messages: ${numbers.length}\n`);
  expect(numbers).toHaveLength(8);
  for (const part of [
    'You are Kernel Agent',
    'Plot it',
    'Thanks',
    '<think>Hm.</think>',
    '<solution>Done ✓</solution>',
    'Tool Calls: 1\n  - execute_python',
    'print("größer")',
    'Result:\ngrößer',
    '[Image: outputs/'
  ]) {
    expect(log).toContain(part);
  }
});
