import { expect, it } from 'vitest';
import { filesNamedIn, isWrittenIn } from './opened-files';

it('finds known files in the strings of code', () => {
  const code = [
    'import pandas as pd',
    "df = pd.read_csv('sales.csv')",
    'other = open("./data/costs.csv")',
    'third = duckdb.sql("select * from \'/home/me/deep/third.parquet\'")',
    '# sales_old.csv'
  ].join('\n');
  const known = ['sales.csv', 'data/costs.csv', 'sales_old.csv', 'ales.csv'];
  expect(filesNamedIn(code, known)).toEqual(['sales.csv', 'data/costs.csv']);
});

it('tells reading from writing', () => {
  const code =
    "df = pd.read_csv('in.csv'); df.to_csv('out.csv')\nplt.savefig('a.png')\nopen('log.txt', 'w')";
  expect(isWrittenIn(code, 'in.csv')).toBe(false);
  expect(isWrittenIn(code, 'out.csv')).toBe(true);
  expect(isWrittenIn(code, 'a.png')).toBe(true);
  expect(isWrittenIn(code, 'log.txt')).toBe(true);
});
