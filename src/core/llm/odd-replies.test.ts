import { describe, expect, it } from 'vitest';
import { accumulate, callDelta, delta } from '../../testing/accumulate-reply';
import { ReplyBench } from '../../testing/reply-bench';

const CODE = '{"code":"print(1)"}';

describe('replies in odd shapes', () => {
  it('an index as a text, or null', () => {
    const { reply } = accumulate([
      { choices: [{ index: '0', delta: { content: 'a' } }] },
      { choices: [{ index: null, delta: { content: 'b' } }] },
      { choices: [{ index: '1', delta: { content: 'no' } }] }
    ]);
    expect(reply.text).toBe('ab');
  });

  it('a delta that is a text, and one choice instead of a list', () => {
    const { reply } = accumulate([
      { choices: [{ delta: 'a' }] },
      { choices: { index: 0, delta: { content: 'b' } } }
    ]);
    expect(reply.text).toBe('ab');
  });

  it('the whole message at the end, after it was streamed, is not told twice', () => {
    const { reply, deltas } = accumulate([
      delta({ reasoning_content: 'hm' }),
      delta({ content: '<think>x</think>Hi ' }),
      delta({ content: 'there' }),
      callDelta({ index: 0, id: 'a', function: { name: 'inspect' } }),
      callDelta({ index: 0, function: { arguments: '{"name":"df"}' } }),
      {
        choices: [
          {
            delta: {},
            message: {
              role: 'assistant',
              content: 'Hi there',
              reasoning_content: 'hm',
              tool_calls: [
                {
                  id: 'a',
                  function: { name: 'inspect', arguments: '{"name":"df"}' }
                }
              ]
            },
            finish_reason: 'tool_calls'
          }
        ]
      }
    ]);
    expect(reply.text).toBe('<think>x</think>Hi there');
    expect(reply.message.reasoning_content).toBe('hm');
    expect(reply.calls).toHaveLength(1);
    expect(deltas.filter(each => each.type === 'text')).toHaveLength(2);
  });

  it('a growing message whose call grows, too', () => {
    const grow = (text: string): unknown => ({
      choices: [
        {
          message: {
            tool_calls: [
              { id: 'a', function: { name: 'inspect', arguments: text } }
            ]
          }
        }
      ]
    });
    const { reply } = accumulate(
      ['', '{"na', '{"name":', '{"name":"df"}', '{"name":"df"}'].map(grow)
    );
    expect(reply.calls.map(call => call.function.arguments)).toEqual([
      '{"name":"df"}'
    ]);
  });

  it('a refusal is what the model says', async () => {
    const { reply, deltas } = accumulate([
      delta({ content: null, refusal: 'I ' }),
      delta({ refusal: 'cannot.' }, 'stop')
    ]);
    expect(reply.text).toBe('I cannot.');
    expect(reply.message.content).toBe('I cannot.');
    expect(deltas).toEqual([
      { type: 'text', text: 'I ' },
      { type: 'text', text: 'cannot.' }
    ]);
  });

  it('the books of a server are no part of the message', () => {
    const { reply } = accumulate([
      delta({
        content: 'Hi',
        id: 'x',
        index: 0,
        object: 'delta',
        created: 1,
        model: 'm',
        logprobs: { content: [] },
        token_ids: [1, 2],
        finish_reason: 'stop',
        usage: { total_tokens: 3 },
        audio: { data: 'AAAA' },
        provider_mark: 'kept'
      })
    ]);
    expect(reply.message).toEqual({
      role: 'assistant',
      content: 'Hi',
      provider_mark: 'kept'
    });
    expect(reply.finishReason).toBe('stop');
    expect(reply.usage?.total_tokens).toBe(3);
  });

  it('halves of surrogate pairs: joined when they meet, replaced when they do not', () => {
    const { reply } = accumulate([
      delta({ content: 'a\ud83d' }),
      delta({ content: '\ude00b\ud83d', mark: { deep: ['\udc00'] } }),
      callDelta({
        id: 'a',
        function: {
          name: 'inspect',
          arguments: '{"name":"\ud83d \\ud83d \\ud83d\\ude00 \\\\ud83d"}'
        }
      })
    ]);
    expect(reply.message).toEqual({
      role: 'assistant',
      content: 'a😀b\ufffd',
      tool_calls: [
        {
          id: 'a',
          type: 'function',
          function: {
            name: 'inspect',
            arguments: '{"name":"\ufffd \\ufffd \\ud83d\\ude00 \\\\ud83d"}'
          }
        }
      ],
      mark: { deep: ['\ufffd'] }
    });
    expect(reply.text).toBe('a😀b\ufffd');
  });

  it.each([
    [CODE + '<|im_end|>'],
    [CODE + '</tool_call>\n'],
    [CODE + '<｜tool▁call▁end｜>'],
    ['```json\n' + CODE + '\n```'],
    ['null' + CODE]
  ])('arguments with marks of the model around them: %s', text => {
    const { reply } = accumulate([
      callDelta({ id: 'a', function: { name: 'inspect', arguments: '' } }),
      ...[text.slice(0, 4), text.slice(4)].map(piece =>
        callDelta({ index: 0, function: { arguments: piece } })
      )
    ]);
    expect(reply.calls[0]?.function.arguments).toBe(CODE);
  });

  it.each([
    ['execute_python:0'],
    ['functions.execute_python:3'],
    ['commentary to=functions.execute_python <|constrain|>json'],
    ['default_api:execute_python'],
    ['"execute_python"']
  ])('a tool name with something around it: %s', name => {
    const { reply } = accumulate([
      callDelta({ id: 'a', function: { name, arguments: CODE } })
    ]);
    expect(reply.calls[0]?.function.name).toBe('execute_python');
  });

  it.each([
    ['inspect execute_python', 'inspect_execute_python'],
    ['multi_tool_use.parallel', 'multi_tool_use_parallel'],
    ['\ud83d größe!', '_gr_e_'],
    ['x'.repeat(200), 'x'.repeat(64)],
    ['  ', 'unnamed']
  ])('a name of no tool, or of two, can go back: %j', (name, clean) => {
    const { reply } = accumulate([
      callDelta({ id: 'a', function: { name, arguments: CODE } })
    ]);
    expect(reply.calls[0]?.function.name).toBe(clean);
  });

  it.each([' ', '\ud83d', 'a b', 'é'])('an id that cannot go back: %j', id => {
    const { reply } = accumulate([
      callDelta({
        id,
        function: { name: 'inspect', arguments: '{}' },
        m: '\udc00'
      })
    ]);
    expect(reply.calls[0]).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{9}$/),
      m: '\ufffd'
    });
  });
});

describe('token counts in odd shapes', () => {
  it.each([
    [
      'texts',
      [{ prompt_tokens: '12', completion_tokens: '3', total_tokens: '15' }]
    ],
    ['other names', [{ input_tokens: 12, output_tokens: 3, total_tokens: 15 }]],
    [
      'growing in every chunk, nothing at the end',
      [
        { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 },
        { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
        null,
        {},
        { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
      ]
    ],
    [
      'in halves',
      [
        { prompt_tokens: 12, completion_tokens: 0 },
        { prompt_tokens: 0, completion_tokens: 3, total_tokens: 15 }
      ]
    ]
  ])('%s', (_name, counts) => {
    const { reply } = accumulate(counts.map(usage => ({ choices: [], usage })));
    expect(reply.usage).toMatchObject({
      prompt_tokens: 12,
      completion_tokens: 3,
      total_tokens: 15
    });
  });

  it('what is no count is none', () => {
    for (const usage of ['12', [], { prompt_tokens: 'many' }, {}]) {
      expect(accumulate([{ choices: [], usage }]).reply.usage).toBeNull();
    }
  });
});

describe('replies that were cut off, or hold no answer', () => {
  it.each([
    'length',
    'max_tokens',
    'error',
    'abort',
    'network_error',
    'insufficient_system_resource',
    'MALFORMED_FUNCTION_CALL',
    'content_filter'
  ])('the reason %s: not complete', reason => {
    const { reply } = accumulate([delta({ content: 'Hi' }, reason)]);
    expect(reply).toMatchObject({ complete: false, finishReason: reason });
  });

  it.each(['stop', 'eos', 'tool_use', 'end_turn', 'tool_calls', 'eos_token'])(
    'the reason %s: complete',
    reason => {
      const { reply } = accumulate([delta({ content: 'Hi' }, reason)]);
      expect(reply.complete).toBe(true);
    }
  );

  it('a reason given as an object', () => {
    const { reply } = accumulate([
      {
        choices: [
          { delta: { content: 'Hi' }, finish_reason: { type: 'length' } }
        ]
      }
    ]);
    expect(reply.finishReason).toBe('length');
  });

  it('blanks are nothing: tried as an empty answer, and not shown as one', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([delta({ content: '\n\n ' }, 'stop')]);
    await expect(bench.ask()).rejects.toMatchObject({
      code: 'model-empty-answer'
    });
  });

  it.each([
    ['reasoning', delta({ reasoning_content: 'Let me see.' }, 'stop')],
    ['a thought in tags', delta({ content: '<think>Let me see.' }, 'stop')],
    [
      'a closed thought',
      delta({ content: '<think>Let me see.</think>\n' }, 'stop')
    ]
  ])('thoughts without an answer are told: %s', async (_name, chunk) => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([chunk]);
    const reply = await bench.ask();
    expect(reply.broken).toMatchObject({ code: 'model-empty-answer' });
    expect(reply.broken?.message).toContain('thought');
  });

  it.each(['content_filter', 'SAFETY', 'sensitive', 'prohibited_content'])(
    'an answer withheld for %s',
    async reason => {
      const bench = new ReplyBench();
      bench.model.enqueueChunks([delta({ content: '' }, reason)]);
      await expect(bench.ask()).rejects.toMatchObject({
        code: 'model-rejected-request'
      });
    }
  );
});
