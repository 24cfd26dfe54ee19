import { describe, expect, it } from 'vitest';
import { CountingIds, FixedClock } from '../../testing/fixed-time';
import { MemoryStore } from '../../testing/memory-store';
import type { Output } from '../outputs';
import { Conversation } from '../transcript/conversation';
import type { Entry, OutputEntry } from '../transcript/entries';
import { Journal } from '../transcript/journal';
import { OutputRecorder } from './output-recorder';

function display(text: string): Output {
  return {
    output_type: 'display_data',
    data: { 'text/plain': text },
    metadata: {}
  };
}

class Bench {
  readonly clock = new FixedClock();
  private readonly store = new MemoryStore();
  private readonly journal = new Journal(
    this.store,
    this.clock,
    new CountingIds()
  );
  readonly recorder = new OutputRecorder(
    this.journal,
    this.store,
    this.clock,
    1,
    'call'
  );

  get written(): OutputEntry[] {
    return this.journal.entries.filter(entry => entry.kind === 'output');
  }

  /** What a page shows of the call that reads the entries. */
  get shown(): readonly Output[] {
    const conversation = new Conversation();
    const call: Entry = {
      v: 1,
      id: 'asked',
      ts: '2026-11-23T10:15:00Z',
      turn: 1,
      kind: 'message',
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call',
            type: 'function',
            function: { name: 'execute_python', arguments: '{}' }
          }
        ]
      }
    };
    [call, ...this.written].forEach(entry => conversation.apply(entry));
    const block = conversation.turns[0]?.blocks[0];
    return block?.kind === 'tool' ? block.outputs : [];
  }
}

describe('outputs on their way to the disk', () => {
  it('are written once each, as soon as another one follows', async () => {
    const bench = new Bench();
    const outputs = [display('a')];
    bench.recorder.update(outputs);
    outputs.push(display('b'));
    bench.recorder.update(outputs);
    await bench.recorder.finish(outputs);
    expect(bench.written.map(entry => entry.index)).toEqual([0, 1]);
    expect(bench.shown).toEqual(outputs);
  });

  it('that grow for long are written now and then, and whole in the end', async () => {
    const bench = new Bench();
    const stream = { output_type: 'stream' as const, name: 'stdout' as const };
    const output = { ...stream, text: '' };
    for (let second = 0; second < 600; second += 1) {
      output.text += 'x'.repeat(100);
      bench.clock.advance(1000);
      bench.recorder.update([output]);
    }
    await bench.recorder.finish([output]);
    expect(bench.written.length).toBeLessThan(20);
    expect(bench.shown).toEqual([{ ...stream, text: 'x'.repeat(60_000) }]);
  });

  it('of an animation are not all kept: the last picture is what counts', async () => {
    const bench = new Bench();
    let outputs: Output[] = [];
    for (let frame = 0; frame < 1000; frame += 1) {
      outputs = [];
      bench.recorder.update(outputs);
      for (const part of ['picture', 'caption']) {
        outputs = [...outputs, display(`${part} ${frame}`)];
        bench.recorder.update(outputs);
      }
      bench.clock.advance(50);
    }
    await bench.recorder.finish(outputs);
    expect(bench.written.length).toBeLessThan(100);
    expect(bench.shown).toEqual(outputs);
  });

  it('that are updated in place, or cleared in the end, leave nothing stale', async () => {
    const bench = new Bench();
    await bench.recorder.finish([display('0 %'), display('text')]);
    const updated = [display('100 %'), display('text')];
    await bench.recorder.finish(updated);
    expect(bench.shown).toEqual(updated);
    await bench.recorder.finish([]);
    expect(bench.shown).toEqual([]);
  });
});
