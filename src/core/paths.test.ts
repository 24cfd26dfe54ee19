import { describe, expect, it } from 'vitest';
import { isBesideNotebook, isOwnFile, plainPath, relativePath } from './paths';

it.each([
  ['', 'a.csv', 'a.csv'],
  ['work', 'work/a.csv', 'a.csv'],
  ['work', 'work/data/a.csv', 'data/a.csv'],
  ['work/notebooks', 'work/data/a.csv', '../data/a.csv'],
  ['work', 'work2/a.csv', '../work2/a.csv']
])('from %j the file %j is %j', (folder, path, expected) => {
  expect(relativePath(folder, path)).toBe(expected);
});

describe('plainPath', () => {
  it.each([
    ['a.csv', 'a.csv'],
    ['./a.csv', 'a.csv'],
    ['x/../a.csv', 'a.csv'],
    ['data//b/./c/', 'data/b/c'],
    ['data/../../x.csv', '../x.csv'],
    ['../../x.csv', '../../x.csv'],
    ['/data/../a.csv', '/a.csv'],
    ['/../a.csv', '/a.csv'],
    ['~/a.csv', '~/a.csv'],
    ['.', '.'],
    ['', ''],
    ['s3://bucket//a.csv', 's3://bucket//a.csv']
  ])('%s is %s', (written, plain) => {
    expect(plainPath(written)).toBe(plain);
    expect(plainPath(plain)).toBe(plain);
  });
});

it.each([
  ['a/b.csv', true],
  ['data/../../x.csv', false],
  ['%2e%2e/x.csv', true],
  ['file:///etc/passwd', false],
  ['\\\\server\\x.csv', false],
  ['a\\..\\..\\x.csv', false]
])('%s lies beside the notebook: %s', (path, isBeside) => {
  expect(isBesideNotebook(plainPath(path))).toBe(isBeside);
});

it.each([
  ['sales.agent/main/file_context.json', true],
  ['a/sales.agent/q4/outputs/x.png', true],
  ['sales.agent/data.csv', false],
  ['file_context.json', false]
])('%s is the agent’s own: %s', (path, isOwn) => {
  expect(isOwnFile(path)).toBe(isOwn);
});
