import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnalystLoop } from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import { writeCorpus } from '../../../testing/table-corpus';
import type { Analysis } from '../intent';
import { callArguments, type Move } from '../move';
import { readConversation } from '../read-conversation';
import type { RequestMessage } from '../read-request';
import type { Request, Target } from '../understand/understanding';
import { decide } from './decide';
import type { Minds } from './minds';

const BARS: Analysis = {
  kind: 'group',
  filters: [],
  quantities: [
    { measure: { kind: 'column', column: 'population' }, statistic: 'sum' }
  ],
  keys: [{ kind: 'column', column: 'city' }],
  limit: null,
  descending: true,
  extreme: false,
  share: false,
  chart: 'bar'
};

function minds(request: Request | Target, analysis: Analysis = BARS): Minds {
  const isTarget =
    request.kind === 'file' ||
    request.kind === 'missing' ||
    request.kind === 'unclear' ||
    request.kind === 'none';
  return {
    recognise: () =>
      isTarget ? { kind: 'table', target: request } : (request as Request),
    understand: () => ({
      tasks: [{ analysis, notes: [] }],
      lookUp: [],
      unknown: [],
      cannot: []
    })
  };
}

const ONE: Target = { kind: 'file', path: 'one.csv', sheet: null };
const TOOLS = ['execute_python', 'dataset_info'].map(name => ({
  type: 'function',
  function: { name }
}));

function next(
  messages: readonly RequestMessage[],
  what: Minds,
  tools = TOOLS
): Move {
  return decide(readConversation({ messages: [...messages], tools }), what);
}

/** The messages of a turn whose only call came to `result`. */
function after(result: string, prompt = 'draw'): RequestMessage[] {
  const messages: RequestMessage[] = [
    { role: 'user', content: prompt },
    {
      role: 'assistant',
      content: 'x',
      tool_calls: [
        {
          id: 'c',
          function: { name: 'execute_python', arguments: '{"code":"1"}' }
        }
      ]
    }
  ];
  return [...messages, { role: 'tool', tool_call_id: 'c', content: result }];
}

describe('turns that are ended from outside', () => {
  it.each([
    ['The user refused to run this code; nothing was run.', 'did not let'],
    ['1\nInterrupted after 3.0 s.', 'interrupted before it was done'],
    [
      "The notebook's kernel is R (ir), so Python cannot be run in it. Tell the user to pick a Python kernel.",
      'kernel is R (ir), not Python'
    ]
  ])('%s', (result, answer) => {
    const move = next(after(result), minds(ONE));
    expect(move.call).toBeUndefined();
    expect(move.text).toContain(answer);
  });

  it('says where things stand at the limit', () => {
    const move = next(
      [
        ...after('Rows: 5\nTotal: 7'),
        {
          role: 'user',
          content:
            '[The limit of this turn is reached (24 steps). This message is automatic. Do not call tools. Say what is done.]'
        }
      ],
      minds(ONE)
    );
    expect(move.call).toBeUndefined();
    expect(move.text).toContain('Total: 7');
  });

  it('does not need a kernel that is not Python for small talk', () => {
    const messages: RequestMessage[] = [
      {
        role: 'user',
        content:
          "<context>\nThe notebook's kernel is R (ir), not Python: no code can be run in it.\n</context>\n\nhi"
      }
    ];
    expect(next(messages, minds({ kind: 'greeting' })).text).toContain('Hello');
    expect(next(messages, minds(ONE)).text).toContain('not Python');
  });
});

describe('answers without code', () => {
  const messages: RequestMessage[] = [
    {
      role: 'user',
      content:
        '<context>\nData files beside the notebook:\n- sales_2024.csv (1.1 MB)\n- notes.pdf (3 KB)\n</context>\n\n…'
    }
  ];
  it.each([
    [{ kind: 'greeting' }, 'sales_2024.csv'],
    [{ kind: 'thanks' }, 'welcome'],
    [{ kind: 'help' }, 'histogram'],
    [{ kind: 'files' }, 'notes.pdf'],
    [{ kind: 'variables' }, 'no variables'],
    [{ kind: 'unsupported', what: 'write texts' }, 'I cannot write texts'],
    [{ kind: 'missing', name: 'sale_2024.csv' }, '`sales_2024.csv`'],
    [{ kind: 'unclear', choices: ['a.csv', 'b.csv'] }, '`a.csv` or `b.csv`'],
    [{ kind: 'none' }, 'no table to work on']
  ] as const)('%o', (request, answer) => {
    const move = next(messages, minds(request as Request | Target), []);
    expect(move.call).toBeUndefined();
    expect(move.text).toContain(answer);
    expect(move.text).toContain('built-in offline analyst');
    expect(move.text).toContain('OPENAI_API_KEY');
  });

  it('does not introduce itself twice', () => {
    const move = next(
      [
        ...messages,
        { role: 'assistant', content: 'I am the built-in offline analyst.' },
        { role: 'user', content: 'thanks' }
      ],
      minds({ kind: 'thanks' })
    );
    expect(move.text).not.toContain('OPENAI_API_KEY');
  });
});

describe('what goes wrong in the kernel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offline-plan-'));
  let notebook: PythonNotebook;
  beforeAll(() => {
    writeCorpus(folder);
    notebook = new PythonNotebook(folder);
  });
  beforeEach(() => notebook.reset());
  afterAll(() => {
    notebook.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const talk = (what: Minds): AnalystLoop =>
    new AnalystLoop(notebook, conversation => decide(conversation, what));

  it('gives the numbers where matplotlib is missing, and says how to get the chart', async () => {
    await notebook.block('matplotlib');
    const { answer } = await talk(minds(ONE)).ask('draw');
    expect(answer).toContain('2,100,000');
    expect(answer).toContain('%pip install matplotlib');
  });

  it.each(['pandas', 'openpyxl'])('names %s when it is missing', async name => {
    await notebook.block(name);
    const target: Target = {
      kind: 'file',
      path: name === 'pandas' ? 'one.csv' : 'finances.xlsx',
      sheet: null
    };
    const { answer } = await talk(minds(target)).ask('draw');
    expect(answer).toContain(`%pip install ${name}`);
  });

  it('loads again what the user deleted', async () => {
    const loop = talk(minds(ONE));
    await loop.ask('draw');
    await notebook.run('del one');
    const { answer, code } = await loop.ask('draw');
    expect(answer).toContain('2,100,000');
    expect(code.at(-1)).toContain('read_csv');
  });

  it('knows that a new kernel has forgotten everything', async () => {
    const loop = talk(minds(ONE));
    await loop.ask('draw');
    await notebook.reset();
    const { code, outputs } = await loop.ask('draw', [], true);
    expect(code).toHaveLength(1);
    expect(outputs.join('\n')).not.toContain('Traceback');
  });

  it('loads again after the columns were changed behind its back', async () => {
    const loop = talk(minds(ONE));
    await loop.ask('draw');
    await notebook.run('one = one.rename(columns={"city": "town"})');
    const { answer } = await loop.ask('draw');
    expect(answer).toContain('2,100,000');
  });

  it('says so when the file is gone, is no workbook, or holds nothing', async () => {
    writeFileSync(join(folder, 'broken.xlsx'), 'no workbook');
    writeFileSync(join(folder, 'empty.csv'), '');
    for (const path of ['nowhere.csv', 'broken.xlsx', 'empty.csv']) {
      const { answer, steps } = await talk(
        minds({ kind: 'file', path, sheet: null })
      ).ask('draw');
      expect(answer).toContain(`could not read \`${path}\``);
      expect(steps).toBe(2);
    }
  });

  it('gives up on code that fails twice, in words', async () => {
    const wrong: Analysis = { kind: 'values', column: 'nothing', filters: [] };
    const { answer, steps } = await talk(minds(ONE, wrong)).ask('draw');
    expect(answer).toContain('a column that should be there is not');
    expect(steps).toBeLessThanOrEqual(4);
  });

  it('does not take the first output of running code for its result', async () => {
    const loop = new AnalystLoop(
      Object.assign(Object.create(notebook), {
        run: () =>
          Promise.resolve(
            'Rows: 1\nStill running after 600.0 s; this is the output so far. The code goes on; the next call waits for it.'
          )
      }),
      conversation => decide(conversation, minds(ONE))
    );
    expect((await loop.ask('draw')).answer).toContain('still running');
  });

  it('never makes a call for a tool that is not offered', () => {
    const only = TOOLS.slice(0, 1);
    const messages: RequestMessage[] = [{ role: 'user', content: 'draw' }];
    expect(next(messages, minds(ONE), only).call?.tool).toBe('execute_python');
    const none = next(messages, minds(ONE), []);
    expect(none.call).toBeUndefined();
  });

  it('writes calls whose arguments are read as JSON', () => {
    const code = 'print("ü\\n")';
    expect(JSON.parse(callArguments({ tool: 'execute_python', code }))).toEqual(
      { code }
    );
  });
});
