import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnalystLoop, throughClient } from '../../testing/analyst-loop';
import { PythonNotebook } from '../../testing/python-notebook';
import { writeCorpus } from '../../testing/table-corpus';

const EXAMPLES = resolve(import.meta.dirname, '..', '..', '..', 'examples');

/** Computes without pandas, so that a mistake in the written code cannot be in the expectation too. */
const EXPECTED = `
import csv, collections
rows = list(csv.DictReader(open("sales_2024.csv", encoding="utf-8")))
def total(key):
    sums = collections.defaultdict(float)
    for row in rows:
        sums[key(row)] += float(row["revenue"] or 0)
    return {name: f"{value:,.2f}" for name, value in sums.items()}
by_region = total(lambda row: row["region"])
by_product = total(lambda row: row["product"])
by_month = total(lambda row: row["date"][:7])
missing = {name: sum(row[name] == "" for row in rows) for name in rows[0]}
`;

describe('the examples, through the client', () => {
  let notebook: PythonNotebook;
  beforeAll(() => {
    notebook = new PythonNotebook(EXAMPLES);
  });
  beforeEach(() => notebook.reset());
  afterAll(() => notebook.close());

  async function expected(name: string): Promise<[string, string][]> {
    const other = new PythonNotebook(EXAMPLES);
    await other.run(EXPECTED);
    const value = await other.value(name);
    other.close();
    return Object.entries(value as Record<string, string>);
  }

  it('answers a conversation about sales with the right numbers', async () => {
    const loop = new AnalystLoop(notebook, throughClient());
    const bars = await loop.ask(
      'total revenue by region as a bar chart in sales_2024.csv'
    );
    for (const [region, value] of await expected('by_region')) {
      expect(bars.answer).toContain(`| ${region} | ${value} |`);
    }
    expect(bars.answer).toContain('not a language model');
    expect(bars.answer).toContain('`revenue_by_region`');
    expect(bars.outputs.at(-1)).toContain('[Figure');
    expect(bars.steps).toBeLessThanOrEqual(6);

    const pie = await loop.ask('now as a pie chart');
    expect(pie.code.at(-1)).toContain('.pie(');
    expect(pie.code.join()).not.toContain('read_csv');
    expect(pie.answer).not.toContain('OPENAI_API_KEY');

    const top = await loop.ask('top 10 products by revenue');
    const products = (await expected('by_product')).sort(
      (a, b) => number(b[1]) - number(a[1])
    );
    const shown = [...top.answer.matchAll(/^\| (.+?) \| ([\d,.]+) \|$/gm)].map(
      match => [match[1], match[2]]
    );
    expect(shown).toEqual(products.slice(0, 10));

    const trend = await loop.ask('monthly revenue trend');
    for (const [month, value] of await expected('by_month')) {
      expect(trend.answer).toContain(`| ${month} | ${value} |`);
    }
    expect(trend.outputs.at(-1)).toContain('[Figure');

    const missing = await loop.ask('what is missing in the data?');
    for (const [column, count] of await expected('missing')) {
      expect(missing.answer.includes(`| ${column} | ${count} |`)).toBe(
        Number(count) > 0
      );
    }
  }, 30_000);

  it('answers about the financial statements', async () => {
    const loop = new AnalystLoop(notebook, throughClient());
    const growth = await loop.ask(
      'revenue growth in quarterly_financials.xlsx'
    );
    // 12,854 after 12,579 is 2.2 % more.
    expect(growth.answer).toContain('| 2022Q2 | 12,854 | +2.2% |');
    expect(growth.answer).toContain('**+58.9%**');

    const margins = await loop.ask('profit margins');
    // Net income 4,035 or gross profit 14,375 or operating income 5,302 of 19,993.
    expect(margins.answer).toMatch(/20\.2%|71\.9%|26\.5%/);

    const pie = await loop.ask('expense breakdown as a pie chart');
    expect(pie.code.at(-1)).toContain('.pie(');
    expect(pie.outputs.join('\n')).not.toContain('Traceback');
  }, 30_000);

  it('says plainly what it cannot do', async () => {
    const loop = new AnalystLoop(notebook, throughClient());
    const { answer, steps } = await loop.ask('write me a poem about sales');
    expect(answer).toMatch(/I cannot/);
    expect(answer).toContain('OPENAI_BASE_URL');
    expect(steps).toBe(1);
  });
});

function number(text: string): number {
  return Number(text.replace(/,/g, ''));
}

describe('files it has never seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offline-analyst-'));
  let notebook: PythonNotebook;
  beforeAll(() => {
    writeCorpus(folder);
    writeFileSync(
      join(folder, 'wards.csv'),
      'ward,nights,cost\nA,2,"1.200,50"\nB,3,"800,00"\nA,5,"2.000,00"\n'
    );
    notebook = new PythonNotebook(folder);
  });
  afterAll(() => {
    notebook.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['total Umsatz by Region in umsatz.csv', '| Süd | 11,129.00 |'],
    ['average discount in orders.csv', '5.00%'],
    ['how many rows per page in visits.csv.gz?', '| /shop | 15 |'],
    ['average temperature by sensor in sensors.tsv', '21.50 °C'],
    ['monthly sales in us_dates.csv', '| 2023-03 | 18 |'],
    ['average salary by department in staff.json', '| HR | 55,000.00 |'],
    ['revenue growth in finances.xlsx', '+10.0%'],
    ['total cost by ward in wards.csv', '| A | 3,200.50 |'],
    ['describe none.csv', '0 rows'],
    ['total population in one.csv', '2,100,000']
  ])('%s', async (prompt, answer) => {
    await notebook.reset();
    const loop = new AnalystLoop(notebook, throughClient());
    const told = await loop.ask(prompt);
    expect(told.answer).toContain(answer);
    expect(told.outputs.join('\n')).not.toContain('Traceback');
    expect(told.steps).toBeLessThanOrEqual(6);
  });

  it("answers about the user's variables", async () => {
    await notebook.reset();
    await notebook.run(
      'import pandas as pd\nprices = [1, 2, 6]\ncity = "Bern"\ntrips = pd.DataFrame({"mode": ["bus", "car", "bus"], "km": [1.5, 30, 2.5]})'
    );
    const loop = new AnalystLoop(notebook, throughClient());
    expect((await loop.ask('which variables are there?')).answer).toContain(
      '`trips`'
    );
    expect((await loop.ask('what is in prices?')).answer).toContain(
      '[1, 2, 6]'
    );
    expect((await loop.ask('average km by mode in trips')).answer).toContain(
      '| car | 30.00 |'
    );
    const drawn = await loop.ask('plot prices');
    expect(drawn.outputs.at(-1)).toContain('[Figure');
    expect(drawn.answer).toContain('The chart shows the values of `prices`');
    expect((await loop.ask('std of prices')).answer).toContain('2.645751');
  });

  it('draws names that the usual font lacks without warnings', async () => {
    await notebook.reset();
    writeFileSync(
      join(folder, 'films.csv'),
      'language,seen\n日本語,3\nFrançais,2\n日本語,4\n☀️ other,1\n'
    );
    const loop = new AnalystLoop(notebook, throughClient());
    const { outputs, answer } = await loop.ask(
      'bar chart of seen by language in films.csv'
    );
    expect(answer).toContain('| 日本語 | 7 |');
    expect(outputs.at(-1)).toContain('[Figure');
    expect(outputs.join('\n')).not.toMatch(/Warning|findfont/);
  });
});
