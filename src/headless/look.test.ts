import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  it,
  vi
} from 'vitest';
import { NotebookFolder } from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';

// Each run starts a server and a kernel, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let model: OpenAIServer;
let folder: NotebookFolder;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  folder = await NotebookFolder.make(model);
  await folder.write('report.ipynb', []);
});

afterEach(() => folder.remove());

const NB = ['--notebook', 'report.ipynb'];

it('files, sessions and log tell what a turn left beside the notebook, and whether files are still as they were', async () => {
  const names = ['same.csv', 'touched.csv', 'changed.csv', 'gone.csv'];
  for (const name of names) {
    await folder.writeText(name, `region,units\n${name},3\n`);
  }
  model.enqueueText('Four files.');
  const asked = await folder.run(
    'ask',
    'What are they?',
    ...NB,
    '--files',
    ...names
  );
  expect(asked.exitCode).toBe(0);
  await utimes(join(folder.path, 'touched.csv'), 1, 1);
  await folder.writeText('changed.csv', 'region,units\nelse,30\n');
  await rm(join(folder.path, 'gone.csv'));

  const files = await folder.run('files', ...NB, '--json');
  expect(files).toMatchObject({ exitCode: 0, stderr: '' });
  const told = JSON.parse(files.stdout);
  expect(told).toMatchObject({
    session: 'main',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
  });
  expect(
    Object.fromEntries(
      told.files.map(({ path, state }: { path: string; state: string }) => [
        path,
        state
      ])
    )
  ).toEqual({
    'same.csv': 'unchanged',
    'touched.csv': 'unchanged',
    'changed.csv': 'changed',
    'gone.csv': 'gone'
  });
  expect(told.files[0]).toMatchObject({
    type: 'csv',
    rows: 1,
    columns: ['region', 'units'],
    size_mb: expect.any(Number),
    profiled_at: expect.stringContaining('T')
  });
  expect((await folder.run('files', ...NB)).stdout).toContain(
    'gone.csv · csv · 1 × 2 · gone\n'
  );

  const sessions = await folder.run('sessions', ...NB, '--json');
  expect(JSON.parse(sessions.stdout)).toEqual({
    sessions: [
      {
        session: 'main',
        turns: 1,
        last: expect.stringContaining('T'),
        files: 4
      }
    ]
  });
  expect((await folder.run('sessions', ...NB)).stdout).toMatch(
    /^main · 1 turn · 4 files · last used /
  );
  const log = await folder.run('log', ...NB);
  expect(log).toMatchObject({ exitCode: 0, stderr: '' });
  expect(log.stdout).toContain('Four files.');
});

it('where nothing was asked, that is said', async () => {
  expect(await folder.run('files', ...NB)).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringContaining('No saved file context for session main')
  });
  expect(await folder.run('files', ...NB, '--json')).toMatchObject({
    exitCode: 0,
    stdout: '{"session":"main","timestamp":null,"files":[]}\n'
  });
  expect(await folder.run('sessions', ...NB, '--json')).toMatchObject({
    exitCode: 0,
    stdout: '{"sessions":[]}\n'
  });
  expect(await folder.run('sessions', ...NB)).toMatchObject({
    exitCode: 0,
    stderr: 'report.ipynb has no session yet.\n'
  });
  expect(await folder.run('log', ...NB)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('nothing was asked yet')
  });
});

it.each([
  ['log', ['--notebook', 'other.ipynb'], 'There is no notebook other.ipynb.'],
  ['files', [...NB, '--session', '../x'], 'cannot be a session'],
  ['sessions', ['report.ipynb'], 'the notebook goes behind --notebook'],
  ['log', [...NB, '--json'], 'log has no option --json']
])('bad usage of %s %j', async (command, args, sentence) => {
  const run = await folder.run(command, ...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(sentence);
});
