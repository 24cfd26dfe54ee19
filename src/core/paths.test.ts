import { expect, it } from 'vitest';
import { relativePath } from './paths';

it.each([
  ['', 'a.csv', 'a.csv'],
  ['work', 'work/a.csv', 'a.csv'],
  ['work', 'work/data/a.csv', 'data/a.csv'],
  ['work/notebooks', 'work/data/a.csv', '../data/a.csv'],
  ['work', 'work2/a.csv', '../work2/a.csv']
])('from %j the file %j is %j', (folder, path, expected) => {
  expect(relativePath(folder, path)).toBe(expected);
});
