import { describe, expect, it } from 'vitest';
import { CellOrder, SkippedError } from './order';

/** Cells whose runs the test ends; `log` says what happened, in order. */
class Bench {
  readonly order = new CellOrder();
  readonly log: string[] = [];
  private readonly ends = new Map<string, (result: boolean | Error) => void>();

  run(id: string): Promise<string> {
    return this.order
      .run(
        {
          id,
          isAgent: id.startsWith('agent'),
          waits: () => this.log.push(`${id} waits`)
        },
        () => {
          this.log.push(`${id} runs`);
          return new Promise((resolve, reject) =>
            this.ends.set(id, result =>
              result instanceof Error ? reject(result) : resolve(result)
            )
          );
        }
      )
      .then(
        ran => (ran ? 'ran' : 'did not run'),
        (error: unknown) =>
          error instanceof SkippedError
            ? error.isSuperseded
              ? 'superseded'
              : 'skipped'
            : 'failed'
      );
  }

  end(id: string, result: boolean | Error = true): Promise<void> {
    this.ends.get(id)?.(result);
    return settled();
  }
}

/** Resolves when everything that could happen has happened. */
function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}

describe('the order of the cells of a run', () => {
  it('leaves Python alone: nothing waits, and it has begun at once', () => {
    const bench = new Bench();
    void bench.run('a');
    void bench.run('b');
    expect(bench.log).toEqual(['a runs', 'b runs']);
  });

  it('runs all cells of one gesture in order, agent cells and Python', async () => {
    const bench = new Bench();
    const runs = ['a', 'agent1', 'b', 'c', 'agent2', 'd'].map(id =>
      bench.run(id)
    );
    expect(bench.log).toEqual([
      'a runs',
      'agent1 waits',
      'b waits',
      'c waits',
      'agent2 waits',
      'd waits'
    ]);
    bench.log.length = 0;
    await bench.end('a');
    expect(bench.log).toEqual(['agent1 runs']);
    await bench.end('agent1');
    // The kernel keeps these two in order.
    expect(bench.log).toEqual(['agent1 runs', 'b runs', 'c runs']);
    await bench.end('b');
    await bench.end('c');
    await bench.end('agent2');
    await bench.end('d');
    expect(bench.log.slice(3)).toEqual(['agent2 runs', 'd runs']);
    expect(await Promise.all(runs)).toEqual(Array(6).fill('ran'));
  });

  it('skips what stands behind an agent cell that failed', async () => {
    const bench = new Bench();
    const runs = ['agent1', 'b', 'agent2', 'c'].map(id => bench.run(id));
    await bench.end('agent1', new Error('no'));
    expect(await Promise.all(runs)).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped'
    ]);
    expect(bench.log.filter(line => line.endsWith('runs'))).toEqual([
      'agent1 runs'
    ]);
  });

  it('skips an agent cell behind Python that failed', async () => {
    const bench = new Bench();
    const runs = ['a', 'agent1'].map(id => bench.run(id));
    await bench.end('a', new Error('no'));
    expect(await Promise.all(runs)).toEqual(['failed', 'skipped']);
  });

  it('lets Python that is run by itself go to the free kernel while an agent cell works', async () => {
    const bench = new Bench();
    void bench.run('agent1');
    await settled();
    const alone = bench.run('b');
    expect(bench.log).toEqual(['agent1 runs', 'b runs']);
    await bench.end('b', new Error('no'));
    expect(await alone).toBe('failed');
  });

  it('runs agent cells one after the other, whoever started them', async () => {
    const bench = new Bench();
    void bench.run('agent1');
    await settled();
    void bench.run('agent2');
    expect(bench.log).toEqual(['agent1 runs', 'agent2 waits']);
    await bench.end('agent1');
    expect(bench.log.at(-1)).toBe('agent2 runs');
  });

  it('runs a cell again when its earlier run has ended, however that went', async () => {
    const bench = new Bench();
    const first = bench.run('agent1');
    await settled();
    const again = bench.run('agent1');
    await bench.end('agent1', new Error('stopped'));
    expect(await first).toBe('failed');
    expect(bench.log).toEqual(['agent1 runs', 'agent1 waits', 'agent1 runs']);
    await bench.end('agent1');
    expect(await again).toBe('ran');
  });

  it('drops what waits, and tells a run that was replaced from one that was called off', async () => {
    const bench = new Bench();
    const runs = ['agent1', 'b', 'c'].map(id => bench.run(id));
    bench.order.dropWaiting(id => id === 'b', true);
    bench.order.dropWaiting();
    await bench.end('agent1');
    expect(await Promise.all(runs)).toEqual(['ran', 'superseded', 'skipped']);
  });
});
