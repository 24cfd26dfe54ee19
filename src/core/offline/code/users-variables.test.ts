import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnalystLoop } from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import {
  column,
  file,
  group,
  sum,
  talkIn
} from '../../../testing/scripted-analyses';
import { writeCorpus } from '../../../testing/table-corpus';
import type { Analysis } from '../intent';
import { decide } from '../plan/decide';

const folder = mkdtempSync(join(tmpdir(), 'offline-variables-'));
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

describe('a table that failing code left half cleaned', () => {
  it('is loaded again before it is cleaned again', async () => {
    let analysis: Analysis = { kind: 'values', column: 'gone', filters: [] };
    const loop = new AnalystLoop(notebook, conversation =>
      decide(conversation, {
        recognise: () => ({ kind: 'table', target: file('wards.csv') }),
        understand: () => ({
          tasks: [{ analysis, notes: [] }],
          lookUp: [],
          unknown: [],
          cannot: []
        })
      })
    );
    writeFileSync(
      join(folder, 'wards.csv'),
      'ward,cost\nA,"1.200,50 €"\nB,"800,25 €"\n'
    );
    analysis = {
      ...group,
      quantities: [sum('cost')],
      keys: [column('gone')]
    };
    expect((await loop.ask('fails')).answer).toContain('failed');
    analysis = { kind: 'total', filters: [], quantities: [sum('cost')] };
    const { answer, code } = await loop.ask('sum');
    expect(answer).toContain('€2,000.75');
    expect(code.join('\n')).toContain('read_csv');
  });
});

describe("the user's own variables", () => {
  it('are neither changed nor hidden', async () => {
    await notebook.run(
      [
        'import pandas as pd',
        'orders = 5',
        'fig = ax = labels = shown = value = "mine"',
        'amount_by_name = "mine"',
        'df = pd.DataFrame({"name": ["a", "b", "a"], "amount": ["$1,000", "$20.50", "$3"]})'
      ].join('\n')
    );
    const { answer, outputs } = await talkIn(
      notebook,

      { kind: 'variable', name: 'df' },
      {
        ...group,
        quantities: [sum('amount')],
        keys: [column('name')],
        chart: 'bar'
      }
    );
    expect(outputs.join('\n')).not.toContain('Traceback');
    expect(answer).toContain('| a | \\$1,003.00 |');
    expect(await notebook.value('df["amount"].tolist()')).toEqual([
      '$1,000',
      '$20.50',
      '$3'
    ]);
    await talkIn(notebook, file('orders.csv'), { kind: 'shape', filters: [] });
    expect(
      await notebook.value(
        '[orders, fig, ax, labels, shown, value, amount_by_name]'
      )
    ).toEqual([5, 'mine', 'mine', 'mine', 'mine', 'mine', 'mine']);
    expect(await notebook.value('len(orders_2)')).toBe(30);
  });

  it('are described whole, however many of their columns have to be cleaned', async () => {
    await notebook.run(
      'import pandas as pd\ndf = pd.DataFrame({"when": pd.date_range("2024-01-01", periods=4, tz="UTC"), "paid": ["1.234,50 €", "20,00 €"] * 2, "km": [1, 2, 3, 4], "kind": list("abab"), "late": [True, False] * 2})'
    );
    const kinds = ['describe', 'missing', 'duplicates', 'columns'] as const;
    for (const kind of kinds) {
      const { answer, outputs } = await talkIn(
        notebook,
        { kind: 'variable', name: 'df' },
        { kind, filters: [] }
      );
      expect(outputs.join('\n')).not.toContain('Traceback');
      expect(answer).toMatch(/5 columns|no row|No row/i);
    }
    const rows = await talkIn(
      notebook,
      { kind: 'variable', name: 'df' },
      {
        kind: 'rows',
        sort: { measure: column('paid'), descending: true },
        limit: 1,
        filters: [{ kind: 'compare', column: 'km', operator: '>', value: 1 }]
      }
    );
    expect(rows.answer).toContain('| 1234.5 | 3 | a | True |');
  });

  it('are looked at again when the user has changed them', async () => {
    const setUp = (values: string): Promise<string> =>
      notebook.run(
        `import pandas as pd\ndf = pd.DataFrame({"name": ["a", "b"], "amount": ${values}})`
      );
    const ask: Analysis = {
      kind: 'total',
      filters: [],
      quantities: [sum('amount')]
    };
    await setUp('["1.234,50", "2,50"]');
    const loop = new AnalystLoop(notebook, conversation =>
      decide(conversation, {
        recognise: () => ({
          kind: 'table',
          target: { kind: 'variable', name: 'df' }
        }),
        understand: () => ({
          tasks: [{ analysis: ask, notes: [] }],
          lookUp: [],
          unknown: [],
          cannot: []
        })
      })
    );
    expect((await loop.ask('sum')).answer).toContain('**1,237.00**');
    await setUp('[10.25, 20.5]');
    expect((await loop.ask('sum')).answer).toContain('**30.75**');
    const again = await loop.ask('sum');
    expect(again.answer).toContain('**30.75**');
    expect(again.steps).toBe(2);
  });

  it('may have labels of several levels, twice the same, or numbers', async () => {
    await notebook.run(
      'import pandas as pd\ndf = pd.DataFrame([[1, 2, "x"], [3, 4, "y"]], columns=pd.MultiIndex.from_tuples([("a", "one"), ("a", "one"), ("b", "")]))'
    );
    const { answer, outputs } = await talkIn(
      notebook,

      { kind: 'variable', name: 'df' },
      {
        ...group,
        quantities: [sum('a one.1')],
        keys: [column('b')]
      }
    );
    expect(outputs.join('\n')).not.toContain('Traceback');
    expect(answer).toContain('| y | 4 |');
    expect(await notebook.value('df.columns.nlevels')).toBe(2);
  });
});
