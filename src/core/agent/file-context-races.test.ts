import { describe, expect, it } from 'vitest';
import {
  ask,
  SALES,
  whenState,
  withSales
} from '../../testing/ask-about-files';
import { HeldClock } from '../../testing/held-clock';
import { KernelFiles } from '../../testing/kernel-files';
import { MemoryFileContextStore } from '../../testing/memory-file-context-store';
import { ScriptedKernel } from '../../testing/scripted-kernel';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';
import { SessionFiles } from '../file-context/session-files';

/** A session's files on a clock that stands still until it is released. */
function heldFiles() {
  const kernel = new ScriptedKernel();
  const disk = new KernelFiles(kernel);
  const store = new MemoryFileContextStore();
  const clock = new HeldClock();
  const files = new SessionFiles({ sessionId: 'main', kernel, store, clock });
  return { kernel, disk, store, clock, files };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) {
    await Promise.resolve();
  }
}

async function releaseAll(clock: HeldClock): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await settle();
    clock.release();
  }
  await settle();
}

describe('a file that is forgotten while it is read', () => {
  it('stays forgotten, and the worker ends', async () => {
    const { disk, files, clock, kernel, store } = heldFiles();
    disk.write('sales.csv', SALES, { polls: 3 });
    const reading = files.profile('sales.csv');
    const failure = reading.catch((error: unknown) => error);
    await settle();
    expect(files.files).toMatchObject([{ state: 'profiling' }]);
    expect(await files.forget('sales.csv')).toBe(true);
    await releaseAll(clock);
    expect(AgentError.from(await failure).code).toBe('file-not-profiled');
    expect(files.files).toEqual([]);
    expect(store.document).toBeNull();
    expect(kernel.helperCalls.at(-1)?.name).toBe('stop_profile');
  });

  it('can be read again at once', async () => {
    const { disk, files, clock } = heldFiles();
    disk.write('sales.csv', SALES, { polls: 3 });
    files.profile('sales.csv').catch(() => undefined);
    await settle();
    await files.forget('sales.csv');
    const again = files.profile('sales.csv');
    await releaseAll(clock);
    expect(await again).toMatchObject({ state: 'fresh' });
    expect(files.files).toMatchObject([{ path: 'sales.csv', state: 'fresh' }]);
  });

  it('in a turn: the turn goes on, and says so', async () => {
    const harness = new SessionHarness();
    const { session, disk } = harness;
    disk.write('sales.csv', SALES, { polls: 1000 });
    let forgetting: Promise<boolean> | null = null;
    session.fileContext.changed.subscribe(([file]) => {
      if (file?.progress?.rows === 10) {
        forgetting ??= session.fileContext.forget('sales.csv');
      }
    });
    const text = await ask(harness, 'Total', ['sales.csv']);
    expect(text).toContain('- sales.csv: The reading of sales.csv was ended.');
    expect(session.fileContext.files).toEqual([]);
  });
});

describe('a reading that was stopped', () => {
  it('is begun again for whoever asks next, even before it has ended', async () => {
    const { disk, files, clock } = heldFiles();
    disk.write('sales.csv', SALES, { polls: 3 });
    const first = files.reader.read('sales.csv', null);
    await settle();
    files.stop('sales.csv');
    const second = files.reader.read('sales.csv', null);
    await releaseAll(clock);
    expect((await first).file.state).toBe('partial');
    expect((await second).file.state).toBe('fresh');
  });
});

describe('reading and writing file_context.json', () => {
  it('a document that was read before a file was written does not take the file away', async () => {
    const { disk, files, store, clock } = heldFiles();
    disk.write('first.csv', SALES);
    await files.profile('first.csv');
    disk.write('second.csv', SALES);
    // What is read now is handed over late, after the second file was written.
    const stale = store.document;
    let handOver = (): void => undefined;
    const { load } = store;
    store.load = async () => {
      store.load = load;
      await new Promise<void>(resolve => {
        handOver = resolve;
      });
      return stale;
    };
    const loading = files.load();
    await settle();
    const reading = files.reader.read('second.csv', null);
    await releaseAll(clock);
    handOver();
    await Promise.all([loading, reading, files.save()]);
    expect(files.files.map(({ path }) => path)).toEqual([
      'first.csv',
      'second.csv'
    ]);
    expect(store.document?.file_list).toEqual(['first.csv', 'second.csv']);
  });

  it('nor does it bring back what was forgotten meanwhile', async () => {
    const { disk, files, store } = heldFiles();
    disk.write('sales.csv', SALES);
    await files.profile('sales.csv');
    const stale = store.document;
    let handOver = (): void => undefined;
    const { load } = store;
    store.load = async () => {
      store.load = load;
      await new Promise<void>(resolve => {
        handOver = resolve;
      });
      return stale;
    };
    const loading = files.load();
    await settle();
    const forgetting = files.forget('sales.csv');
    handOver();
    await Promise.all([loading, forgetting]);
    expect(files.files).toEqual([]);
    expect(store.document?.file_list).toEqual([]);
  });

  it('after a session is gone nothing is written any more', async () => {
    const { disk, files, store, clock } = heldFiles();
    disk.write('sales.csv', SALES, { polls: 2 });
    files.profile('sales.csv').catch(() => undefined);
    await settle();
    files.dispose();
    await releaseAll(clock);
    expect(store.updates).toBe(0);
    const known = files.reader.read('sales.csv', null);
    await releaseAll(clock);
    await known;
    expect(store.document).toBeNull();
  });

  it('two tabs that read different files at once lose nothing', async () => {
    const first = new SessionHarness();
    first.disk.write('a.csv', SALES);
    first.disk.write('b.csv', SALES);
    first.disk.write('both.csv', SALES);
    const second = first.reopened();
    await Promise.all([
      first.session.fileContext.profile('a.csv'),
      first.session.fileContext.profile('both.csv'),
      second.session.fileContext.profile('b.csv'),
      second.session.fileContext.profile('both.csv')
    ]);
    expect(
      [...(first.fileContextStore.document?.file_list ?? [])].sort()
    ).toEqual(['a.csv', 'b.csv', 'both.csv']);
    await first.session.fileContext.refresh();
    expect(first.session.fileContext.files.map(({ state }) => state)).toEqual([
      'fresh',
      'fresh',
      'fresh'
    ]);
  });
});

describe('the sidebar and a turn', () => {
  it('a file that the sidebar reads when a turn needs it is parsed once', async () => {
    const harness = withSales();
    const { fileContext } = harness.session;
    const [, text] = await Promise.all([
      fileContext.profile('sales.csv'),
      ask(harness, 'Total', ['sales.csv'])
    ]);
    expect(text).toContain('File: sales.csv');
    expect(harness.disk.parsed).toEqual(['sales.csv']);
  });

  it('what is read in the background while the model answers is told whole in the next turn, once', async () => {
    const harness = new SessionHarness();
    harness.disk.write('big.csv', SALES, { polls: 300 });
    await ask(harness, 'Total', ['big.csv']);
    await whenState(harness, 'fresh');
    const texts = [await ask(harness, 'And?'), await ask(harness, 'And?')];
    expect(texts.map(text => text.includes('File: big.csv'))).toEqual([
      true,
      false
    ]);
    expect(texts[0]).toContain(
      'Data file described in part before, now as a whole: big.csv'
    );
    expect(texts[1]).toContain('big.csv (see turn 2)');
  });

  it('no more files than allowed are read to their end at once, however many are attached', async () => {
    const harness = new SessionHarness();
    const paths = Array.from({ length: 8 }, (_, i) => `big${i}.csv`);
    paths.forEach(path =>
      harness.disk.write(path, `${path}\n`, { polls: 100_000 })
    );
    const text = await ask(harness, 'Total', paths);
    const stopped = harness.kernel.helperCalls.filter(
      ({ name }) => name === 'stop_profile'
    );
    expect(stopped).toHaveLength(6);
    paths.forEach(path => expect(text).toContain(`File: ${path}`));
    harness.session.dispose();
  });
});

describe('Stop', () => {
  it.each([
    'file_status',
    'start_profile',
    'profile_progress',
    'load',
    'update'
  ])('during %s: the turn ends, and the next one is told all', async moment => {
    const harness = new SessionHarness();
    const { kernel, disk, session, fileContextStore } = harness;
    disk.write('sales.csv', SALES, { polls: 2 });
    const { callHelper } = kernel;
    const hang = (): Promise<never> => {
      queueMicrotask(() => session.stop());
      return new Promise(() => undefined);
    };
    await session.load();
    kernel.callHelper = (name, args) =>
      name === moment
        ? Promise.resolve().then(() => {
            session.stop();
            throw new AgentError('stopped', 'Stopped.');
          })
        : callHelper.call(kernel, name, args);
    const { load, update } = fileContextStore;
    let release = (): void => undefined;
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    if (moment === 'load') {
      fileContextStore.load = async () => {
        void hang();
        await held;
        return null;
      };
    }
    if (moment === 'update') {
      fileContextStore.update = async () => {
        void hang();
        await held;
        return null;
      };
    }
    const stopped = await session.ask({ text: 'Total', files: ['sales.csv'] });
    expect(stopped.outcome).toBe('stopped');
    release();
    kernel.callHelper = callHelper;
    Object.assign(fileContextStore, { load, update });
    const text = await ask(harness, 'Again', ['sales.csv']);
    expect(text).toContain('File: sales.csv');
    expect(text).not.toContain('beginning only');
    expect(fileContextStore.document?.file_list).toEqual(['sales.csv']);
  });

  it('and a reset in the middle of a reading lose nothing', async () => {
    const harness = new SessionHarness();
    const { session, disk } = harness;
    disk.write('sales.csv', SALES, { polls: 50 });
    let resetting: Promise<void> | null = null;
    session.statusChanged.subscribe(({ phase }) => {
      if (phase === 'profiling' && !resetting) {
        resetting = session.reset();
      }
    });
    await session.ask({ text: 'Total', files: ['sales.csv'] });
    await resetting;
    const text = await ask(harness, 'Again', ['sales.csv']);
    expect(text).toContain('File: sales.csv');
    expect(text).not.toContain('beginning only');
  });
});
