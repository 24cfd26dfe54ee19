import { expect, it } from 'vitest';
import { callDelta, delta } from '../../testing/accumulate-reply';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';
import { isRecord, parseJson } from '../llm/json';
import type { ChatMessage } from '../llm/chat-message';

const CODE = '{"code":"print(1)"}';
const run = (id: string, args: string, name = 'execute_python'): object => ({
  index: 0,
  id,
  type: 'function',
  function: { name, arguments: args }
});

/** What one step of an odd model is, and whether the model is asked again after it. */
const STEPS: readonly (readonly [string, boolean, readonly unknown[]])[] = [
  ['an id', true, [callDelta(run('call_0', CODE))]],
  ['the same id again', true, [callDelta(run('call_0', CODE))]],
  ['cut off', true, [callDelta(run('c', '{"code":"pri')), delta({}, 'length')]],
  ['no tool', true, [callDelta(run('d', '{}', 'rm -rf /'))]],
  ['a list', true, [callDelta(run('e', '[1]'))]],
  ['Python', true, [callDelta(run('f', "{'code': 'x'}"))]],
  ['half a pair', true, [callDelta(run('g\ud83d', '{"code":"\\ud83d"}'))]],
  [
    'an object',
    true,
    [
      callDelta({
        function: { name: 'execute_python', arguments: { code: 'x' } }
      })
    ]
  ],
  [
    'as text',
    true,
    [
      delta({
        content: `Hm.<tool_call>{"name":"execute_python","arguments":${CODE}}</tool_call>`
      })
    ]
  ],
  [
    'Harmony',
    true,
    [
      delta({
        content: `<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=functions.execute_python<|message|>${CODE}<|call|>`
      })
    ]
  ],
  [
    'older',
    true,
    [delta({ function_call: { name: 'execute_python', arguments: CODE } })]
  ],
  ['only blanks', false, [delta({ content: ' \n' }, 'stop')]],
  ['only thoughts', false, [delta({ reasoning_content: 'Hm.' }, 'stop')]],
  ['only tagged thoughts', false, [delta({ content: '<think>Hm.' }, 'stop')]],
  ['nothing', false, []],
  ['a refusal', false, [delta({ refusal: 'No.' }, 'stop')]],
  ['an answer', false, [delta({ content: 'Fine.' }, 'stop')]]
];

/** What the strictest servers want of a request. */
function expectStrict(messages: readonly ChatMessage[]): void {
  const ids = new Set<string>();
  messages.forEach((message, index) => {
    expect(JSON.stringify(message)).not.toMatch(/[^\\]\\ud[89a-f]/);
    const calls = message.tool_calls ?? [];
    calls.forEach((call, position) => {
      expect(ids).not.toContain(call.id);
      ids.add(call.id);
      expect(call.function.name).toMatch(/^[\w-]{1,64}$/);
      expect(isRecord(parseJson(call.function.arguments))).toBe(true);
      expect(messages[index + 1 + position]).toMatchObject({
        role: 'tool',
        tool_call_id: call.id,
        content: expect.stringMatching(/\S/)
      });
    });
    if (message.role === 'assistant' && calls.length === 0) {
      expect(message.content).toMatch(/\S/);
    }
  });
}

it('R45, R61: whatever a model does, the next request is strict, and continues the last one byte for byte', async () => {
  let harness = new SessionHarness();
  let before = '';
  for (const [name, goesOn, chunks] of STEPS) {
    harness.model.enqueueChunks(chunks);
    if (goesOn) {
      harness.kernel.enqueueText('1');
      harness.model.enqueueText('Done.');
    }
    await harness.session.ask({ text: name });
    for (const { messages } of harness.model.requests) {
      const text = JSON.stringify(messages).slice(0, -1);
      expect(text.startsWith(before), name).toBe(true);
      expectStrict(messages);
      before = text;
    }
    expect(harness.model.pending, name).toBe(0);
    // Every turn is gone on with by a page that was loaded anew.
    harness = harness.reopened({ idPrefix: name });
    await harness.session.load();
  }
});

it('a model that breaks off in every place leaves a history that can go on', async () => {
  const harness = new SessionHarness();
  const chunks = [
    delta({ reasoning_content: 'Hm.' }),
    delta({ content: 'Let me ' }),
    delta({ content: 'see.' }),
    callDelta(run('a', '{"co')),
    callDelta({ index: 0, function: { arguments: 'de":"1"}' } }),
    callDelta({ ...run('b', CODE), index: 1 })
  ];
  for (let length = 1; length <= chunks.length; length += 1) {
    harness.model.enqueueError(
      new AgentError('model-stream-broken', 'Broken.'),
      chunks.slice(0, length)
    );
    const { error } = await harness.session.ask({ text: `${length}` });
    expect(error?.code).toBe('model-stream-broken');
    expectStrict(harness.model.lastRequest.messages);
  }
  expect(harness.kernel.executed).toEqual([]);
});
