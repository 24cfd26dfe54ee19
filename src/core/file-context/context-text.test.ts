import { describe, expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import { LIMITS } from '../limits';
import { contextText, fileText } from './context-text';
import { metadataOf } from './metadata';
import { readContextText, readFileText } from './read-context-text';

const SALES = fileProfile({
  path: 'sales.csv',
  size_bytes: 84_200,
  load_line: "df = pd.read_csv('sales.csv', parse_dates=['date'])",
  total_columns: 3,
  columns: [
    {
      name: 'date',
      dtype: 'datetime',
      nulls: 0,
      distinct: 366,
      min: '2024-01-01',
      max: '2024-12-31'
    },
    {
      name: 'region',
      dtype: 'str',
      nulls: 0,
      distinct: 2,
      top: [
        ['North', 1500],
        ['South', 500]
      ]
    },
    {
      name: 'units',
      dtype: 'int64',
      nulls: 3,
      distinct: null,
      distinct_at_least: 20_001,
      min: 1,
      max: 500,
      mean: 42.1,
      examples: [3, 7, 12, 13]
    }
  ],
  preview: [['2024-01-01', 'North', 3]],
  notes: ['Read as UTF-8.']
});

describe('the text on a file', () => {
  it('R10 has the exact name, type, size, a runnable load line and a line a column', () => {
    expect(fileText(SALES, 'sales.csv')).toBe(
      [
        'File: sales.csv',
        '- type csv, 84.2 KB, 2000 rows x 3 columns',
        "- load: df = pd.read_csv('sales.csv', parse_dates=['date'])",
        '- columns:',
        '  - "date": datetime; nulls 0; distinct 366; min "2024-01-01"; max "2024-12-31"',
        '  - "region": str; nulls 0; distinct 2; top "North" 1500, "South" 500',
        '  - "units": int64; nulls 3; distinct at least 20001; min 1; max 500; mean 42.1; e.g. 3, 7, 12',
        '- notes: Read as UTF-8.',
        '- preview:',
        '  - ["2024-01-01", "North", 3]'
      ].join('\n')
    );
  });

  it('R7 R8 tells sheets with their load lines, the structure of JSON, and details', () => {
    const text = fileText(
      fileProfile({
        path: 'q.xlsx',
        type: 'excel',
        columns: [],
        total_columns: 0,
        rows: null,
        preview: [],
        load_line: null,
        tables: [
          {
            name: 'Q1; "x"',
            rows: 20,
            columns: ['a', 'b;'],
            load_line: 'q1 = 1; 2'
          },
          { name: 'Q2', rows: 1, columns: [] }
        ],
        structure: ['data["a"][0]: int'],
        details: { pages: 3, title: 'T' }
      }),
      'q.xlsx'
    );
    expect(text.split('\n').slice(2)).toEqual([
      '- tables:',
      '  - "Q1; \\"x\\"": 20 rows; columns "a", "b;"; load: q1 = 1; 2',
      '  - "Q2": 1 row',
      '- structure:',
      '  - data["a"][0]: int',
      '- details: pages 3; title "T"'
    ]);
    expect(readFileText(text)).toMatchObject({
      type: 'excel',
      rows: null,
      columns: [],
      tables: [
        {
          name: 'Q1; "x"',
          rows: 20,
          columns: ['a', 'b;'],
          loadLine: 'q1 = 1; 2'
        },
        { name: 'Q2', rows: 1, columns: [], loadLine: null }
      ]
    });
  });

  it('stays within its budget; columns without room are named, then counted', () => {
    const columns = Array.from({ length: 100 }, (_, index) => ({
      name: `a rather long name of a column, number ${index}`,
      dtype: 'float64',
      nulls: 0,
      distinct: 20,
      min: -0.123456789012345,
      max: 1234567.123456789,
      mean: 1 / 3,
      examples: [1 / 3, 2 / 3, 1]
    }));
    const text = fileText(
      fileProfile({ columns, total_columns: 3000 }),
      'data/sales.csv'
    );
    expect(text.length).toBeLessThanOrEqual(LIMITS.fileTextCharacters);
    const digest = readFileText(text);
    expect(digest?.totalColumns).toBe(3000);
    const named = digest?.columns ?? [];
    expect(named.map(({ name }) => name)).toEqual(
      columns.slice(0, named.length).map(({ name }) => name)
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.at(-1)).toMatchObject({ dtype: 'float64', nulls: null });
    expect(text).toContain(`- not listed: ${3000 - named.length} more`);
  });

  it('never exceeds the budget by much, whatever the file says of itself', () => {
    const long = 'word '.repeat(20_000);
    const text = fileText(
      fileProfile({
        columns: Array.from({ length: 100 }, () => ({
          name: long,
          top: [[long, 1]]
        })),
        preview: [[long, long]],
        notes: [long, long, long, long],
        structure: Array.from({ length: 100 }, () => long),
        details: { [long]: long },
        tables: [
          { name: long, columns: [long] },
          { name: long, columns: [long] }
        ]
      }),
      'a.csv'
    );
    expect(text.length).toBeLessThan(LIMITS.fileTextCharacters * 1.2);
  });
});

const ODD = [
  'plain',
  'two words',
  'a"b',
  "it's",
  'semi; colon: x, y',
  'line\nbreak\r\n\ttab',
  'back\\slash\\"',
  '売上 (円)',
  '🙂',
  '',
  ' ',
  ' padded ',
  '- load: x',
  'File: other.csv',
  '</context>',
  '<CONTEXT>',
  '\u2028\u0000',
  '"quoted"',
  'null',
  '12'
];

describe('the text on a file, read back', () => {
  it.each(ODD)('is what was written for the name %j', odd => {
    const next = ODD[(ODD.indexOf(odd) + 1) % ODD.length] ?? '';
    const columns = [
      { name: odd, dtype: odd, nulls: 1, distinct: 2, min: odd, max: next },
      {
        name: next,
        dtype: 'object',
        nulls: 0,
        distinct: 4,
        top: [
          [odd, 3],
          [next, 2],
          [true, 1],
          [-1.5e-7, 1]
        ]
      },
      { name: 'n', dtype: 'float64', mean: -1e21, examples: [odd, null, 0.1] }
    ];
    const path = odd === '' ? 'x' : odd;
    const profile = fileProfile({
      path,
      columns,
      total_columns: 3,
      preview: [[odd, next, 1]],
      load_line: `df = read(${odd})`,
      tables: [
        { name: odd, rows: 1, columns: [odd, next], load_line: `x = ${odd}` },
        { name: next, columns: [] }
      ],
      notes: [odd],
      structure: [odd]
    });
    const text = fileText(profile, path);
    expect(text).not.toMatch(/<\/?context>/i);
    const before = 'Data file, new:\n';
    const [digest, ...more] = readContextText(`${before}${text}\nafter`);
    expect(more).toEqual([]);
    expect(digest).toEqual({
      path,
      type: 'csv',
      rows: 2000,
      totalColumns: 3,
      loadLine: `df = read(${odd})`,
      columns: columns.map(column => ({
        name: column.name,
        dtype: column.dtype,
        nulls: column.nulls ?? null,
        distinct: column.distinct ?? null,
        distinctAtLeast: null,
        min: column.min ?? null,
        max: column.max ?? null,
        mean: column.mean ?? null,
        top: column.top ?? [],
        examples: column.examples ?? []
      })),
      tables: [
        {
          name: odd,
          rows: 1,
          columns: [odd, next],
          loadLine: `x = ${odd}`
        },
        { name: next, rows: null, columns: [], loadLine: null }
      ]
    });
  });
});

describe('the text on all files', () => {
  const file = (
    index: number,
    seconds: number
  ): Parameters<typeof contextText>[0][number] => {
    const path = `data/${index}.csv`;
    const profile = fileProfile({ path, load_line: `df = read('${path}')` });
    const at = new Date(seconds * 1000).toISOString();
    return { path, name: `${index}.csv`, metadata: metadataOf(profile, at) };
  };

  it('R10 has every file, in order', () => {
    const digests = readContextText(contextText([file(1, 2), file(2, 1)]));
    expect(digests.map(({ path }) => path)).toEqual([
      'data/1.csv',
      'data/2.csv'
    ]);
    expect(digests.map(({ columns }) => columns.length)).toEqual([2, 2]);
  });

  it('R10 tells many in short, those profiled last in full; every load line stays', () => {
    const files = Array.from({ length: 150 }, (_, index) => file(index, index));
    const text = contextText(files);
    expect(text.length).toBeLessThanOrEqual(LIMITS.fileContextText);
    const digests = readContextText(text);
    expect(digests).toHaveLength(150);
    expect(digests.every(({ loadLine }) => loadLine !== null)).toBe(true);
    expect(digests[0]?.columns).toHaveLength(0);
    expect(digests[149]?.columns).toHaveLength(2);
  });

  it('counts what has no room at all', () => {
    const files = Array.from({ length: 3000 }, (_, index) =>
      file(index, index)
    );
    const text = contextText(files);
    expect(text.length).toBeLessThanOrEqual(LIMITS.fileContextText + 50);
    expect(text).toMatch(/\n\n\d+ more files not shown\.$/);
  });

  it('takes entries that were written by hand', () => {
    const text = contextText([
      {
        path: 'a.csv',
        name: 'a.csv',
        metadata: { type: 'csv', size_mb: 2.5, columns: ['id'], rows: 10 }
      }
    ]);
    expect(text).toContain(
      'File: a.csv\n- type csv, 2.6 MB, 10 rows x 1 column'
    );
    expect(text).toContain('  - "id": ');
  });
});
