import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../ports';
import { promptPaths } from './prompt-paths';

function beside(...names: string[]): FileEntry[] {
  return names.map(path => ({ path, kind: 'file', size: 1, modified: '' }));
}

describe('paths in a prompt', () => {
  it.each([
    ['Sum sales.csv by region.', ['sales.csv']],
    [
      'What is in `data/a b.csv`, and in "old/2023.xlsx"?',
      ['data/a b.csv', 'old/2023.xlsx']
    ],
    [
      '(see ./sales.csv; ../shared/costs.parquet)',
      ['sales.csv', '../shared/costs.parquet']
    ],
    ['Compare **sales.csv** with sales.csv', ['sales.csv']],
    [
      'All of data/*.csv and logs/2024-??.jsonl',
      ['data/*.csv', 'logs/2024-??.jsonl']
    ],
    ['C:/data/sales.csv', ['C:/data/sales.csv']],
    ['Übersicht über umsätze.csv?', ['umsätze.csv']],
    ['sales.csv.gz!', ['sales.csv.gz']],
    ["What's in sales.csv? Here's more", ['sales.csv']],
    ["The customers' own file sales.csv, and the firms' one", ['sales.csv']],
    [
      '"Please load the file sales.csv"',
      ['Please load the file sales.csv', 'sales.csv']
    ],
    ['data\\sales.csv and .\\a\\..\\b.csv', ['data/sales.csv', 'b.csv']],
    ['./x/../sales.csv, a//b.csv', ['sales.csv', 'a/b.csv']],
    ["```python\ndf = pd.read_csv('sales.csv')\n```", ['sales.csv']]
  ])('%s', (prompt, named) => {
    expect(promptPaths(prompt, [])).toEqual({ mentioned: [], named });
  });

  it.each([
    'Nothing here, e.g. 3.5 or a.b or etc.',
    'See https://example.org/data.csv',
    'Save it as sales_dashboard.png',
    'Save the three charts as `sales_dashboard.png`',
    'write the result to out.csv',
    'Export everything into report.xlsx',
    'Create summary.md',
    'Speichere das als bericht.csv',
    'Plot @df, mail john@example.org',
    'See s3://bucket/data.csv and file:///etc/data.csv',
    'What is in sales.agent/main/file_context.json?',
    'This is sales.ipynb'
  ])('names no file to read: %s', prompt => {
    expect(promptPaths(prompt, [])).toEqual({ mentioned: [], named: [] });
  });

  it('reads what a chart is created from', () => {
    expect(promptPaths('Create a chart from sales.csv', []).named).toEqual([
      'sales.csv'
    ]);
  });

  it('what stands behind an @ is meant', () => {
    expect(
      promptPaths(
        'Use @sales.csv, @"my data.csv" and @data/ like sales.csv',
        []
      )
    ).toEqual({ mentioned: ['sales.csv', 'my data.csv', 'data'], named: [] });
  });

  it('names with blanks are found if such a file lies beside the notebook', () => {
    const nearby = beside('my sales 2024.csv', 'other file.csv');
    expect(
      promptPaths('Load my sales 2024.csv please', nearby).named
    ).toContain('my sales 2024.csv');
    expect(promptPaths('Load my sales 2024.csv', nearby).named).not.toContain(
      'other file.csv'
    );
  });

  it.each([
    'sales (1).csv',
    'sales(1).csv',
    'a, b.csv',
    "Ann's.csv",
    'x[2].csv'
  ])('a name that is no word is found beside the notebook: %s', name => {
    expect(promptPaths(`Load ${name} now`, beside(name)).named).toContain(name);
  });

  it('a name is that of the file on disk, however its letters are composed', () => {
    const onDisk = 'Umsätze.csv'.normalize('NFD');
    const prompt = 'Load Umsätze.csv and @Umsätze.csv'.normalize('NFC');
    expect(promptPaths(prompt, beside(onDisk)).mentioned).toEqual([onDisk]);
    expect(
      promptPaths('Load Umsätze.csv'.normalize('NFD'), beside('Umsätze.csv'))
        .named
    ).toEqual(['Umsätze.csv']);
  });

  it.each([
    'a.csv ',
    '"',
    "'",
    '`',
    `"'`,
    `"'\``,
    'save as a.csv ',
    'save '.repeat(20),
    '.',
    '@',
    '../',
    '(a b.csv) ',
    '*',
    '@"',
    '" a',
    'x'
  ])('a prompt as long as allowed takes no time: %j', part => {
    const prompt = part.repeat(200_000 / part.length);
    const nearby = beside(
      ...Array.from({ length: 500 }, (_, i) => `my ${i}.csv`)
    );
    const began = performance.now();
    promptPaths(prompt, nearby);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
