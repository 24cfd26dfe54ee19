import { describe, expect, it } from 'vitest';
import { LIMITS } from '../core/limits';
import { OutputCollector } from './output-collector';

function collect(
  messages: readonly [type: string, content: unknown][]
): OutputCollector {
  const collector = new OutputCollector();
  messages.forEach(([msg_type, content]) =>
    collector.add({ header: { msg_type }, content })
  );
  return collector;
}

const print = (text: string, name = 'stdout'): [string, unknown] => [
  'stream',
  { name, text }
];

const show = (data: unknown, displayId?: string): [string, unknown] => [
  'display_data',
  {
    data,
    metadata: {},
    ...(displayId ? { transient: { display_id: displayId } } : {})
  }
];

describe('the outputs of an execution', () => {
  it('joins what one stream prints and keeps the order of different ones', () => {
    const { outputs } = collect([
      print('a'),
      print('b\n'),
      print('oh', 'stderr'),
      print('c')
    ]);
    expect(outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'ab\n' },
      { output_type: 'stream', name: 'stderr', text: 'oh' },
      { output_type: 'stream', name: 'stdout', text: 'c' }
    ]);
  });

  it('captures every kind of output, all MIME types of it', () => {
    const data = {
      'text/plain': 'x',
      'image/png': 'AAAA',
      'a/b+json': { c: 1 }
    };
    const { outputs } = collect([
      show(data),
      ['execute_result', { data, metadata: { a: 1 }, execution_count: 3 }],
      ['error', { ename: 'E', evalue: 'v', traceback: ['t'] }]
    ]);
    expect(outputs).toEqual([
      { output_type: 'display_data', data, metadata: {} },
      {
        output_type: 'execute_result',
        data,
        metadata: { a: 1 },
        execution_count: 3
      },
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] }
    ]);
  });

  it('passes over status, comm and malformed messages', () => {
    const { outputs } = collect([
      ['status', { execution_state: 'busy' }],
      ['comm_open', {}],
      ['stream', { name: 'stdout' }],
      ['stream', null],
      ['error', { ename: 1 }]
    ]);
    expect(outputs).toEqual([]);
  });

  it('bounds what is printed: 100 MB leave head and tail', () => {
    const collector = new OutputCollector();
    const piece = 'x'.repeat(10_000);
    const message = (text: string) => ({
      header: { msg_type: 'stream' },
      content: { name: 'stdout', text }
    });
    collector.add(message('begin'));
    for (let count = 0; count < 10_000; count += 1) {
      collector.add(message(piece));
    }
    collector.add(message('end'));
    const [output] = collector.outputs;
    const text = output?.output_type === 'stream' ? output.text : '';
    expect(text.length).toBeLessThan(LIMITS.streamText * 2);
    expect(text.startsWith('begin')).toBe(true);
    expect(text.endsWith('end')).toBe(true);
    expect(text).toContain('characters left out');
  });

  it('bounds the number of outputs and never drops the error', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      show({ 'text/plain': String(index) })
    );
    const { outputs } = collect([
      ...many,
      ['error', { ename: 'E', evalue: '', traceback: [] }]
    ]);
    expect(outputs.length).toBeLessThanOrEqual(LIMITS.outputsPerExecution + 2);
    expect(outputs.at(-1)?.output_type).toBe('error');
    expect(JSON.stringify(outputs)).toContain('800 more outputs left out');
  });

  it('replaces a value that is too large by a sentence', () => {
    const { outputs } = collect([
      show({ 'image/png': 'A'.repeat(LIMITS.mimeValueBytes + 1) })
    ]);
    expect(JSON.stringify(outputs)).toContain(
      'Too large to be kept: image/png'
    );
    expect(JSON.stringify(outputs).length).toBeLessThan(500);
  });

  it('bounds what many displays take together, and makes room for what replaces one of them', () => {
    const large = { 'image/png': 'A'.repeat(7_000_000) };
    const many = Array.from({ length: 30 }, () => show(large, 'same'));
    const { outputs } = collect(many);
    expect(JSON.stringify(outputs).length).toBeLessThan(
      LIMITS.displayBytesPerExecution + 100_000
    );
    expect(JSON.stringify(outputs.at(-1))).toContain('Too large to be kept');
    const updates = Array.from({ length: 30 }, (): [string, unknown] => [
      'update_display_data',
      show(large, 'one')[1]
    ]);
    const updated = collect([show(large, 'one'), ...updates]).outputs;
    expect(updated).toMatchObject([{ data: large }]);
  });

  it('bounds an error whose message is enormous, and a value in words', () => {
    const huge = 'e'.repeat(10_000_000);
    const { outputs } = collect([
      show({ 'text/plain': huge }),
      ['error', { ename: 'E', evalue: huge, traceback: ['top', huge] }]
    ]);
    expect(JSON.stringify(outputs).length).toBeLessThan(
      LIMITS.streamText * 2 + 20_000
    );
    expect(JSON.stringify(outputs)).toContain('characters left out');
    expect(outputs[1]).toMatchObject({
      ename: 'E',
      traceback: [expect.stringMatching(/^top/)]
    });
  });

  it('updates a display wherever it was shown', () => {
    const { outputs } = collect([
      show({ 'text/plain': '0 %' }, 'bar'),
      print('between'),
      ['update_display_data', show({ 'text/plain': '100 %' }, 'bar')[1]]
    ]);
    expect(outputs[0]).toMatchObject({ data: { 'text/plain': '100 %' } });
    expect(outputs).toHaveLength(2);
  });

  it('clears at once, or with the next output when asked to wait', () => {
    expect(
      collect([print('a'), ['clear_output', { wait: false }], print('b')])
        .outputs
    ).toMatchObject([{ text: 'b' }]);
    const waiting = collect([print('a'), ['clear_output', { wait: true }]]);
    expect(waiting.outputs).toMatchObject([{ text: 'a' }]);
    waiting.add({ header: { msg_type: 'stream' }, content: print('b')[1] });
    expect(waiting.outputs).toMatchObject([{ text: 'b' }]);
  });
});
