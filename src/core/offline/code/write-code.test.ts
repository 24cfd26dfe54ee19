import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AskedAnswer } from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import {
  column,
  file,
  group,
  sum,
  talkIn,
  trend
} from '../../../testing/scripted-analyses';
import {
  FINANCES,
  GERMAN_SALES,
  ODD_NAMES,
  ODD_ROWS,
  ORDERS,
  VISITS,
  writeCorpus
} from '../../../testing/table-corpus';
import type { Analysis } from '../intent';
import type { Target } from '../understand/understanding';

const folder = mkdtempSync(join(tmpdir(), 'offline-code-'));
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

/** A conversation about one table. */
function talk(
  target: Target,
  ...analyses: readonly Analysis[]
): Promise<AskedAnswer> {
  return talkIn(notebook, target, ...analyses);
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function shown(number: number, digits = 2): string {
  return number.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  });
}

describe('code for files as they are', () => {
  it('reads decimal commas, dotted dates and Latin-1, and follows months', async () => {
    const bySouth = add(
      GERMAN_SALES.filter(row => row[1] === 'Süd').map(row => row[3])
    );
    const first = await talk(file('umsatz.csv'), {
      ...group,
      quantities: [sum('Umsatz')],
      keys: [column('Region')],
      chart: 'bar'
    });
    expect(first.answer).toContain(`| Süd | ${shown(bySouth)} |`);
    expect(first.outputs.at(-1)).toContain('[Figure');
    const january = add(
      GERMAN_SALES.filter(row => row[0].includes('.01.')).map(row => row[3])
    );
    const second = await talk(file('umsatz.csv'), {
      ...trend,
      quantities: [sum('Umsatz')],
      column: 'Datum',
      period: 'month',
      chart: 'line'
    });
    expect(second.answer).toContain(`| 2023-01 | ${shown(january)} |`);
  });

  it('cleans currency and per cent once, and does not load twice', async () => {
    const total = add(ORDERS.map(row => row[1]));
    const ask: Analysis = {
      kind: 'total',
      filters: [],
      quantities: [sum('amount'), sum('discount', 'mean')]
    };
    const { answer, code } = await talk(file('orders.csv'), ask, ask);
    expect(answer).toContain(`Total amount: **\\$${shown(total)}**`);
    expect(answer).toContain('Average discount: **5.00%**');
    expect(code.join('\n')).not.toContain('read_csv');
    expect(code.join('\n')).not.toContain('to_numeric');
  });

  it('draws bars where a pie cannot show negative sums', async () => {
    const { answer, code } = await talk(file('orders.csv'), {
      ...group,
      filters: [{ kind: 'compare', column: 'amount', operator: '<', value: 0 }],
      quantities: [sum('amount')],
      keys: [column('customer')],
      chart: 'pie'
    });
    expect(answer).toContain('so I drew bars instead');
    expect(code.at(-1)).not.toContain('.pie(');
  });

  it('reads compressed files and times with a zone', async () => {
    const { answer } = await talk(file('visits.csv.gz'), {
      ...trend,
      quantities: [sum('bytes')],
      column: 'time',
      period: 'month'
    });
    const january = add(
      VISITS.filter(row => row[0].startsWith('2024-01')).map(row => row[3])
    );
    expect(answer).toContain(`| 2024-01 | ${shown(january, 0)} |`);
  });

  it('turns a wide sheet below a title, and computes a ratio of its items', async () => {
    const { answer } = await talk(file('finances.xlsx'), {
      ...trend,
      quantities: [
        {
          statistic: 'sum',
          measure: {
            kind: 'ratio',
            name: 'net margin',
            top: { op: 'column', column: 'Net income' },
            bottom: { op: 'column', column: 'Revenue' }
          }
        }
      ],
      column: 'period',
      period: 'quarter'
    });
    const [, revenue] = FINANCES[0]!;
    const [, income] = FINANCES[5]!;
    const percent = shown((100 * (income ?? 0)) / (revenue ?? 1), 1);
    expect(answer).toContain(`| 2024Q1 | ${percent}% |`);
    expect(answer).toContain('`finances_by_quarter`');
  });

  it('reads another sheet, whose columns only a look tells', async () => {
    const { answer } = await talk(file('finances.xlsx', 'Head count'), {
      ...group,
      quantities: [sum('Cost')],
      keys: [column('Department')],
      limit: 2
    });
    expect(answer).toContain('| Sales | 1,500.00 |');
    expect(answer).toContain('| IT | 900.50 |');
    expect(answer).not.toContain('| HR |');
  });

  it('lets no name or value of the data break or enter the code', async () => {
    const [amount, kind, size, padded] = ODD_NAMES;
    const { answer, outputs } = await talk(
      file('odd.csv'),
      {
        ...group,
        quantities: [sum(amount), sum(size, 'mean')],
        keys: [column(kind)],
        chart: 'bar'
      },
      {
        ...group,
        filters: [
          {
            kind: 'values',
            column: kind,
            values: ['$x_{1$', '100% \\frac'],
            exclude: false
          }
        ],
        quantities: [sum(amount)],
        keys: [column(padded)],
        chart: 'pie'
      }
    );
    const kept = ODD_ROWS.filter(row => /^[$1]/.test(row[1]));
    expect(answer).toContain(String(add(kept.map(row => row[0]))));
    expect(outputs.join('\n')).not.toContain('Traceback');
  });

  it('tells of files with one row, no rows and repeated names', async () => {
    const chart: Analysis = {
      ...group,
      quantities: [sum('population')],
      keys: [column('city')],
      chart: 'bar'
    };
    const one = await talk(file('one.csv'), chart);
    expect(one.answer).toContain('**2,100,000**');
    const none = await talk(file('none.csv'), chart);
    expect(none.answer).toContain('has no rows');
    const twice = await talk(file('twice.csv'), {
      kind: 'total',
      filters: [],
      quantities: [sum('score'), sum('score.1')]
    });
    expect(twice.answer).toContain('Total score: **6**');
    expect(twice.answer).toContain('Total score.1: **60**');
  });

  it('reads records inside a JSON object, once', async () => {
    const ask: Analysis = {
      ...group,
      quantities: [sum('size')],
      keys: [column('kind')],
      chart: 'bar'
    };
    const { answer, code } = await talk(file('nested.json'), ask, ask);
    expect(answer).toContain('| b | 2 |');
    expect(code.join('\n')).not.toContain('json_normalize');
  });

  it('says when the last period is not over', async () => {
    const weekly = await talk(file('visits.csv.gz'), {
      ...trend,
      quantities: [sum('bytes')],
      column: 'time',
      period: 'week'
    });
    // The last visit is on Wednesday, 27 March; every earlier week has one near its end.
    expect(weekly.answer).toContain(
      'ends before the week of 2024-03-25 is over'
    );
    const stamped = await talk(file('finances.xlsx'), {
      ...trend,
      quantities: [sum('Revenue')],
      column: 'period',
      period: 'quarter'
    });
    expect(stamped.answer).not.toContain('is over');
  });

  it('draws every period as a bar, however many there are', async () => {
    const { outputs, code } = await talk(file('visits.csv.gz'), {
      ...trend,
      quantities: [sum('bytes')],
      column: 'time',
      period: 'day',
      chart: 'bar'
    });
    expect(outputs.at(-1)).toContain('[Figure');
    expect(code.at(-1)).not.toContain('.head(30)');
  });

  it('samples what would only be a blot, and correlates all of it', async () => {
    const { answer, code } = await talk(file('points.csv'), {
      kind: 'relation',
      filters: [],
      x: column('x'),
      y: column('y')
    });
    expect(answer).toContain('over 7,000 rows');
    expect(code.at(-1)).toContain('sample(min(5000');
  });

  it('shows what is missing, with a column of nothing', async () => {
    const { answer } = await talk(
      file('sensors.tsv'),
      { kind: 'missing', filters: [] },
      { kind: 'describe', filters: [] }
    );
    expect(answer).toContain('Without any value: note.');
    const missing = await talk(file('sensors.tsv'), {
      kind: 'missing',
      filters: []
    });
    expect(missing.answer).toContain('| note | 48 | 100.0% |');
  });
});

const OVERVIEWS: readonly Analysis[] = [
  { kind: 'preview', from: 'head', rows: 3, filters: [] },
  { kind: 'preview', from: 'sample', rows: 3, filters: [] },
  { kind: 'columns', filters: [] },
  { kind: 'shape', filters: [] },
  { kind: 'duplicates', filters: [] },
  { kind: 'describe', filters: [] },
  { kind: 'missing', filters: [] },
  { kind: 'correlation', columns: [], filters: [] }
];

describe('overviews', () => {
  it.each([
    'umsatz.csv',
    'orders.csv',
    'visits.csv.gz',
    'odd.csv',
    'sensors.tsv',
    'twice.csv',
    'one.csv',
    'none.csv',
    'us_dates.csv',
    'staff.json',
    'finances.xlsx',
    'years.xlsx'
  ])('all work on %s', async path => {
    for (const analysis of OVERVIEWS) {
      const { answer, outputs, steps } = await talk(file(path), analysis);
      expect(`${analysis.kind} ${outputs.join('\n')}`).not.toContain(
        'Traceback'
      );
      expect(answer).not.toContain('failed');
      expect(steps).toBeLessThanOrEqual(5);
    }
  });
});
