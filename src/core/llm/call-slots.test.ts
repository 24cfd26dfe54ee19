import { describe, expect, it } from 'vitest';
import { accumulate, callDelta, delta } from '../../testing/accumulate-reply';
import type { Reply } from './accumulate';
import { DONE } from './response-chunks';

/** `name(arguments)` of each call. */
function told(reply: Reply): string[] {
  return reply.calls.map(
    call => `${call.function.name}(${call.function.arguments})`
  );
}

function ids(reply: Reply): string[] {
  return reply.calls.map(call => call.id);
}

const CODE_A = '{"code": "a = {1}"}';
const CODE_B = '{"code": "b"}';

function run(args: unknown, name = 'execute_python'): object {
  return { name, arguments: args };
}

describe('tool calls in pieces', () => {
  it('the well-behaved stream: one id, one name, arguments in pieces, two calls', () => {
    const { reply, deltas } = accumulate([
      callDelta({ index: 0, id: 'a', type: 'function', function: run('') }),
      callDelta({ index: 0, function: { arguments: '{"code": ' } }),
      callDelta({ index: 0, function: { arguments: '"a = {1}"}' } }),
      callDelta({ index: 1, id: 'b', type: 'function', function: run('') }),
      callDelta({ index: 1, function: { arguments: CODE_B } }),
      delta({}, 'tool_calls')
    ]);
    expect(reply.message).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'a', type: 'function', function: run(CODE_A) },
        { id: 'b', type: 'function', function: run(CODE_B) }
      ]
    });
    expect(deltas.slice(0, 3)).toEqual([
      { type: 'call', id: 'a', name: 'execute_python', argumentsText: '' },
      {
        type: 'call',
        id: 'a',
        name: 'execute_python',
        argumentsText: '{"code": '
      },
      { type: 'call', id: 'a', name: 'execute_python', argumentsText: CODE_A }
    ]);
  });

  it('quirk 1: no index: by id, else by position', () => {
    const byId = accumulate([
      callDelta({ id: 'a', function: run('{"code": ') }),
      callDelta({ id: 'b', function: run('{"code": ') }),
      callDelta({ id: 'a', function: { arguments: '"a = {1}"}' } }),
      callDelta({ id: 'b', function: { arguments: '"b"}' } })
    ]);
    expect(told(byId.reply)).toEqual([
      `execute_python(${CODE_A})`,
      `execute_python(${CODE_B})`
    ]);
    const byPosition = accumulate([
      callDelta({ function: run('{"code": ') }, { function: run('{"code": ') }),
      callDelta(
        { function: { arguments: '"a = {1}"}' } },
        { function: { arguments: '"b"}' } }
      )
    ]);
    expect(told(byPosition.reply)).toEqual(told(byId.reply));
    const oneByOne = accumulate([
      callDelta({ function: run('{"code": ') }),
      callDelta({ function: { arguments: '"a = {1}"}' } }),
      callDelta({ function: run('', 'inspect') }),
      callDelta({ function: { arguments: '{"x": 1}' } })
    ]);
    expect(told(oneByOne.reply)).toEqual([
      `execute_python(${CODE_A})`,
      'inspect({"x": 1})'
    ]);
  });

  it('quirk 2: index 0 for every parallel call: a new id is a new call', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, id: 'a', function: run(CODE_A) }),
      callDelta({ index: 0, id: 'b', function: run(CODE_B) }),
      callDelta({ index: 0, id: 'c', function: run('{}', 'inspect') })
    ]);
    expect(told(reply)).toEqual([
      `execute_python(${CODE_A})`,
      `execute_python(${CODE_B})`,
      'inspect({})'
    ]);
    expect(ids(reply)).toEqual(['a', 'b', 'c']);
  });

  it('quirk 2: index 0, no ids at all: another whole call is a new call', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, function: run(CODE_A) }),
      callDelta({ index: 0, function: run(CODE_B) }),
      callDelta({ index: 0, function: run('{"x": 1}', 'inspect') })
    ]);
    expect(told(reply)).toEqual([
      `execute_python(${CODE_A})`,
      `execute_python(${CODE_B})`,
      'inspect({"x": 1})'
    ]);
    expect(new Set(ids(reply)).size).toBe(3);
  });

  it('quirk 3: a missing, empty or null id gets one that stays', () => {
    for (const id of [undefined, '', null]) {
      const { reply, deltas } = accumulate([
        callDelta({ index: 0, id, function: run('{"code": ') }),
        callDelta({ index: 0, id, function: { arguments: '"a = {1}"}' } })
      ]);
      const shown = deltas.map(each => (each.type === 'call' ? each.id : ''));
      expect(ids(reply)).toHaveLength(1);
      expect(new Set([...shown, ...ids(reply)]).size).toBe(1);
      expect(ids(reply)[0]).toMatch(/^[a-z0-9]{9}$/);
    }
  });

  it('quirk 3: an id that comes late is taken, unless the call was shown already', () => {
    const notShown = accumulate([
      callDelta({ index: 0, type: 'function', function: { arguments: '' } }),
      callDelta({ index: 0, id: 'late', function: run(CODE_A) })
    ]);
    expect(ids(notShown.reply)).toEqual(['late']);
    const shown = accumulate([
      callDelta({ index: 0, function: run('') }),
      callDelta({ index: 0, id: 'late', function: { arguments: CODE_A } }),
      callDelta({ index: 0, id: 'late', function: { arguments: ' ' } })
    ]);
    expect(shown.reply.calls).toHaveLength(1);
    expect(told(shown.reply)).toEqual([`execute_python(${CODE_A} )`]);
    expect(new Set(shown.deltas.map(each => 'id' in each && each.id))).toEqual(
      new Set(ids(shown.reply))
    );
  });

  it('quirk 3: a reused id is replaced, within a reply and across turns', () => {
    const { reply } = accumulate(
      [
        callDelta({ index: 0, id: 'call_0', function: run(CODE_A) }),
        callDelta({ index: 1, id: 'x', function: run(CODE_B) }),
        callDelta({ index: 2, id: 'x', function: run('{}', 'inspect') }),
        callDelta({ index: 2, id: 'x', function: { arguments: '' } })
      ],
      { taken: ['call_0'] }
    );
    expect(told(reply)).toEqual([
      `execute_python(${CODE_A})`,
      `execute_python(${CODE_B})`,
      'inspect({})'
    ]);
    expect(ids(reply)[1]).toBe('x');
    expect(new Set([...ids(reply), 'call_0']).size).toBe(4);
  });

  it('quirk 3: another id in every delta of one call changes nothing', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, id: 'r1', function: run('') }),
      callDelta({ index: 0, id: 'r2', function: { arguments: '{"code": ' } }),
      callDelta({ index: 0, id: 'r3', function: { arguments: '"b"}' } })
    ]);
    expect(told(reply)).toEqual([`execute_python(${CODE_B})`]);
    expect(ids(reply)).toEqual(['r1']);
  });

  it('quirk 4: name and id in every delta are set once', () => {
    const again = (args: string): unknown =>
      callDelta({ index: 0, id: 'a', function: run(args) });
    const { reply } = accumulate([
      again(''),
      again('{"code":'),
      again(' "a = '),
      again('{1}'),
      again('"}')
    ]);
    expect(told(reply)).toEqual([`execute_python(${CODE_A})`]);
    expect(ids(reply)).toEqual(['a']);
  });

  it('quirk 4: a name that really streams in pieces is put together', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, id: 'a', function: { name: 'exec' } }),
      callDelta({ index: 0, id: 'a', function: { name: 'ute_' } }),
      callDelta({ index: 0, id: 'a', function: { name: 'python' } }),
      callDelta({ index: 0, function: { arguments: CODE_B } })
    ]);
    expect(told(reply)).toEqual([`execute_python(${CODE_B})`]);
  });

  it('quirk 4: namespaces and control tokens on a name are dropped', () => {
    const { reply } = accumulate([
      callDelta({
        index: 0,
        id: 'a',
        function: run(CODE_B, 'functions.execute_python')
      }),
      callDelta({
        index: 1,
        id: 'b',
        function: run(CODE_B, 'inspect<|channel|>commentary')
      }),
      callDelta({ index: 2, id: 'c', function: run('{}', 'no.such_tool') })
    ]);
    expect(reply.calls.map(call => call.function.name)).toEqual([
      'execute_python',
      'inspect',
      'no_such_tool'
    ]);
  });

  it.each([[''], [null], [undefined], ['  '], [{}]])(
    'quirk 5: arguments %j are {}',
    args => {
      const { reply } = accumulate([
        callDelta({ index: 0, id: 'a', function: run(args, 'inspect') })
      ]);
      expect(told(reply)).toEqual(['inspect({})']);
    }
  );

  it('quirk 5: arguments as an object, and an empty object before the pieces', () => {
    const asObject = accumulate([
      callDelta({ index: 0, id: 'a', function: run({ code: 'b' }) }),
      callDelta({ index: 0, id: 'a', function: { arguments: {} } })
    ]);
    expect(told(asObject.reply)).toEqual(['execute_python({"code":"b"})']);
    const placeholder = accumulate([
      callDelta({ index: 0, id: 'a', function: run('{}') }),
      callDelta({ index: 0, function: { arguments: '{"code": ' } }),
      callDelta({ index: 0, function: { arguments: '"b"}' } })
    ]);
    expect(told(placeholder.reply)).toEqual([`execute_python(${CODE_B})`]);
  });

  it('quirk 5: cut-off arguments stay as they are, for the reader to refuse', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, id: 'a', function: run('{"code": "rm') }),
      delta({}, 'length')
    ]);
    expect(told(reply)).toEqual(['execute_python({"code": "rm)']);
    expect(reply.finishReason).toBe('length');
  });

  it('whole arguments repeated at the end are not doubled', () => {
    const start = [
      callDelta({ index: 0, id: 'a', function: run('{"code": ') }),
      callDelta({ index: 0, function: { arguments: '"a = {1}"}' } })
    ];
    for (const last of [CODE_A, '{"code":"a = {1}"}']) {
      for (const call of [
        { index: 0, function: { arguments: last } },
        { index: 0, id: 'a', type: 'function', function: run(last) }
      ]) {
        expect(
          accumulate([...start, callDelta(call)]).reply.calls
        ).toHaveLength(1);
        expect(
          JSON.parse(
            accumulate([...start, callDelta(call)]).reply.calls[0]?.function
              .arguments ?? ''
          )
        ).toEqual({ code: 'a = {1}' });
      }
    }
  });

  it('raw line breaks inside arguments are stored as JSON', () => {
    const { reply } = accumulate([
      callDelta({ index: 0, id: 'a', function: run('{"code": "a\nb"}') })
    ]);
    expect(told(reply)).toEqual(['execute_python({"code": "a\\nb"})']);
  });

  it('quirk 6: an empty list of calls is none', () => {
    const { reply } = accumulate([
      delta({ content: 'Done', tool_calls: [] }, 'stop')
    ]);
    expect(reply.calls).toEqual([]);
    expect(reply.message).not.toHaveProperty('tool_calls');
  });

  it('quirk 7: calls count whatever the finish reason says', () => {
    const call = callDelta({ index: 0, id: 'a', function: run(CODE_A) });
    expect(accumulate([call, delta({}, 'stop')]).reply.calls).toHaveLength(1);
    const none = accumulate([
      delta({ content: 'Hi' }),
      delta({}, 'tool_calls')
    ]);
    expect(none.reply.calls).toEqual([]);
    expect(none.reply.complete).toBe(true);
  });

  it('quirk 7: without a finish reason the reply may have been cut off', () => {
    const open = [delta({ content: 'Hal' })];
    expect(accumulate(open).reply).toMatchObject({
      complete: false,
      finishReason: null
    });
    expect(accumulate([...open, DONE]).reply.complete).toBe(true);
  });

  it('the older function_call becomes a tool call', () => {
    const { reply } = accumulate([
      delta({ function_call: { name: 'execute_python', arguments: '' } }),
      delta({ function_call: { arguments: '{"code": ' } }),
      delta({ function_call: { arguments: '"b"}' } }, 'function_call')
    ]);
    expect(told(reply)).toEqual([`execute_python(${CODE_B})`]);
    expect(ids(reply)[0]).toBeTruthy();
  });
});
