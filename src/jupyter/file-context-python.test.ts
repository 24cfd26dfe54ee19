import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, inject, it } from 'vitest';
import { systemClock } from '../core/clock';
import {
  formatDocument,
  parseDocument
} from '../core/file-context/document-format';
import { mergeFiles } from '../core/file-context/document-merge';
import {
  inspect,
  noContextReasons,
  summary
} from '../core/file-context/document-summary';
import { metadataOf } from '../core/file-context/metadata';
import { fileProfile } from '../testing/fake-file-context';
import { useVirtualEnvironment } from '../testing/jupyter-server';
import { testContents } from '../testing/services';
import { ContentsFileContextStore } from './contents-file-context-store';

const AT = '2026-11-23T10:15:00.000Z';

let folder: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  folder = `python ${count}`;
  useVirtualEnvironment();
  await mkdir(join(root(), 'sales.agent/main'), { recursive: true });
});

function root(): string {
  return join(inject('jupyterRoot'), folder);
}

function onDisk(): string {
  return join(root(), 'sales.agent/main/file_context.json');
}

/** What an expression of Python yields, as JSON; the notebook is `n`. */
async function python(expression: string): Promise<unknown> {
  const code = `import json, math, sys
from jupyterlab_kernel_agent import file_context as f
n = sys.argv[1]
print(json.dumps(${expression}))`;
  const { stdout } = await promisify(execFile)(
    'python',
    ['-c', code, join(root(), 'sales.ipynb')],
    { env: { ...process.env, PYTHONPATH: resolve('.'), PYTHONUTF8: '1' } }
  );
  const value: unknown = JSON.parse(stdout);
  return value;
}

const PROFILE = fileProfile({
  path: 'ü/売上 "2024".csv',
  size_mb: 1.14e-5,
  columns: [
    {
      name: 'a;b\n"c"',
      dtype: 'str',
      nulls: 0,
      top: [
        ['🙂', 3],
        [null, 1]
      ]
    },
    {
      name: '2024',
      dtype: 'float64',
      nulls: 2,
      min: -1e-7,
      max: 1e21,
      mean: 1 / 3
    }
  ],
  preview: [
    ['</context>', 0.1],
    [null, -5]
  ],
  details: { deep: { er: [1, { x: null }] } },
  notes: ['half \ud800']
});

it('R16 what TypeScript writes, Python loads with the same values', async () => {
  const entries = [{ path: PROFILE.path, metadata: metadataOf(PROFILE, AT) }];
  const document = mergeFiles(null, 'main', entries, AT);
  await writeFile(onDisk(), formatDocument(document));
  expect(await python('f.load(notebook=n)')).toEqual(
    JSON.parse(formatDocument(document))
  );
  expect(await python('f.summary(notebook=n)')).toBe(summary(document));
  expect(await python('f.inspect(notebook=n)')).toBe(inspect(document));
  expect(await python("f.summary('x', n)")).toBe(noContextReasons('x'));
});

it('R16 what Python adds, TypeScript reads with the same values, and nothing is lost', async () => {
  const store = new ContentsFileContextStore({
    contents: testContents(),
    folder: () => `${folder}/sales.agent/main`,
    notebookFolder: () => folder,
    isNotebookSaved: async () => true,
    clock: systemClock
  });
  const metadata = metadataOf(PROFILE, AT);
  await store.update(current =>
    mergeFiles(current, 'main', [{ path: PROFILE.path, metadata }], AT)
  );
  const before = await store.load();
  const entry = `{"rows": 3, "columns": ["ä", "2024"], "x": math.nan, "half": "\\ud800"}`;
  expect(
    await python(`f.save("main", ["b.csv"], {"b.csv": ${entry}}, notebook=n)`)
  ).toBe(true);
  const after = await store.load();
  expect(after?.file_metadata).toEqual({
    ...before?.file_metadata,
    'b.csv': {
      type: 'csv',
      size_mb: 0,
      rows: 3,
      columns: ['ä', '2024'],
      x: null,
      half: '\ud800'
    }
  });
  expect(after?.file_list).toEqual([...(before?.file_list ?? []), 'b.csv']);
  const text = await readFile(onDisk(), 'utf8');
  expect(parseDocument(text)).toEqual(JSON.parse(text));
  expect(await python('f.load(notebook=n)')).toEqual(JSON.parse(text));
  // Written again by TypeScript, it is the same to Python.
  await writeFile(onDisk(), formatDocument(after!));
  expect(await python('f.load(notebook=n)')).toEqual(JSON.parse(text));
  store.dispose();
});

it('kernel and page that write at the same time lose nothing', async () => {
  const store = new ContentsFileContextStore({
    contents: testContents(),
    folder: () => `${folder}/sales.agent/main`,
    notebookFolder: () => folder,
    isNotebookSaved: async () => true,
    clock: systemClock
  });
  const ours = Array.from({ length: 10 }, (_, index) => `ours ${index}.csv`);
  await Promise.all([
    python(
      '[f.save("main", [f"theirs {i}.csv"], notebook=n) for i in range(10)]'
    ),
    ...ours.map(path =>
      store.update(current =>
        mergeFiles(
          current,
          'main',
          [{ path, metadata: metadataOf(fileProfile({ path }), AT) }],
          AT
        )
      )
    )
  ]);
  await store.settled();
  const found = Object.keys((await store.load())?.file_metadata ?? {});
  expect(found.filter(path => path.startsWith('ours'))).toHaveLength(10);
  expect(found).toHaveLength(20);
  store.dispose();
});
