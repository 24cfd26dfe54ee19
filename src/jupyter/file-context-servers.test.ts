import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contents } from '@jupyterlab/services';
import { expect, inject, it } from 'vitest';
import { mergeFiles } from '../core/file-context/document-merge';
import type { FileContextDocument } from '../core/file-context/document';
import { metadataOf } from '../core/file-context/metadata';
import { fileProfile } from '../testing/fake-file-context';
import { HeldClock } from '../testing/held-clock';
import { startJupyterIn, startOwnJupyter } from '../testing/own-jupyter';
import { testContents } from '../testing/services';
import { ContentsFileContextStore } from './contents-file-context-store';

const AT = '2026-11-23T10:15:00.000Z';

function makeStore(
  contents: Contents.IManager,
  onProblem?: (problem: string) => void
): ContentsFileContextStore {
  return new ContentsFileContextStore({
    contents,
    folder: () => 'kept/sales.agent/main',
    notebookFolder: () => 'kept',
    isNotebookSaved: async () => true,
    clock: new HeldClock(),
    onProblem
  });
}

function add(
  store: ContentsFileContextStore,
  path: string
): Promise<FileContextDocument | null> {
  const metadata = metadataOf(fileProfile({ path }), AT);
  return store.update(current =>
    mergeFiles(current, 'main', [{ path, metadata }], AT)
  );
}

it('R18 the file context is still there when the server was started anew', async () => {
  const root = join(inject('jupyterRoot'), 'restarted');
  await mkdir(join(root, 'kept'), { recursive: true });
  const first = await startJupyterIn(root);
  const written = await add(makeStore(testContents(first.server)), 'a.csv');
  expect(written?.file_list).toEqual(['a.csv']);
  await first.end();
  const second = await startJupyterIn(root);
  const contents = testContents(second.server);
  expect(await makeStore(contents).load()).toEqual(written);
  await second.end();
});

it('a folder that is read-only: null, it is said, and everything is written later', async () => {
  const jupyter = await startOwnJupyter();
  const mark = join(jupyter.root, 'kept', 'THIS_FOLDER_IS_READ_ONLY');
  await mkdir(join(jupyter.root, 'kept'));
  await writeFile(mark, '');
  const problems: string[] = [];
  const contents = testContents(jupyter.server);
  const store = makeStore(contents, problem => problems.push(problem));
  expect(await add(store, 'a.csv')).toBeNull();
  expect(problems).toEqual([
    "What is known of data files cannot be saved: the notebook's folder is read-only."
  ]);
  expect((await store.load())?.file_list).toEqual(['a.csv']);
  await rm(mark);
  expect((await add(store, 'b.csv'))?.file_list).toEqual(['a.csv', 'b.csv']);
  expect((await makeStore(contents).load())?.file_count).toBe(2);
  await jupyter.end();
});
