import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  inject,
  it,
  vi
} from 'vitest';
import { randomIds } from '../core/clock';
import {
  startKernelGateway,
  type KernelGateway
} from '../testing/kernel-gateway';
import {
  NotebookFolder,
  runReport,
  shownText
} from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';
import { serversOn } from '../testing/processes';
import { testContents, testManagers } from '../testing/services';

// Each run starts a server and a kernel, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let model: OpenAIServer;
let folder: NotebookFolder;
let gateway: KernelGateway;
let gatewayFolder: string;

beforeAll(async () => {
  model = await OpenAIServer.start();
  gatewayFolder = await mkdtemp(join(tmpdir(), 'kernel-agent-gateway-'));
  gateway = await startKernelGateway(gatewayFolder);
});

afterAll(async () => {
  await gateway.end();
  await rm(gatewayFolder, { recursive: true, force: true });
  await model.close();
});

beforeEach(async () => {
  model.reset();
  folder = await NotebookFolder.make(model);
});

afterEach(async () => {
  expect(serversOn(folder.path)).toEqual([]);
  await folder.remove();
});

const SERVER = (): string[] => [
  ...['--server', inject('jupyterUrl'), '--token', inject('jupyterToken')]
];

/** A new folder on the server of all tests: its path there, and on this machine. */
async function serverFolder(): Promise<{ path: string; local: string }> {
  const path = `run ${randomIds.next()}`;
  const local = join(inject('jupyterRoot'), path);
  await mkdir(local);
  return { path, local };
}

it('--server runs in a kernel of its own in the notebook’s folder there, writes there, and leaves the kernel of an open notebook alone', async () => {
  const { path, local } = await serverFolder();
  await folder.write('report.ipynb', [
    'import os\nprint(os.path.basename(os.getcwd()), "mine" in globals())',
    '%%agent -o answer\nSay hello.',
    'print(answer)'
  ]);
  await writeFile(
    join(local, 'report.ipynb'),
    await folder.text('report.ipynb')
  );
  const managers = testManagers();
  await managers.sessions.ready;
  const open = await managers.sessions.startNew({
    ...{ path: `${path}/report.ipynb`, name: 'report', type: 'notebook' },
    kernel: { name: 'python3' }
  });
  await open.kernel?.requestExecute({ code: 'mine = 41' }).done;
  model.enqueueText('Hello.');

  const run = await folder.run(
    ...['run', `${path}/report.ipynb`, '--output', `${path}/out.ipynb`],
    ...[...SERVER(), '--json']
  );
  expect(runReport(run)).toMatchObject({ success: true, requests: 1 });
  expect(run.exitCode).toBe(0);
  const contents = testContents();
  const saved = await contents.get(`${path}/out.ipynb`);
  expect(saved.type).toBe('notebook');
  const text = JSON.stringify(saved.content);
  expect(text).toContain(`${path} False`);
  expect(await readdir(local)).toContain('report.agent');

  // Only the open notebook's own session is left.
  await managers.sessions.refreshRunning();
  const left = [...managers.sessions.running()].filter(session =>
    session.path.startsWith(path)
  );
  expect(left.map(session => session.id)).toEqual([open.id]);
  await open.shutdown();
  open.dispose();
  managers.dispose();
  contents.dispose();
});

it.each([
  [
    'a folder that is not there',
    'no/out.ipynb',
    2,
    'There is no folder no on the server.'
  ],
  ['the server’s root', 'out.ipynb', 0, 'written to out.ipynb']
])(
  '--server with an output in %s',
  async (_name, output, exitCode, sentence) => {
    const { path, local } = await serverFolder();
    await folder.write('report.ipynb', ['1']);
    await writeFile(
      join(local, 'report.ipynb'),
      await folder.text('report.ipynb')
    );
    const run = await folder.run(
      'run',
      `${path}/report.ipynb`,
      '--output',
      output,
      ...SERVER()
    );
    expect(run.stderr).toContain(sentence);
    expect(run.exitCode).toBe(exitCode);
  }
);

it('--server of a kernel gateway: the kernel is there, the files are here, and so is the conversation', async () => {
  await folder.writeText('sales.csv', 'units\n3\n4\n');
  await folder.write('report.ipynb', [
    'import os, pandas as pd\nprint(os.getcwd(), os.getppid())',
    '%%agent --files sales.csv\nTotal?',
    'print("total", total)'
  ]);
  model
    .enqueueCall('execute_python', {
      code: 'total = int(pd.read_csv("sales.csv").units.sum())'
    })
    .enqueueText('Seven.');
  const address = ['--server', gateway.url, '--token', gateway.token];
  const run = await folder.run(
    ...['run', 'report.ipynb', '--output', 'out.ipynb', ...address],
    ...['--approve', 'auto', '--json']
  );
  expect(run.stderr).toContain('cell 3/3 · code · ok');
  expect(runReport(run)).toMatchObject({ success: true, error: null });
  const { cells } = await folder.read('out.ipynb');
  expect(shownText(cells[0])).toBe(`${folder.path} ${gateway.pid}`);
  expect(shownText(cells[2])).toBe('total 7');
  expect(await folder.transcript()).toContain('Seven.');
  expect(gateway.log()).toContain('Kernel shutdown');
});

it('R25 ask works behind a kernel gateway, too; the token is on no command line', async () => {
  await folder.write('report.ipynb', []);
  const script =
    'import subprocess\nshown = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout\n' +
    'open("processes.txt", "w").write(shown)';
  model.enqueueCall('execute_python', { code: script }).enqueueText('Done.');
  const run = await folder.runWith(
    { JUPYTER_TOKEN: gateway.token },
    ...['ask', 'Which processes?', '--notebook', 'report.ipynb'],
    ...['--server', gateway.url, '--approve', 'auto', '--json']
  );
  expect(JSON.parse(run.stdout)).toMatchObject({
    success: true,
    answer: 'Done.'
  });
  // The kernel works in the notebook's folder.
  const processes = await folder.text('processes.txt');
  expect(processes).toContain(`--ServerApp.root_dir=${folder.path}`);
  expect(processes).not.toContain(gateway.token);
});

it.each([
  [
    'a gateway that refuses the token',
    () => gateway.url,
    'The kernel gateway at'
  ],
  [
    'a server that refuses the token',
    () => inject('jupyterUrl'),
    'refused the token'
  ],
  ['a server that is not there', () => 'http://127.0.0.1:9/', 'cannot be used']
])('%s: said in words, exit code 1', async (_name, url, sentence) => {
  await folder.write('report.ipynb', ['1']);
  const run = await folder.run(
    ...['run', 'report.ipynb', '--server', url(), '--token', 'wrong', '--json']
  );
  expect(run.exitCode).toBe(1);
  expect(runReport(run).error).toMatchObject({
    code: 'kernel-unavailable',
    message: expect.stringContaining(sentence)
  });
  expect(await readFile(join(folder.path, 'report.ipynb'), 'utf8')).toContain(
    '"outputs":[]'
  );
});

it('ask -o puts the answer into a variable of the running notebook', async () => {
  const { path, local } = await serverFolder();
  await folder.write('report.ipynb', []);
  await writeFile(
    join(local, 'report.ipynb'),
    await folder.text('report.ipynb')
  );
  const managers = testManagers();
  await managers.sessions.ready;
  const open = await managers.sessions.startNew({
    ...{ path: `${path}/report.ipynb`, name: 'report', type: 'notebook' },
    kernel: { name: 'python3' }
  });
  model.enqueueText('<solution>42</solution>');
  const run = await folder.run(
    ...['ask', 'How many?', '--notebook', `${path}/report.ipynb`],
    ...['-o', 'count', ...SERVER(), '--model', 'another']
  );
  expect(run).toMatchObject({ exitCode: 0, stdout: '42\n' });
  let shown = '';
  const future = open.kernel!.requestExecute({ code: 'print(repr(count))' });
  future.onIOPub = ({ content }) => {
    shown += 'text' in content ? String(content.text) : '';
  };
  await future.done;
  expect(shown).toBe("'42'\n");
  expect(JSON.parse(model.chats[0]?.body ?? '{}')).toMatchObject({
    model: 'another'
  });
  await open.shutdown();
  open.dispose();
  managers.dispose();
});
