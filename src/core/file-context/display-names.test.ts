import { expect, it } from 'vitest';
import { displayNames } from './display-names';

it.each([
  [['a.csv'], ['a.csv']],
  [
    ['data/a.csv', 'b.csv'],
    ['a.csv', 'b.csv']
  ],
  [
    ['2023/a.csv', '2024/a.csv', 'b.csv'],
    ['2023/a.csv', '2024/a.csv', 'b.csv']
  ],
  [
    ['x/d/a.csv', 'y/d/a.csv', 'a.csv'],
    ['x/d/a.csv', 'y/d/a.csv', 'a.csv']
  ],
  [
    ['../a.csv', 'a.csv', '/a.csv'],
    ['../a.csv', 'a.csv', '/a.csv']
  ],
  [
    ['data/', 'more/data/', 'data/*.csv'],
    ['data/', 'more/data/', '*.csv']
  ],
  [['a.csv', 'a.csv'], ['a.csv']]
])('R3 the files %j are called %j', (paths, names) => {
  expect([...displayNames(paths).values()]).toEqual(names);
});

it('R3 every name is unique and the end of its path, whatever the paths are', () => {
  const parts = ['a', 'b', '..', 'ü', ''];
  const paths = parts.flatMap(x =>
    parts.flatMap(y => parts.map(z => [x, y, z, 'f.csv'].join('/')))
  );
  const names = displayNames(paths);
  expect(new Set(names.values()).size).toBe(new Set(paths).size);
  names.forEach((name, path) => expect(path.endsWith(name)).toBe(true));
});
