import { symlink } from 'node:fs/promises';
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
import {
  NotebookFolder,
  runReport,
  shownText
} from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';
import { serversOn } from '../testing/processes';

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
});

afterEach(async () => {
  // Whatever happened, no server stays behind.
  expect(serversOn(folder.path)).toEqual([]);
  await folder.remove();
});

it('runs a notebook as a front end does: counts, streams, displays that are updated, outputs that are cleared, await', async () => {
  await folder.write('report.ipynb', [
    { source: '# Title', cell_type: 'markdown' },
    'import os, sys\nprint("here:", os.getcwd())\nprint("oops", file=sys.stderr)\n6 * 7',
    'from IPython.display import display, clear_output\nhandle = display("before", display_id=True)\nIn[1][:9], _',
    '',
    'handle.update("after")\nprint("gone")\nclear_output()\nprint("stays")',
    'import asyncio\nawait asyncio.sleep(0)\nasyncio.get_running_loop().is_running()',
    { source: 'raw text', cell_type: 'raw' }
  ]);
  const run = await folder.run('run', 'report.ipynb', '--output', 'out.ipynb');
  expect(run).toMatchObject({ exitCode: 0, stdout: '' });
  const { cells, metadata } = await folder.read('out.ipynb');
  expect(cells.map(cell => cell.execution_count)).toEqual([
    undefined,
    1,
    2,
    null,
    3,
    4,
    undefined
  ]);
  expect(shownText(cells[1])).toBe(`here: ${folder.path}\noops\n42`);
  expect(cells[2]?.outputs).toMatchObject([
    { output_type: 'display_data', data: { 'text/plain': ["'after'"] } },
    { output_type: 'execute_result', execution_count: 2 }
  ]);
  expect(shownText(cells[2])).toContain("('import os', 42)");
  expect(shownText(cells[4])).toBe('stays');
  expect(shownText(cells[5])).toBe('True');
  expect(metadata).toMatchObject({
    kernelspec: { name: 'python3', language: 'python' },
    language_info: { name: 'python' }
  });
  expect((await folder.read('report.ipynb')).cells[1]?.outputs).toEqual([]);
  expect(run.stderr).toMatch(
    /^Starting the kernel · Python 3.*\ncell 2\/7 · code · ok · [\d.]+ s\ncell 3\/7/
  );
  expect(run.stderr).toMatch(/✓ 4 cells ran, written to out.ipynb\n$/);
});

it('stops at a cell that fails, with exit code 5 and the cell and its error by name; what is tagged raises-exception may fail', async () => {
  await folder.write('report.ipynb', [
    { source: '1 / 0', tags: ['raises-exception'] },
    'raise KeyError("sales")',
    'print("never")'
  ]);
  const run = await folder.run('run', 'report.ipynb', '--json');
  expect(run.exitCode).toBe(5);
  expect(JSON.parse(run.stdout)).toEqual({
    success: false,
    notebook: 'report.ipynb',
    output: 'report.ipynb',
    cells: [
      {
        ...{ index: 0, id: 'cell-1', kind: 'code', status: 'allowed' },
        milliseconds: expect.any(Number),
        error: {
          code: 'cell-failed',
          message: 'ZeroDivisionError: division by zero'
        }
      },
      {
        ...{ index: 1, id: 'cell-2', kind: 'code', status: 'error' },
        milliseconds: expect.any(Number),
        error: { code: 'cell-failed', message: "KeyError: 'sales'" }
      },
      {
        ...{ index: 2, id: 'cell-3', kind: 'code', status: 'not-run' },
        milliseconds: 0
      }
    ],
    turns: [],
    requests: 0,
    artifacts: [],
    error: { code: 'cell-failed', message: "Cell 2: KeyError: 'sales'" },
    usage: null
  });
  expect(run.stderr).toContain("Cell 2: KeyError: 'sales'");
  const { cells } = await folder.read('report.ipynb');
  expect(cells[1]?.outputs).toMatchObject([
    { output_type: 'error', ename: 'KeyError' }
  ]);
  expect(cells[2]?.outputs).toEqual([]);
});

it('keeps what a cell prints faster than a page could show it', async () => {
  await folder.write('report.ipynb', [
    'for index in range(100, 520): print(str(index) * 3000)'
  ]);
  const run = await folder.run('run', 'report.ipynb');
  expect(run.exitCode).toBe(0);
  const { cells } = await folder.read('report.ipynb');
  const lines = shownText(cells[0]).split('\n');
  expect(lines).toHaveLength(420);
  expect(lines[419]).toBe('519'.repeat(3000));
});

it.each([
  [
    'asks for input',
    'name = input("Your name? ")',
    'The cell asks for input, and nobody is there to answer it.'
  ],
  [
    'ends its kernel',
    'import os\nprint("last words", flush=True)\nos._exit(1)',
    'The kernel died while the cell ran.'
  ]
])('says so when a cell %s', async (_name, source, sentence) => {
  await folder.write('report.ipynb', [source, '1']);
  const run = await folder.run('run', 'report.ipynb', '--json');
  expect(run.exitCode).toBe(5);
  expect(runReport(run).error).toMatchObject({
    message: `Cell 1: ${sentence}`
  });
  const { cells } = await folder.read('report.ipynb');
  expect(cells[0]?.outputs.at(-1)).toMatchObject({ output_type: 'error' });
  expect(cells[1]?.outputs).toEqual([]);
});

it('--param puts values behind the cell tagged parameters, in the output only; a second run replaces them', async () => {
  await folder.write('report.ipynb', [
    'top = 1',
    { source: 'region = "North"\nshare = 0.5', tags: ['parameters'] },
    'print([region, share, flag, items, top])'
  ]);
  const before = await folder.text('report.ipynb');
  const args = ['--param', 'share=.25', '--param', 'flag=true'];
  const first = await folder.run(
    ...['run', 'report.ipynb', '--output', 'out.ipynb', ...args],
    ...['--param', 'region=South East', '--param', "items=[1, 'a=b', None]"]
  );
  expect(first.exitCode).toBe(0);
  const { cells } = await folder.read('out.ipynb');
  expect(cells[2]).toMatchObject({
    metadata: { tags: ['injected-parameters'] },
    source:
      '# Parameters\nshare = .25\nflag = True\nregion = "South East"\nitems = [1, "a=b", None]'
  });
  expect(shownText(cells[3])).toBe(
    "['South East', 0.25, True, [1, 'a=b', None], 1]"
  );
  expect(await folder.text('report.ipynb')).toBe(before);

  const again = await folder.run(
    ...['run', 'out.ipynb', '--output', 'again.ipynb', ...args],
    ...['--param', 'items=[]']
  );
  expect(again.exitCode).toBe(0);
  const rerun = await folder.read('again.ipynb');
  expect(rerun.cells).toHaveLength(4);
  expect(shownText(rerun.cells[3])).toBe("['North', 0.25, True, [], 1]");
});

it.each([
  [
    'a notebook that is not there',
    ['other.ipynb'],
    'There is no notebook other.ipynb.'
  ],
  ['what is not JSON', ['broken.ipynb'], 'broken.ipynb is not a notebook.'],
  ['JSON that is no notebook', ['data.ipynb'], 'data.ipynb is not a notebook.'],
  ['a notebook of a later format', ['later.ipynb'], 'of format 7'],
  [
    'an option that is none',
    ['report.ipynb', '--parm', 'a=1'],
    "Unknown option '--parm'."
  ],
  [
    'an option of another command',
    ['report.ipynb', '--files', 'a'],
    'run has no option --files'
  ],
  ['two notebooks', ['report.ipynb', 'out.ipynb'], 'run takes one notebook'],
  ['no notebook', [], 'Say which notebook'],
  [
    'a parameter without output',
    ['report.ipynb', '--param', 'a=1'],
    '--param needs --output'
  ],
  [
    'a parameter into the notebook itself',
    ['report.ipynb', '--param', 'a=1', '--output', './report.ipynb'],
    'another --output'
  ],
  [
    'a parameter into the notebook itself by a link',
    ['report.ipynb', '--param', 'a=1', '--output', 'link.ipynb'],
    'another --output'
  ],
  [
    'a name that is none',
    ['report.ipynb', '--param', 'class=1', '--output', 'o.ipynb'],
    '--param takes name=value'
  ],
  [
    'an output where no folder is',
    ['report.ipynb', '--output', 'no/out.ipynb'],
    'There is no folder'
  ],
  [
    'an output that is a folder',
    ['report.ipynb', '--output', '.'],
    'is a folder'
  ],
  [
    'a kernel that is not installed',
    ['julia.ipynb'],
    'asks for the kernel julia-1.9, which is not installed here'
  ],
  [
    'a kernel that there is not',
    ['report.ipynb', '--kernel', 'julia-1.9'],
    'There is no kernel julia-1.9, only'
  ],
  [
    'two modes at once',
    ['report.ipynb', '--fresh', '--replay-only'],
    'exclude each other'
  ],
  [
    'a session that is a path',
    ['report.ipynb', '--session', '../x'],
    'cannot be a session'
  ]
])(
  'bad usage, %s: one sentence and exit code 2',
  async (_name, args, sentence) => {
    await folder.write('report.ipynb', ['1']);
    await symlink('report.ipynb', join(folder.path, 'link.ipynb'));
    await folder.write('julia.ipynb', ['1'], {
      kernelspec: {
        name: 'julia-1.9',
        display_name: 'Julia 1.9',
        language: 'julia'
      }
    });
    await folder.writeText('broken.ipynb', '{"cells": [');
    await folder.writeText('data.ipynb', '{"cells": []}');
    await folder.writeText(
      'later.ipynb',
      '{"cells": [], "metadata": {}, "nbformat": 7, "nbformat_minor": 0}'
    );
    const before = await folder.text('report.ipynb');
    const run = await folder.run('run', ...args);
    expect(run.stderr).toContain(sentence);
    expect(run).toMatchObject({ exitCode: 2 });
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(await folder.text('report.ipynb')).toBe(before);
  }
);

it('takes a notebook without cells, one without ids and one of format 3', async () => {
  await folder.write('empty.ipynb', []);
  expect(await folder.run('run', 'empty.ipynb')).toMatchObject({ exitCode: 0 });
  expect((await folder.read('empty.ipynb')).cells).toEqual([]);

  const cell = {
    cell_type: 'code',
    metadata: {},
    outputs: [],
    execution_count: null
  };
  const twice = { ...cell, source: ['print(', '"a")'] };
  await folder.writeText(
    'old.ipynb',
    JSON.stringify({
      cells: [twice, twice],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 4
    })
  );
  const ids: string[][] = [];
  for (const output of ['one.ipynb', 'two.ipynb']) {
    const run = await folder.run('run', 'old.ipynb', '--output', output);
    expect(run.exitCode).toBe(0);
    const saved = await folder.read(output);
    expect(saved.cells.map(shownText)).toEqual(['a', 'a']);
    ids.push(saved.cells.map(({ id }) => id));
  }
  // What was recorded for a cell is found again in the next run.
  expect(ids[0]).toEqual(ids[1]);
  expect(new Set(ids[0]).size).toBe(2);

  await folder.writeText(
    'three.ipynb',
    JSON.stringify({
      metadata: { name: '' },
      nbformat: 3,
      nbformat_minor: 0,
      worksheets: [
        {
          cells: [
            {
              cell_type: 'code',
              collapsed: false,
              input: ['print("three")'],
              language: 'python',
              metadata: {},
              outputs: []
            }
          ],
          metadata: {}
        }
      ]
    })
  );
  expect(
    await folder.run('run', 'three.ipynb', '--output', 'four.ipynb')
  ).toMatchObject({ exitCode: 0 });
  expect(shownText((await folder.read('four.ipynb')).cells[0])).toBe('three');
});
