import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contents, ContentsManager } from '@jupyterlab/services';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../core/clock';
import { mergeFiles } from '../core/file-context/document-merge';
import { formatDocument } from '../core/file-context/document-format';
import type { FileContextDocument } from '../core/file-context/document';
import { metadataOf } from '../core/file-context/metadata';
import type { FileContextStore } from '../core/ports';
import { fileProfile } from '../testing/fake-file-context';
import { FixedClock } from '../testing/fixed-time';
import { HeldClock } from '../testing/held-clock';
import { testContents } from '../testing/services';
import { removeSession } from './remove-session';
import {
  ContentsFileContextStore,
  type ContentsFileContextOptions
} from './contents-file-context-store';

const AT = '2026-11-23T10:15:00.000Z';

let contents: ContentsManager;
let folder: string;
let count = 0;
const stores: ContentsFileContextStore[] = [];

beforeEach(async () => {
  count += 1;
  folder = `Daten ü ${count}`;
  await mkdir(join(inject('jupyterRoot'), folder));
  contents = testContents();
});

afterEach(() => {
  stores.splice(0).forEach(store => store.dispose());
  contents.dispose();
});

function makeStore(
  options: Partial<ContentsFileContextOptions> & { session?: string } = {}
): ContentsFileContextStore {
  const store = new ContentsFileContextStore({
    contents,
    folder: () => `${folder}/売上.agent/${options.session ?? 'main'}`,
    notebookFolder: () => folder,
    isNotebookSaved: async () => true,
    clock: systemClock,
    ...options
  });
  stores.push(store);
  return store;
}

function onDisk(name = 'file_context.json', session = 'main'): string {
  return join(inject('jupyterRoot'), folder, '売上.agent', session, name);
}

async function namesOnDisk(): Promise<string[]> {
  const names = await readdir(join(onDisk(), '..'));
  return names.filter(name => !name.startsWith('.')).sort();
}

function add(
  store: FileContextStore,
  path: string,
  session = 'main',
  at = AT
): Promise<FileContextDocument | null> {
  const metadata = metadataOf(fileProfile({ path }), at);
  return store.update(current =>
    mergeFiles(current, session, [{ path, metadata }], at)
  );
}

function pathsOf(document: FileContextDocument | null): string[] {
  return Object.keys(document?.file_metadata ?? {});
}

/** The real manager, with some of its functions replaced. */
function changed(parts: Partial<Contents.IManager>): Contents.IManager {
  return new Proxy<Contents.IManager>(contents, {
    get(target, key) {
      const part: unknown = Reflect.get(parts, key);
      const value: unknown = part ?? Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    }
  });
}

describe('the file context on a real Jupyter server', () => {
  it('R2 R13 R18 is written beside the notebook and read by whoever comes later', async () => {
    const store = makeStore();
    expect(await store.load()).toBeNull();
    const written = await add(store, 'data/ü 売上.csv');
    expect(pathsOf(written)).toEqual(['data/ü 売上.csv']);
    const text = await readFile(onDisk(), 'utf8');
    expect(text).toBe(formatDocument(written!));
    expect(text).toContain(
      '\n  "validated_files": {"data/ü 売上.csv": "ü 売上.csv"}'
    );
    expect(await makeStore().load()).toEqual(written);
    expect(await namesOnDisk()).toEqual(['file_context.json']);
  });

  it('files of a later turn are added', async () => {
    await add(makeStore(), 'a.csv');
    expect(pathsOf(await add(makeStore(), 'b.csv'))).toEqual([
      'a.csv',
      'b.csv'
    ]);
  });

  it('a change that has nothing new writes nothing, and makes no folder', async () => {
    const store = makeStore();
    expect(await store.update(() => null)).toBeNull();
    expect(await readdir(join(inject('jupyterRoot'), folder))).toEqual([]);
    const first = await add(store, 'a.csv');
    const text = await readFile(onDisk(), 'utf8');
    expect(await add(store, 'a.csv', 'main')).toEqual(first);
    expect(await store.update(() => null)).toEqual(first);
    expect(await readFile(onDisk(), 'utf8')).toBe(text);
  });

  it('two tabs that write at the same time lose nothing', async () => {
    const [one, other] = [makeStore(), makeStore({ contents: testContents() })];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => [
        add(one, `one ${index}.csv`),
        add(other, `other ${index}.csv`)
      ]).flat()
    );
    await Promise.all([one.settled(), other.settled()]);
    await Promise.all([one.settled(), other.settled()]);
    const expected = ['one', 'other'].flatMap(name =>
      Array.from({ length: 10 }, (_, index) => `${name} ${index}.csv`)
    );
    const found = await makeStore().load();
    expect(pathsOf(found).sort()).toEqual(expected.sort());
    expect(found?.file_count).toBe(20);
  });

  it('what a tab overwrites that read before us is merged in again', async () => {
    const store = makeStore();
    await add(makeStore(), 'before.csv');
    const late = await readFile(onDisk(), 'utf8');
    await add(store, 'ours.csv');
    // It has read, and writes only now; it knows nothing of ours.
    await writeFile(onDisk(), late);
    await store.settled();
    expect(pathsOf(await store.load())).toEqual(['before.csv', 'ours.csv']);
  });

  it('R78 nothing is brought back when the session is removed in the next moment', async () => {
    const store = makeStore();
    await add(store, 'a.csv');
    await removeSession(contents, `${folder}/売上.ipynb`, 'main');
    await store.settled();
    expect(await store.load()).toBeNull();
    expect(pathsOf(await add(store, 'b.csv'))).toEqual(['b.csv']);
  });

  it('R20 nothing is carried over when the notebook is another one in the next moment', async () => {
    let name = '売上';
    const store = makeStore({
      folder: () => `${folder}/${name}.agent/main`
    });
    await add(store, 'a.csv');
    name = 'other';
    expect(pathsOf(await add(store, 'b.csv'))).toEqual(['b.csv']);
    await store.settled();
    expect(pathsOf(await store.load())).toEqual(['b.csv']);
  });

  it('what another tab writes between reading and writing is not overwritten', async () => {
    const other = makeStore();
    let isFirst = true;
    const manager = changed({
      get: async (path, options) => {
        const model = await contents.get(path, options).catch(thrown => thrown);
        if (isFirst && options?.content && path.endsWith('.json')) {
          isFirst = false;
          await add(other, 'theirs.csv');
        }
        if (model instanceof Error) {
          throw model;
        }
        return model;
      }
    });
    const document = await add(makeStore({ contents: manager }), 'ours.csv');
    expect(pathsOf(document).sort()).toEqual(['ours.csv', 'theirs.csv']);
  });

  it('R20 two notebooks never share or overwrite a context', async () => {
    const second = makeStore({ folder: () => `${folder}/other.agent/main` });
    await Promise.all([add(makeStore(), 'a.csv'), add(second, 'b.csv')]);
    expect(pathsOf(await makeStore().load())).toEqual(['a.csv']);
    expect(pathsOf(await second.load())).toEqual(['b.csv']);
    expect(await second.siblings()).toEqual([]);
  });

  it('R13 a damaged file is none, is reported, and is kept under another name', async () => {
    const problems: string[] = [];
    const store = makeStore({
      onProblem: problem => problems.push(problem),
      clock: new FixedClock()
    });
    await add(makeStore(), 'a.csv');
    const torn = (await readFile(onDisk(), 'utf8')).slice(0, 200);
    await writeFile(onDisk(), torn);
    expect(await store.load()).toBeNull();
    expect(problems).toEqual([expect.stringContaining('is damaged')]);
    expect(pathsOf(await add(store, 'b.csv'))).toEqual(['b.csv']);
    const aside = 'file_context.corrupt-20261123_101500.json';
    expect(await namesOnDisk()).toEqual([aside, 'file_context.json']);
    expect(await readFile(onDisk(aside), 'utf8')).toBe(torn);
    expect(problems[1]).toContain(aside);
  });

  it('R13 bytes that are no text count as damaged too; an empty file as none', async () => {
    const store = makeStore();
    await add(store, 'a.csv');
    await store.settled();
    await writeFile(onDisk(), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(await store.load()).toBeNull();
    await add(store, 'b.csv');
    expect(await namesOnDisk()).toHaveLength(2);
    await store.settled();
    await writeFile(onDisk(), '');
    expect(pathsOf(await add(makeStore(), 'c.csv'))).toEqual(['c.csv']);
    expect(await namesOnDisk()).toHaveLength(2);
  });

  it('a file that is read while it is written is not taken for damaged', async () => {
    const store = makeStore();
    await add(store, 'a.csv');
    let torn = 2;
    const manager = changed({
      get: async (path, options) => {
        const model = await contents.get(path, options);
        if (options?.content && torn > 0) {
          torn -= 1;
          return { ...model, content: String(model.content).slice(0, 50) };
        }
        return model;
      }
    });
    const reader = makeStore({ contents: manager });
    expect(pathsOf(await reader.load())).toEqual(['a.csv']);
  });

  it('one that was written by hand is read', async () => {
    await mkdir(join(onDisk(), '..'), { recursive: true });
    await writeFile(
      onDisk(),
      '\uFEFF{"session_id": "x", "validated_files": {"a.csv": "a.csv"}, "file_metadata": {"a.csv": {"type": "csv", "size_mb": NaN}}}'
    );
    expect(await makeStore().load()).toMatchObject({
      version: 1,
      file_list: ['a.csv'],
      file_metadata: { 'a.csv': { type: 'csv', size_mb: 0 } }
    });
  });

  it('needs no path that Jupyter hides', async () => {
    const paths: string[] = [];
    const manager = changed({
      get: (path, options) => (paths.push(path), contents.get(path, options)),
      save: (path, model) => (paths.push(path), contents.save(path, model))
    });
    const store = makeStore({ contents: manager });
    await add(store, 'a.csv');
    await store.siblings();
    expect(paths.length).toBeGreaterThan(3);
    expect(
      paths
        .flatMap(path => path.split('/'))
        .filter(part => part.startsWith('.'))
    ).toEqual([]);
  });
});

describe('when it cannot be written', () => {
  it('a notebook that is not saved: kept in memory, written at the first save', async () => {
    let isSaved = false;
    const clock = new HeldClock();
    const store = makeStore({ isNotebookSaved: async () => isSaved, clock });
    expect(await add(store, 'a.csv')).toBeNull();
    expect(await add(store, 'b.csv')).toBeNull();
    expect(pathsOf(await store.load())).toEqual(['a.csv', 'b.csv']);
    expect(await readdir(join(inject('jupyterRoot'), folder))).toEqual([]);
    isSaved = true;
    clock.release();
    await store.update(() => null);
    expect(pathsOf(await makeStore().load())).toEqual(['a.csv', 'b.csv']);
  });

  it('a server that refuses: null, said once, kept, and written with the next update', async () => {
    const problems: string[] = [];
    let isReadOnly = true;
    const manager = changed({
      save: (path, model) =>
        isReadOnly
          ? Promise.reject(new TypeError('Failed to fetch'))
          : contents.save(path, model)
    });
    const store = makeStore({
      contents: manager,
      clock: new HeldClock(),
      onProblem: problem => problems.push(problem)
    });
    expect(await add(store, 'a.csv')).toBeNull();
    expect(await add(store, 'b.csv')).toBeNull();
    expect(problems).toEqual([
      'What is known of data files cannot be saved: the Jupyter server cannot be reached.'
    ]);
    expect(pathsOf(await store.load())).toEqual(['a.csv', 'b.csv']);
    isReadOnly = false;
    expect(pathsOf(await add(store, 'c.csv'))).toEqual([
      'a.csv',
      'b.csv',
      'c.csv'
    ]);
  });
});

describe('sessions of the same notebook', () => {
  it('R20 are told apart, and seen by each other, newest first', async () => {
    await add(
      makeStore({ session: 'old' }),
      'a.csv',
      'old',
      '2026-01-01T00:00:00.000Z'
    );
    await add(
      makeStore({ session: 'new' }),
      'b.csv',
      'new',
      '2026-02-01T00:00:00.000Z'
    );
    await add(makeStore(), 'c.csv');
    await mkdir(join(onDisk('', 'empty')), { recursive: true });
    await mkdir(join(onDisk('', 'damaged')), { recursive: true });
    await writeFile(onDisk('file_context.json', 'damaged'), '{');
    const siblings = await makeStore().siblings();
    expect(siblings.map(document => document.session_id)).toEqual([
      'new',
      'old'
    ]);
    expect(siblings.map(pathsOf)).toEqual([['b.csv'], ['a.csv']]);
  });

  it('there are none where there is no sidecar', async () => {
    expect(await makeStore().siblings()).toEqual([]);
  });
});
