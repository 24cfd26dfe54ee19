import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import {
  fileName,
  formatDuration,
  formatElapsed,
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
