import { describe, expect, it } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses, understood } from '../../../testing/expect-analyses';
import { understandColumn } from '../clean-columns';
import type { Frame } from '../frame';
import { understandPrompt } from './understand-prompt';

const NONE = { previous: [], found: {} };

function notes(prompt: string, frame: Frame): string[] {
  return understandPrompt(prompt, frame, NONE).tasks.flatMap(task => [
    ...task.notes
  ]);
}

describe('the first prompts of the examples', () => {
  expectAnalyses(TABLES.sales, {
    'total revenue by region as a bar chart':
      'group sum(revenue) by region [bar]',
    'total revenue by region as a bar chart about `sales_2024.csv`':
      'group sum(revenue) by region [bar]',
    '**total revenue by region as a bar chart** about `sales_2024.csv`.':
      'group sum(revenue) by region [bar]',
    'In sales_2024.csv: total revenue by region as a bar chart':
      'group sum(revenue) by region [bar]',
    'Total revenue by region, as a bar chart, please':
      'group sum(revenue) by region [bar]',
    'top 10 products by revenue': 'group sum(revenue) by product limit 10',
    'monthly trends': 'trend sum(revenue) over date@month [line]',
    'which columns have missing values?': 'missing',
    '@sales_2024.csv total revenue by region': 'group sum(revenue) by region',
    'analyse sales_2024.csv': [
      'describe',
      'group sum(revenue) by region [bar]',
      'trend sum(revenue) over date@month [line]'
    ]
  });
});

describe('words that were looked up', () => {
  const found: Record<string, [string, string][]> = {
    Mars: [],
    'echo headphones': [],
    echo: [['product', 'Echo Wireless Headphones']],
    headphones: [['product', 'Echo Wireless Headphones']],
    'Burr Coffee Grinder': [['product', 'Burr Coffee Grinder']],
    America: [
      ['region', 'North America'],
      ['region', 'Latin America']
    ],
    Sweden: [['country', 'Sweden']],
    returned: []
  };
  expectAnalyses(
    TABLES.sales,
    {
      'revenue for Mars': 'unknown Mars',
      'revenue for echo headphones':
        'total sum(revenue) where product=Echo Wireless Headphones',
      'total revenue for "Burr Coffee Grinder"':
        'total sum(revenue) where product=Burr Coffee Grinder',
      'revenue by channel in America':
        'group sum(revenue) by channel where region=North America|Latin America',
      'revenue by month in Germany and Sweden':
        'trend sum(revenue) over date@month where country=Germany|Sweden',
      'revenue by month without Sweden':
        'trend sum(revenue) over date@month where country!=Sweden'
    },
    found
  );

  it('are asked for where they may be values that are not known yet', () => {
    expect(understood('revenue in Sweden', TABLES.sales)).toEqual(['? Sweden']);
  });

  it('are not asked for where all values are known', () => {
    expect(understood('total score for Chess', TABLES.umsatz)).not.toContain(
      '? Chess'
    );
  });
});

describe('what was assumed', () => {
  it.each([
    [
      'salary by department',
      'staff',
      'averages of Annual Salary (USD), because its values do not add up'
    ],
    ['sales by region', 'sales', '“sales” read as the column revenue'],
    ['top 5 products', 'sales', 'no measure was named; revenue was taken'],
    ['hourly sales', 'sales', 'by day, because date tells no hour'],
    ['profit by region', 'sales', 'profit = revenue − cost'],
    ['number of women', 'staff', '“women” read as Female'],
    ['revenue in Eurpoe', 'sales', '“Eurpoe” read as Europe'],
    ['orders over 500', 'sales', 'the condition was read as one on revenue'],
    ['discount > 10%', 'sales', '10 % is 0.1 in discount']
  ] as const)('%s', (prompt, table, expected) => {
    expect(notes(prompt, TABLES[table])).toContain(expected);
  });

  it.each([
    ['total revenue by region', 'sales'],
    ['average temperature', 'sensors'],
    ['median age by job title', 'staff'],
    ['units by product', 'sales']
  ] as const)('nothing of “%s”', (prompt, table) => {
    expect(notes(prompt, TABLES[table])).toEqual([]);
  });
});

function frame(names: readonly string[], rows: number | null): Frame {
  return {
    ...TABLES.sales,
    rows,
    columns: names.map((name, i) =>
      understandColumn({
        name,
        dtype: ['object', 'float64', 'bool', 'datetime64[ns]', ''][i % 5] ?? '',
        nulls: null,
        distinct: i % 2 === 0 ? null : 3,
        values: i % 5 === 0 ? ['a', 'NaN', '', '😀', "it's"] : [],
        min: null,
        max: null
      })
    )
  };
}

const ODD_FRAMES: readonly Frame[] = [
  frame([], 0),
  frame([''], null),
  frame(['a', 'b', 'c', 'd', 'e'], 10),
  frame(['a"b', "it's", 'new\nline', '😀', 'c\\d', '[x]', '$1', '   '], 5),
  frame(['total', 'count', 'year', 'by', 'top', 'average', 'share'], 5),
  frame(['(', ')', '.*', '\\', '^$', '{}', '?', '+'], 1),
  frame(['Ünïcödé', '名前', 'Цена', 'سعر', 'prix (€)'], 3),
  frame(
    Array.from({ length: 40 }, () => 'same'),
    3
  ),
  frame(['x'.repeat(5000), 'long name '.repeat(300)], 3),
  TABLES.sales,
  TABLES.income,
  TABLES.wide,
  TABLES.staff
];

const ODD_PROMPTS: readonly string[] = [
  '',
  ' ',
  '\n\n\n',
  '?',
  '"',
  '"""`\'',
  'by by by by',
  'top top top 10 10 10',
  '0',
  '-1',
  '1e309',
  'top 99999999999999999999',
  'top 0 products',
  '> > > < < =',
  'between and and between',
  'total of total by total as total',
  'sum(a) / count(b) where c[0] = "\\n"',
  'SELECT * FROM t WHERE a = 1; DROP TABLE t;',
  'df.groupby("region")["revenue"].sum()',
  '売上を地域別に見せて',
  'покажи выручку по регионам',
  'أظهر الإيرادات حسب المنطقة',
  'montre-moi le chiffre d’affaires par région',
  '😀😀😀 by 😀',
  'not not not without except Europe',
  'in in in 2024 2024 2024-99-99 Q9 31.02.2024 99/99/9999',
  'last 0 months, last 999999 years',
  'a'.repeat(5000),
  'revenue by region and '.repeat(230),
  '1. a\n2. b\n- c\n* d\n'.repeat(50),
  '$^{}[]()*+?.\\|/',
  'constructor __proto__ toString hasOwnProperty'
];

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const VOCABULARY =
  'total average count how many by per top bottom 5 10 highest best which what where and or not except in 2024 March Q1 last 3 months trend growth share pie bar line chart histogram correlation vs compare revenue region salary department date price with without > < 10% between Europe "x" , ; . ? describe first rows missing unique values sorted now instead also it same only nach pro als'.split(
    ' '
  );

describe('whatever is typed', () => {
  it('is answered by something', () => {
    for (const each of ODD_FRAMES) {
      for (const prompt of ODD_PROMPTS) {
        const { tasks } = understandPrompt(prompt, each, {
          previous: [{ prompt: 'total revenue by region' }, { prompt }],
          found: { Europe: [['region', 'Europe']], x: [] }
        });
        expect(Array.isArray(tasks)).toBe(true);
      }
    }
  }, 30_000);

  it('only names columns that are there', () => {
    const next = numbers(42);
    const pick = <T>(list: readonly T[]): T | undefined =>
      list[Math.floor(next() * list.length)];
    for (let round = 0; round < 600; round += 1) {
      const prompt = Array.from(
        { length: 1 + Math.floor(next() * 12) },
        () => pick(VOCABULARY) ?? ''
      ).join(' ');
      const each = pick(ODD_FRAMES) ?? TABLES.sales;
      const { tasks } = understandPrompt(prompt, each, {
        previous: [{ prompt: 'total revenue by region as a bar chart' }],
        found: {}
      });
      const names = new Set(each.columns.map(column => column.name));
      const used = JSON.stringify(tasks, (key, value: unknown) =>
        key === 'notes' || key === 'title' ? undefined : value
      );
      for (const match of used.matchAll(/"column":("(?:[^"\\]|\\.)*")/g)) {
        expect(names, prompt).toContain(JSON.parse(match[1] ?? '""'));
      }
    }
  }, 30_000);

  it('takes no longer than a blink, even with many columns', () => {
    const many = frame(
      Array.from(
        { length: 200 },
        (_, i) => `${VOCABULARY[(i * 7) % VOCABULARY.length]}_value_${i}`
      ),
      1000
    );
    const prompt =
      'total revenue by region for north and south in 2024 as a bar chart, then the top ten customers by profit margin excluding returns, and a monthly trend of visits split by status '
        .repeat(3)
        .slice(0, 500);
    const times = Array.from({ length: 12 }, () => {
      const start = performance.now();
      understandPrompt(prompt, many, NONE);
      return performance.now() - start;
    });
    // The first ones warm the engine up; the machine may be busy with other things.
    expect(Math.min(...times)).toBeLessThan(20);
  });
});
