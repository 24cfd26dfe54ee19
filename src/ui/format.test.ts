import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import {
  fileName,
  formatBytes,
  formatDuration,
  formatElapsed,
  formatMoment,
  formatShape,
  formatTokens
} from './format';

const trans = nullTranslator.load('kernel_agent');

describe('durations', () => {
  it.each([
    [0, '0.0 s'],
    [-5, '0.0 s'],
    [449, '0.4 s'],
    [9940, '9.9 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_720_000, '1 h 02 min']
  ])('%d ms: %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds, trans)).toBe(words);
  });

  it.each([
    [900, ''],
    [-5, ''],
    [1000, '1 s'],
    [61_999, '1 min 01 s']
  ])('that pass, %d ms: “%s”', (milliseconds, words) => {
    expect(formatElapsed(milliseconds, trans)).toBe(words);
  });
});

describe('R42: tokens', () => {
  it.each([
    [null, ''],
    [{}, ''],
    [{ total_tokens: 0 }, ''],
    [{ total_tokens: 1 }, '1 token'],
    [{ prompt_tokens: 1000, completion_tokens: 234 }, '1,234 tokens'],
    [{ prompt_tokens: 1000, completion_tokens: null }, '1,000 tokens']
  ])('%o: “%s”', (usage, words) => {
    expect(formatTokens(usage, trans)).toBe(words);
  });
});

it.each([
  ['a/b/c.csv', 'c.csv'],
  ['c.csv', 'c.csv'],
  ['../c.csv', 'c.csv']
])('the name of %s is %s', (path, name) => {
  expect(fileName(path)).toBe(name);
});

describe('data files', () => {
  it.each([
    [0, '0 B'],
    [12, '12 B'],
    [87_654, '87.7 KB'],
    [187_654_321, '188 MB'],
    [3e15, '3,000 TB']
  ])('%i bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it.each([
    [2000, 6, '2,000 × 6'],
    [0, 6, '0 × 6'],
    [null, 6, '6 columns'],
    [1, null, '1 row'],
    [undefined, 0, '']
  ])('%s rows and %s columns are “%s”', (rows, columns, words) => {
    expect(formatShape(rows, columns, trans)).toBe(words);
  });

  it('moments of today are times, others are dates', () => {
    const now = new Date(2026, 10, 24, 18, 0).getTime();
    const at = (date: Date): string => formatMoment(date.toISOString(), now);
    expect(at(new Date(2026, 10, 24, 9, 5))).toMatch(/9:05/);
    expect(at(new Date(2026, 2, 3))).toMatch(/Mar/);
    expect(at(new Date(2026, 2, 3))).not.toMatch(/2026/);
    expect(at(new Date(2024, 2, 3))).toMatch(/2024/);
    expect(formatMoment('no date', now)).toBe('');
  });
});
