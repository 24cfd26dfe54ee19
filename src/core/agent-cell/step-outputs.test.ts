import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../testing/cell-harness';
import { display, shown, step, stream, text, turn } from '../../testing/turns';
import { LIMITS } from '../limits';
import { STEP_MIME_TYPE } from './cell';
import { turnOutputs } from './turn-outputs';

describe('a step', () => {
  it('has its code and what it printed in one output, then what it drew', () => {
    const table = {
      'text/html': '<table></table>',
      'text/plain': ' a\n0 1'
    };
    const outputs = turnOutputs(
      turn([
        step({
          code: 'print(1)\ndf',
          outputs: [
            stream('1\n'),
            stream('careful\n', 'stderr'),
            {
              output_type: 'execute_result',
              data: table,
              metadata: { a: 1 },
              execution_count: 7
            },
            display({ 'text/plain': 'a value' }),
            display({ 'application/vnd.plotly.v1+json': { data: [] } }),
            {
              output_type: 'error',
              ename: 'ValueError',
              evalue: 'no',
              traceback: ['\u001b[31mValueError\u001b[0m: no']
            }
          ],
          state: 'error'
        })
      ]),
      'main'
    );
    expect(markdownOf(outputs).slice(1)).toEqual([
      '```python\nprint(1)\ndf\n```\n\n*failed*\n\n```\n1\ncareful\na value\nValueError: no\n```',
      'text/html text/plain',
      'application/vnd.plotly.v1+json'
    ]);
    // The cell did not fail: the agent may still mend it.
    expect(outputs.map(output => output.output_type)).not.toContain('error');
    expect(outputs[2]).toEqual({
      output_type: 'display_data',
      data: table,
      metadata: { a: 1 }
    });
    expect(
      outputs[1]?.output_type === 'display_data' &&
        outputs[1].data[STEP_MIME_TYPE]
    ).toEqual({
      version: 1,
      session: 'main',
      turn: 3,
      call: 'call_1',
      name: 'execute_python',
      code: 'print(1)\ndf',
      state: 'error',
      result: '1\ncareful\na value\nValueError: no',
      milliseconds: 10
    });
  });

  it('is fenced whatever it prints, and bounded', () => {
    const [fenced] = shown([
      step({ code: 's = "```"', outputs: [stream('````\nend')] })
    ]);
    expect(fenced).toBe(
      '````python\ns = "```"\n````\n\n`````\n````\nend\n`````'
    );
    const [long = ''] = shown([
      step({ code: 'y'.repeat(50_000), outputs: [stream('z'.repeat(90_000))] })
    ]);
    expect(long.length).toBeLessThan(
      LIMITS.cellCode + LIMITS.cellStepText + 300
    );
    expect(long).toContain('characters left out');
  });

  it('of a tool without code is one line, unless it failed', () => {
    const inspect = {
      name: 'inspect',
      code: null,
      argumentsText: '{"a":"`b`"}'
    };
    expect(shown([step(inspect)])).toEqual(['*inspect* `` {"a":"`b`"} ``']);
    expect(
      shown([step({ ...inspect, state: 'error', resultText: 'No such name.' })])
    ).toEqual([
      '*inspect* `` {"a":"`b`"} ``\n\n*failed*\n\n```\nNo such name.\n```'
    ]);
  });

  it('that never ran says why', () => {
    expect(
      shown([
        step({ state: 'refused', comment: 'too slow', resultText: 'Refused.' }),
        step({ id: 'b', state: 'interrupted', resultText: 'Interrupted.' })
      ])
    ).toEqual([
      '```python\nx\n```\n\n*not run: it was not allowed: too slow*',
      '```python\nx\n```\n\n*interrupted*'
    ]);
  });

  it('that is open holds back what stands behind it', () => {
    const blocks = [
      step({ state: 'running', outputs: [stream('so far')] }),
      step({ id: 'b', state: 'writing' }),
      text(['text', 'later'])
    ];
    expect(shown(blocks, { state: 'running' })).toEqual([
      '```python\nx\n```\n\n*running*\n\n```\nso far\n```'
    ]);
  });

  it('that is over is drawn once', () => {
    const one = turn([step({ outputs: [stream('1')] }), text(['text', 'a'])]);
    const first = turnOutputs(one, 'main');
    const second = turnOutputs(one, 'main');
    expect(second[1]).toBe(first[1]);
    const [block] = one.blocks;
    if (block?.kind === 'tool') {
      block.outputs = [stream('2')];
    }
    expect(turnOutputs(one, 'main')[1]).not.toEqual(first[1]);
    expect(turnOutputs(one, 'other')[1]).not.toEqual(first[1]);
  });
});
