import { describe, expect, it } from 'vitest';
import { accumulate, callDelta, delta } from '../../testing/accumulate-reply';
import { DONE } from './response-chunks';

describe('ReplyAccumulator, text', () => {
  it('joins text and reports the end', () => {
    const { reply, deltas } = accumulate([
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }),
      delta({}, 'stop'),
      { model: 'm-1', choices: [], usage: { prompt_tokens: 7 } },
      DONE
    ]);
    expect(reply.message).toEqual({ role: 'assistant', content: 'Hello' });
    expect(deltas).toEqual([
      { type: 'text', text: 'Hel' },
      { type: 'text', text: 'lo' }
    ]);
    expect(reply).toMatchObject({
      text: 'Hello',
      finishReason: 'stop',
      complete: true,
      model: 'm-1',
      usage: { prompt_tokens: 7 }
    });
  });

  it('takes content as a list of parts, and thoughts among them as reasoning', () => {
    const { reply, deltas } = accumulate([
      delta({
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }
        ]
      }),
      delta({ content: [{ type: 'text', text: 'Yes' }, '!'] })
    ]);
    expect(deltas).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'Yes!' }
    ]);
    expect(reply.text).toBe('Yes!');
  });

  it('takes a whole message in place of a delta, once or growing', () => {
    const whole = { role: 'assistant', content: 'All at once' };
    expect(
      accumulate([{ choices: [{ message: whole, finish_reason: 'stop' }] }])
        .reply.text
    ).toBe('All at once');
    const after = accumulate([
      delta({ content: ' All' }),
      delta({ content: ' at once' }),
      { choices: [{ delta: {}, message: whole }] }
    ]);
    expect(after.reply.text).toBe(' All at once');
    expect(after.deltas).toHaveLength(2);
    const growing = accumulate(
      ['A', 'All', 'All at once'].map(content => ({
        choices: [{ message: { content, reasoning: `r${content}` } }]
      }))
    );
    expect(growing.reply.text).toBe('All at once');
    expect(growing.reply.message.reasoning).toBe('rAll at once');
  });

  it('passes over what is no chunk, and other choices', () => {
    const { reply } = accumulate([
      null,
      'ping',
      42,
      [],
      {},
      { choices: null },
      { choices: [null] },
      { choices: [{ index: 1, delta: { content: 'no' } }] },
      { choices: [{ delta: null }] },
      { choices: [{ index: 0, delta: { content: 'yes', tool_calls: [7] } }] }
    ]);
    expect(reply.text).toBe('yes');
    expect(reply.calls).toEqual([]);
  });

  it('keeps a refusal', () => {
    const { reply } = accumulate([
      delta({ refusal: 'I ' }),
      delta({ refusal: 'cannot.' })
    ]);
    expect(reply.message.refusal).toBe('I cannot.');
  });
});

describe('ReplyAccumulator, fields of providers', () => {
  it.each(['reasoning', 'reasoning_content', 'thinking'])(
    'quirk 9: %s is shown and kept under its own name',
    field => {
      const { reply, deltas } = accumulate([
        delta({ [field]: 'ha' }),
        delta({ [field]: 'ha' }),
        delta({ content: 'Hi' })
      ]);
      expect(deltas.slice(0, 2)).toEqual([
        { type: 'reasoning', text: 'ha' },
        { type: 'reasoning', text: 'ha' }
      ]);
      expect(reply.message).toEqual({
        role: 'assistant',
        content: 'Hi',
        [field]: 'haha'
      });
    }
  );

  it('quirk 9: reasoning told twice in a chunk is shown once and kept twice', () => {
    const piece = (text: string, extra: object): unknown =>
      delta({
        reasoning: text,
        reasoning_details: [
          { type: 'reasoning.text', text, index: 0, format: 'f', ...extra }
        ]
      });
    const { reply, deltas } = accumulate([
      piece('One ', {}),
      piece('two', {}),
      piece('', { signature: 'sig' })
    ]);
    expect(deltas.map(each => 'text' in each && each.text)).toEqual([
      'One ',
      'two'
    ]);
    expect(reply.message.reasoning).toBe('One two');
    expect(reply.message.reasoning_details).toEqual([
      {
        type: 'reasoning.text',
        text: 'One two',
        index: 0,
        format: 'f',
        signature: 'sig'
      }
    ]);
  });

  it('quirk 9: signed thinking blocks stay apart', () => {
    const block = (thinking: string, signature: string | null): unknown =>
      delta({ thinking_blocks: [{ type: 'thinking', thinking, signature }] });
    const { reply } = accumulate([
      block('a', null),
      block('b', null),
      block('', 's1'),
      block('c', null),
      block('', 's2')
    ]);
    expect(reply.message.thinking_blocks).toEqual([
      { type: 'thinking', thinking: 'ab', signature: 's1' },
      { type: 'thinking', thinking: 'c', signature: 's2' }
    ]);
  });

  it('quirk 10: unknown fields of message and calls are kept whole', () => {
    const extra = { google: { thought_signature: 'abc==' } };
    const { reply } = accumulate([
      callDelta({
        index: 0,
        id: 'a',
        type: 'function',
        function: { name: 'execute_python', arguments: '{}', mood: 'calm' },
        extra_content: extra
      }),
      callDelta({
        index: 0,
        function: { arguments: '' },
        extra_content: null
      }),
      delta({ provider_specific_fields: { x: 1 }, note: 'ab' }),
      delta({ provider_specific_fields: { x: 2 }, note: 'cd', audio: null })
    ]);
    expect(reply.message).toMatchObject({
      provider_specific_fields: { x: 2 },
      note: 'abcd',
      tool_calls: [
        { id: 'a', extra_content: extra, function: { mood: 'calm' } }
      ]
    });
    expect(reply.message).not.toHaveProperty('audio');
  });

  it.each([
    [{ usage: { prompt_tokens: 5 } }],
    [{ choices: [], usage: { prompt_tokens: 5, completion_tokens: null } }],
    [{ choices: null, usage: { prompt_tokens: 5 } }],
    [{ choices: [{ index: 0, delta: {}, usage: { prompt_tokens: 5 } }] }]
  ])('quirk 11: usage without choices: %j', chunk => {
    const { reply } = accumulate([
      { choices: [], usage: { prompt_tokens: 1 } },
      delta({ content: 'x' }, 'stop'),
      chunk
    ]);
    expect(reply.usage?.prompt_tokens).toBe(5);
    expect(reply.text).toBe('x');
  });
});
