import { mkdir, readFile, rm, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contents } from '@jupyterlab/services';
import { type ContentsManager } from '@jupyterlab/services';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../core/clock';
import type { Entry } from '../core/transcript/entries';
import { assistant, messageEntry, user } from '../testing/entries';
import { testContents } from '../testing/services';
import { ContentsTranscriptStore } from './contents-transcript-store';

let contents: ContentsManager;
let folder: string;
let count = 0;
const stores: ContentsTranscriptStore[] = [];

beforeEach(async () => {
  count += 1;
  folder = `project ${count}`;
  await mkdir(join(inject('jupyterRoot'), folder));
  contents = testContents();
});

afterEach(() => {
  stores.splice(0).forEach(store => store.dispose());
  contents.dispose();
});

function makeStore(
  manager: Contents.IManager = contents,
  isNotebookSaved = async (): Promise<boolean> => true
): ContentsTranscriptStore {
  const store = new ContentsTranscriptStore({
    contents: manager,
    folder: () => `${folder}/sales.agent/main`,
    notebookFolder: () => folder,
    isNotebookSaved,
    clientId: `client${stores.length}`,
    clock: systemClock
  });
  stores.push(store);
  return store;
}

function onDisk(name = 'transcript.jsonl'): string {
  return join(inject('jupyterRoot'), folder, 'sales.agent/main', name);
}

async function turnsOnDisk(): Promise<number[]> {
  const text = await readFile(onDisk(), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => (JSON.parse(line) as { turn: number }).turn);
}

interface Watched {
  readonly manager: Contents.IManager;
  readonly saved: { path: string; bytes: number }[];
}

/** The real manager, every write noted; `save` may stand in for its own. */
function watched(
  save: Contents.IManager['save'] = (path, model) => contents.save(path, model)
): Watched {
  const saved: Watched['saved'] = [];
  const manager = new Proxy<Contents.IManager>(contents, {
    get(target, key) {
      if (key === 'save') {
        return (path: string, model: Partial<Contents.IModel>) => {
          saved.push({ path, bytes: JSON.stringify(model).length });
          return save(path, model);
        };
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    }
  });
  return { manager, saved };
}

describe('the transcript on a real Jupyter server', () => {
  it('R63 is appended entry by entry and read back exactly', async () => {
    const entries = [
      messageEntry(1, user('Umsatz? ✓')),
      messageEntry(1, assistant('売上 = 3')),
      messageEntry(2, user('and then?'))
    ];
    const store = makeStore();
    await store.load();
    for (const entry of entries) {
      await store.append(entry);
    }
    expect(store.storage).toEqual({ kind: 'saved' });
    expect(await turnsOnDisk()).toEqual([1, 1, 2]);
    expect((await makeStore().load()).entries).toEqual(entries);
  });

  it('sends only the entry itself, however long the transcript is', async () => {
    const { manager, saved } = watched();
    const store = makeStore(manager);
    await store.load();
    for (let turn = 1; turn <= 40; turn += 1) {
      await store.append(messageEntry(turn, user('x'.repeat(500))));
    }
    const appends = saved.filter(({ path }) => path.endsWith('.jsonl'));
    expect(appends).toHaveLength(40);
    expect(appends.at(-1)!.bytes).toBeLessThan(appends[0]!.bytes + 20);
  });

  it('leaves no scratch file behind', async () => {
    const store = makeStore();
    await store.load();
    await store.append(messageEntry(1, user('hello')));
    const names = await readdir(join(onDisk(), '..'));
    // Jupyter keeps a hidden folder for checkpoints wherever a file was deleted.
    expect(names.filter(name => !name.startsWith('.'))).toEqual([
      'transcript.jsonl'
    ]);
  });

  it('sets a torn last line aside: it stays on disk and swallows nothing', async () => {
    const first = makeStore();
    await first.load();
    await first.append(messageEntry(1, user('whole')));
    const whole = await readFile(onDisk(), 'utf8');
    await writeFile(onDisk(), whole + '{"v":1,"id":"torn","ki');
    const second = makeStore();
    const loaded = await second.load();
    expect(loaded.entries).toHaveLength(1);
    expect(loaded.unreadableLines).toBe(1);
    await second.append(messageEntry(2, user('next')));
    const reloaded = await makeStore().load();
    expect(reloaded.entries.map(entry => entry.turn)).toEqual([1, 2]);
    expect(await readFile(onDisk(), 'utf8')).toContain('"id":"torn","ki\n');
  });

  it('reads a transcript with bytes that are no UTF-8', async () => {
    const first = makeStore();
    await first.load();
    await first.append(messageEntry(1, user('whole')));
    await writeFile(
      onDisk(),
      Buffer.concat([await readFile(onDisk()), Buffer.from([0xff, 0xfe, 0x0a])])
    );
    expect((await makeStore().load()).entries).toHaveLength(1);
  });

  it('takes over what another tab appends, and loses nothing of either', async () => {
    const here = makeStore();
    const there = makeStore();
    const heard: Entry[] = [];
    here.foreignEntries.subscribe(entries => heard.push(...entries));
    await Promise.all([here.load(), there.load()]);
    await here.append(messageEntry(1, user('from here')));
    await there.append(messageEntry(2, user('from there')));
    await here.append(messageEntry(3, user('from here again')));
    expect(await turnsOnDisk()).toEqual([1, 2, 3]);
    expect(heard.map(entry => entry.turn)).toEqual([2]);
    await there.append(messageEntry(4, user('last')));
    await here.refresh();
    expect(heard.map(entry => entry.turn)).toEqual([2, 4]);
  });

  it('writes whole files where a manager ignores chunks and would overwrite', async () => {
    const { manager } = watched((path, model) => {
      const { chunk: _chunk, ...rest } = model ?? {};
      return contents.save(path, rest);
    });
    const store = makeStore(manager);
    await store.load();
    for (const turn of [1, 2, 3]) {
      await store.append(messageEntry(turn, user('kept')));
    }
    expect(await turnsOnDisk()).toEqual([1, 2, 3]);
  });

  it('keeps lines that it cannot read, also where it writes whole files', async () => {
    const unknown = '{"v":9,"id":"later","ts":"","turn":1,"kind":"hologram"}';
    const first = makeStore();
    await first.load();
    await first.append(messageEntry(1, user('whole')));
    const whole = await readFile(onDisk(), 'utf8');
    await writeFile(onDisk(), `${whole}${unknown}\n{"v":1,"id":"torn","ki`);
    const { manager } = watched((path, model) => {
      const { chunk: _chunk, ...rest } = model ?? {};
      return contents.save(path, rest);
    });
    const second = makeStore(manager);
    await second.load();
    await second.append(messageEntry(2, user('next')));
    const text = await readFile(onDisk(), 'utf8');
    expect(
      text.startsWith(`${whole}${unknown}\n{"v":1,"id":"torn","ki\n`)
    ).toBe(true);
    expect((await makeStore().load()).entries).toHaveLength(2);
  });

  it('appends an entry of several megabytes in one piece', async () => {
    const store = makeStore();
    await store.load();
    const entry = messageEntry(1, user('ü'.repeat(4_000_000)));
    await store.append(entry);
    await store.append(messageEntry(2, user('small')));
    const { entries } = await makeStore().load();
    expect(entries[0]).toEqual(entry);
    expect(entries).toHaveLength(2);
  });

  it('guards whole-file writes against another tab', async () => {
    const save: Contents.IManager['save'] = (path, model) => {
      const { chunk: _chunk, ...rest } = model ?? {};
      return contents.save(path, rest);
    };
    const here = makeStore(watched(save).manager);
    const there = makeStore(watched(save).manager);
    await Promise.all([here.load(), there.load()]);
    await here.append(messageEntry(1, user('a')));
    await there.append(messageEntry(2, user('b')));
    await here.append(messageEntry(3, user('c')));
    expect((await turnsOnDisk()).sort()).toEqual([1, 2, 3]);
  });

  it('keeps entries in memory while nothing can be written, and writes them in order afterwards', async () => {
    let broken = true;
    const { manager } = watched((path, model) =>
      broken
        ? Promise.reject(new TypeError('Failed to fetch'))
        : contents.save(path, model)
    );
    const store = makeStore(manager);
    await store.load();
    await store.append(messageEntry(1, user('offline')));
    expect(store.storage).toEqual({
      kind: 'memory',
      reason: 'the Jupyter server cannot be reached'
    });
    broken = false;
    await store.append(messageEntry(2, user('online')));
    expect(store.storage).toEqual({ kind: 'saved' });
    expect(await turnsOnDisk()).toEqual([1, 2]);
  });

  it('does not write twice what arrived although the answer was lost', async () => {
    let lost = false;
    const { manager } = watched(async (path, model) => {
      const answer = await contents.save(path, model);
      if (lost && path.endsWith('.jsonl')) {
        lost = false;
        throw new TypeError('Failed to fetch');
      }
      return answer;
    });
    const store = makeStore(manager);
    await store.load();
    await store.append(messageEntry(1, user('one')));
    lost = true;
    await store.append(messageEntry(2, user('two')));
    await store.append(messageEntry(3, user('three')));
    expect(await turnsOnDisk()).toEqual([1, 2, 3]);
  });

  it('puts back what it knows when the sidecar is deleted under it', async () => {
    const store = makeStore();
    await store.load();
    await store.append(messageEntry(1, user('one')));
    await rm(join(onDisk(), '../..'), { recursive: true });
    await store.append(messageEntry(2, user('two')));
    await store.append(messageEntry(3, user('three')));
    expect(await turnsOnDisk()).toEqual([1, 2, 3]);
  });

  it('waits for the first save of a notebook that is not on disk', async () => {
    let saved = false;
    const store = makeStore(contents, async () => saved);
    await store.load();
    await store.append(messageEntry(1, user('early')));
    expect(store.storage).toEqual({
      kind: 'memory',
      reason: 'the notebook has not been saved yet'
    });
    saved = true;
    await store.append(messageEntry(2, user('late')));
    expect(await turnsOnDisk()).toEqual([1, 2]);
  });

  it('says in words that a folder is read-only', async () => {
    const { manager } = watched(path =>
      contents.get(`${path}/missing`).catch((error: unknown) => {
        const status = (error as { response: Response }).response;
        Object.defineProperty(status, 'status', { value: 403 });
        throw error;
      })
    );
    const store = makeStore(manager);
    await store.load();
    await store.append(messageEntry(1, user('one')));
    expect(store.storage).toEqual({
      kind: 'memory',
      reason: "the notebook's folder is read-only"
    });
  });

  it('stores a picture once, by its content', async () => {
    const png = Buffer.from('not really a picture').toString('base64');
    const store = makeStore();
    const reference = await store.putBlob(png, 'png');
    expect(await store.putBlob(png, 'png')).toBe(reference);
    expect(reference).toMatch(/^outputs\/[0-9a-f]{64}\.png$/);
    expect(await readFile(onDisk(reference), 'utf8')).toBe(
      'not really a picture'
    );
    expect(await makeStore().getBlob(reference)).toBe(png);
    expect(await makeStore().getBlob('outputs/gone.png')).toBeNull();
  });

  it('writes the session log as UTF-8', async () => {
    await makeStore().writeText('run_session.txt', 'Größe ✓');
    expect(await readFile(onDisk('run_session.txt'), 'utf8')).toBe('Größe ✓');
  });
});
