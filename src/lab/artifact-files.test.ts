import { DocumentRegistry, TextModelFactory } from '@jupyterlab/docregistry';
import { ServerConnection, type Contents } from '@jupyterlab/services';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../core/limits';
import { findGone, fullPath, hasViewer, readPicture } from './artifact-files';

/** A contents manager that knows folders by the names in them, and single files by their size and content. */
function contentsWith(
  folders: Record<string, string[] | number>,
  file: Partial<Contents.IModel> | null = {}
): { manager: Contents.IManager; asked: string[] } {
  const asked: string[] = [];
  const get = async (
    path: string,
    options?: Contents.IFetchOptions
  ): Promise<unknown> => {
    asked.push(path);
    if (options?.type !== 'directory' && file !== null) {
      return file;
    }
    const names = folders[path] ?? 404;
    if (typeof names === 'number') {
      throw new ServerConnection.ResponseError(
        new Response(null, { status: names })
      );
    }
    return { content: names.map(name => ({ name })) };
  };
  // Only `get` is called.
  return { manager: { get } as unknown as Contents.IManager, asked };
}

describe('which files are gone', () => {
  it('is seen with one look at each folder', async () => {
    const { manager, asked } = contentsWith({
      work: ['a.csv', 'figures'],
      'work/figures': ['b.png']
    });
    const gone = await findGone(manager, 'work', [
      ...['a.csv', 'old.csv', 'figures/b.png', 'figures/old.png']
    ]);
    expect([...gone]).toEqual(['old.csv', 'figures/old.png']);
    expect(asked).toEqual(['work', 'work/figures']);
  });

  it('all are in a folder that is gone itself', async () => {
    const { manager } = contentsWith({});
    const gone = await findGone(manager, '', ['figures/a.png']);
    expect([...gone]).toEqual(['figures/a.png']);
  });

  it('is not said of what cannot be looked at', async () => {
    const { manager, asked } = contentsWith({ work: 500 });
    const gone = await findGone(manager, 'work', [
      ...['a.csv', '.hidden/a.csv', '.a.csv', '../../outside.csv', '/tmp/b.csv']
    ]);
    expect([...gone]).toEqual([]);
    expect(asked).toEqual(['work']);
  });
});

it.each([
  ['', 'a.csv', 'a.csv'],
  ['work', './figures//a.png', 'work/figures/a.png'],
  ['work/deep', '../a.csv', 'work/a.csv'],
  ['work', '../../a.csv', null],
  ['work', '/tmp/a.csv', null]
])('in “%s” %s is %s', (directory, path, full) => {
  expect(fullPath(directory, path)).toBe(full);
});

describe('what JupyterLab shows', () => {
  const registry = new DocumentRegistry({
    textModelFactory: new TextModelFactory()
  });
  // As in JupyterLab, the text editor takes everything; only its name and types count here.
  const editor = { name: 'Editor', fileTypes: ['*'], defaultFor: ['*'] };
  registry.addWidgetFactory(
    editor as unknown as DocumentRegistry.WidgetFactory
  );
  const viewer = { name: 'Decks', fileTypes: ['odp'], defaultFor: ['odp'] };
  registry.addFileType({ name: 'odp', extensions: ['.odp'] });
  registry.addWidgetFactory(
    viewer as unknown as DocumentRegistry.WidgetFactory
  );

  it.each([
    ['a.csv', true],
    ['a.png', true],
    ['notes', true],
    ['a.pptx', false],
    ['A.XLSX', false],
    ['a.parquet', false],
    ['with a viewer.odp', true]
  ])('%s: %s', (path, shown) => {
    expect(hasViewer(registry, path)).toBe(shown);
  });
});

describe('a picture', () => {
  it.each([
    ['a.PNG', 'image/png'],
    ['a.jpg', 'image/jpeg'],
    ['a.svg', 'image/svg+xml']
  ])('%s is read as %s', async (path, type) => {
    const { manager } = contentsWith(
      {},
      { size: 3, content: btoa('\u0089PN') }
    );
    const picture = await readPicture(manager, path);
    expect(picture.type).toBe(type);
    expect(picture.size).toBe(3);
  });

  it('that is gone is said to be', async () => {
    const { manager } = contentsWith({}, null);
    await expect(readPicture(manager, 'a.png')).rejects.toThrow(
      'The file is no longer there.'
    );
  });

  it('that is too large is not read', async () => {
    const { manager, asked } = contentsWith(
      {},
      { size: LIMITS.shownPictureBytes + 1 }
    );
    await expect(readPicture(manager, 'a.png')).rejects.toThrow('too large');
    expect(asked).toHaveLength(1);
  });
});
