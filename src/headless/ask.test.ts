import {
  mkdtemp,
  readdir,
  readFile,
  realpath,
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
  it
} from 'vitest';
import { OpenAIServer } from '../testing/openai-server';
import { serversOn } from '../testing/processes';
import { runAgent, startAgent, type AgentRun } from '../testing/run-agent';
import { SessionBench } from '../testing/session-bench';

const KEY = 'sk-secret-of-these-tests-0123456789';
const KEYS = [
  'success',
  'answer',
  'code',
  'output',
  'error',
  'attempts',
  'files',
  'artifacts',
  'usage'
];

let model: OpenAIServer;
let folder: string;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kernel-agent-ask-')));
  await writeFile(
    join(folder, 'sales.ipynb'),
    '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
  );
  await writeFile(
    join(folder, 'sales.csv'),
    'region,units\nNorth,3\nSouth,4\n'
  );
});

afterEach(async () => {
  // Whatever happened, no server stays behind.
  expect(serversOn(folder)).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

function scripted(): Record<string, string> {
  return {
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_API_KEY: KEY,
    OPENAI_MODEL: 'scripted'
  };
}

function ask(...args: string[]): Promise<AgentRun> {
  return runAgent(['ask', ...args], folder, scripted());
}

/** Everything in the sidecar, as text. */
async function sidecar(): Promise<string> {
  const main = join(folder, 'sales.agent', 'main');
  const entries = await readdir(main, { withFileTypes: true });
  const texts = entries
    .filter(entry => entry.isFile())
    .map(({ name }) => readFile(join(main, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

it('R17 R25: prints one JSON object of exactly the promised keys, runs code, and leaves no server behind', async () => {
  model
    .enqueueCall('execute_python', {
      code: 'import os, pandas as pd\nprint("key:", os.environ.get("OPENAI_API_KEY"))\npd.read_csv("sales.csv").to_csv("copy.csv")\nprint(6 * 7)'
    })
    .enqueueText('<solution>It is **42**.</solution>');
  const { exitCode, stdout, stderr } = await ask(
    'How many?',
    '--notebook',
    'sales.ipynb',
    '--files',
    'sales.csv',
    '--approve',
    'auto',
    '--json'
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const report: object = JSON.parse(stdout);
  expect(Object.keys(report)).toEqual(KEYS);
  expect(report).toMatchObject({
    success: true,
    answer: 'It is **42**.',
    code: [expect.stringContaining('print(6 * 7)')],
    output: 'key: None\n42',
    error: null,
    attempts: 1,
    files: ['sales.csv'],
    artifacts: [
      {
        filename: 'copy.csv',
        path: 'copy.csv',
        extension: '.csv',
        size_kb: expect.any(Number),
        modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
      }
    ],
    usage: { total_tokens: 240 }
  });
  expect(model.chats[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(stdout).not.toContain(KEY);
  expect(await sidecar()).toContain('Kernel Agent - Session Log');
  expect(await sidecar()).not.toContain(KEY);
});

it('refuses code without --approve auto, says so, and never waits for a person', async () => {
  model
    .enqueueCall('execute_python', { code: 'open("made.txt", "w")' })
    .enqueueText('I may not run it.');
  const run = await ask('Write a file', '--notebook', 'sales.ipynb');
  expect(run).toMatchObject({
    exitCode: 3,
    stdout: 'I may not run it.\n',
    stderr: 'Code was refused: it runs only with --approve auto.\n'
  });
  expect(await readdir(folder)).not.toContain('made.txt');
  expect(model.chats.at(-1)?.body).toContain(
    'The user refused to run this code'
  );
  expect(await sidecar()).toContain('"outcome":"reject"');
});

it('reports a refusal in JSON as no success', async () => {
  model
    .enqueueCall('execute_python', { code: '1' })
    .enqueueText('I may not run it.');
  const run = await ask('Add up', '--notebook', 'sales.ipynb', '--json');
  expect(run).toMatchObject({ exitCode: 3 });
  expect(JSON.parse(run.stdout)).toMatchObject({
    success: false,
    code: [],
    attempts: 0,
    error: { code: 'code-refused' }
  });
});

it('a model that refuses the key: exit code 1, the error in words, the key nowhere', async () => {
  model.enqueueJson({ error: { message: `Wrong key ${KEY}.` } }, 401);
  const run = await ask('Add up', '--notebook', 'sales.ipynb', '--json');
  expect(run).toMatchObject({ exitCode: 1 });
  const report: object = JSON.parse(run.stdout);
  expect(Object.keys(report)).toEqual(KEYS);
  expect(report).toMatchObject({
    success: false,
    answer: '',
    error: {
      code: 'model-unauthorized',
      message: 'The model server refused the API key.'
    }
  });
  expect(run.stderr).toContain('The model server refused the API key.');
  expect(run.stdout + run.stderr + (await sidecar())).not.toContain(KEY);
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130]
] as const)(
  '%s in the middle of a turn ends it in good order',
  async (signal, code) => {
    model.enqueueHang();
    const agent = startAgent(
      ['ask', 'Wait', '--notebook', 'sales.ipynb', '--json'],
      folder,
      scripted()
    );
    await model.waitForChats(1);
    expect(serversOn(folder)).not.toEqual([]);
    agent.kill(signal);
    const run = await agent.ended;
    expect(run).toMatchObject({ exitCode: code });
    expect(JSON.parse(run.stdout)).toMatchObject({
      success: false,
      error: { code: 'stopped' }
    });
    expect(serversOn(folder)).toEqual([]);
    expect(await sidecar()).toContain('"outcome":"stopped"');
  }
);

it.each([
  [
    'a notebook that is not there',
    ['--notebook', 'other.ipynb'],
    'There is no notebook other.ipynb.'
  ],
  [
    'a notebook that is none',
    ['--notebook', 'sales.csv'],
    'sales.csv is not a notebook.'
  ],
  [
    'a file that is not there',
    ['--notebook', 'sales.ipynb', '--files', 'other.csv'],
    'There is no file other.csv.'
  ],
  [
    'a session that is a path',
    ['--notebook', 'sales.ipynb', '--session', '../x'],
    'cannot be a session'
  ],
  [
    'an option that is none',
    ['--notebook', 'sales.ipynb', '--fils', 'a'],
    "Unknown option '--fils'."
  ]
])(
  'bad usage, %s: one sentence and exit code 2',
  async (_name, args, sentence) => {
    const run = await ask('Total?', ...args);
    expect(run).toMatchObject({ exitCode: 2 });
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(sentence);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(model.requests).toEqual([]);
  }
);

it('--server works in the notebook’s own running kernel and leaves it running', async () => {
  const bench = await SessionBench.open(model.baseURL);
  try {
    await writeFile(
      bench.path('sales.ipynb'),
      await readFile(join(folder, 'sales.ipynb'))
    );
    await bench.kernel.ensureStarted(new AbortController().signal);
    await bench.runCell('mine = 41');
    model
      .enqueueCall('execute_python', { code: 'yours = mine + 1\nprint(yours)' })
      .enqueueText('It is 42.');
    const run = await ask(
      'Add one to mine',
      '--notebook',
      bench.notebook,
      '--server',
      inject('jupyterUrl'),
      '--token',
      inject('jupyterToken'),
      '--approve',
      'auto',
      '--json'
    );
    expect(JSON.parse(run.stdout)).toMatchObject({
      success: true,
      output: '42'
    });
    expect(model.chats[0]?.body).toContain('- mine: int');
    expect(await bench.runCell('print(yours)')).toBe('42');
    await bench.session.load();
    expect(bench.session.conversation.turns).toMatchObject([
      { prompt: 'Add one to mine', state: 'answered' }
    ]);
  } finally {
    await bench.close();
  }
});

it.each([
  ['a server that is not there', 'http://127.0.0.1:9/', 'cannot be used'],
  ['a wrong token', '', 'refused the token']
])('--server with %s: said in words', async (_name, address, sentence) => {
  const run = await ask(
    'Total?',
    '--notebook',
    'sales.ipynb',
    '--server',
    address || inject('jupyterUrl'),
    '--token',
    'wrong',
    '--json'
  );
  expect(run).toMatchObject({ exitCode: 1 });
  expect(JSON.parse(run.stdout)).toMatchObject({
    success: false,
    error: { message: expect.stringContaining(sentence) }
  });
});

it('without a model the offline analyst answers, and --help explains', async () => {
  const run = await runAgent(
    [
      'ask',
      'total units by region',
      '--notebook',
      'sales.ipynb',
      '--files',
      'sales.csv',
      '--approve',
      'auto'
    ],
    folder
  );
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.stdout).toMatch(/South/);
  const help = await runAgent(['--help'], folder);
  expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  expect(help.stdout).toContain('Exit codes: 0 answered');
});
