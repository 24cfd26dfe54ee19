import { describe, expect, it } from 'vitest';
import {
  joinMarkdown,
  MarkdownSplitter,
  type MarkdownPiece
} from './markdown-splitter';

function split(text: string, partSize = text.length): MarkdownPiece[] {
  const splitter = new MarkdownSplitter();
  for (let at = 0; at < text.length; at += partSize) {
    splitter.push(text.slice(at, at + partSize));
  }
  splitter.end();
  return splitter.takeFinished();
}

const sources = (text: string): string[] =>
  split(text).map(piece =>
    piece.kind === 'code' ? `<${piece.language}>${piece.source}` : piece.source
  );

describe('what is one piece', () => {
  it.each([
    ['paragraphs', 'one\ntwo\n\nthree', ['one\ntwo', 'three']],
    ['a heading without blank lines', 'a\n# b\nc', ['a', '# b', 'c']],
    ['a setext heading', 'Title\n---\ntext', ['Title\n---', 'text']],
    [
      'a fence right after text',
      'Run:\n```python\nx = 1\n\ny = 2\n```\nDone',
      ['Run:', '<python>x = 1\n\ny = 2\n', 'Done']
    ],
    [
      'a longer fence around a shorter one',
      '````md\n```\nx\n```\n````',
      ['<md>```\nx\n```\n']
    ],
    ['a fence that never closes', '~~~\nabc', ['<>abc\n']],
    [
      'a loose list with an indented paragraph',
      '- a\n\n  more\n- b\n\nafter',
      ['- a\n\n  more\n- b', 'after']
    ],
    [
      'a fence inside a list item',
      '1. Do\n\n   ```python\n   x\n\n   y\n   ```\n2. Next\n\nend',
      ['1. Do\n\n   ```python\n   x\n\n   y\n   ```\n2. Next', 'end']
    ],
    [
      'a fence at the margin that interrupts a list',
      '1. Do\n```\nx\n```\n2. Next',
      ['1. Do', '<>x\n', '2. Next']
    ],
    [
      'a table',
      '| a | b |\n|---|---|\n| 1 | 2 |\n\nafter',
      ['| a | b |\n|---|---|\n| 1 | 2 |', 'after']
    ],
    [
      'indented code with a blank line',
      '    a\n\n    b\n\ntext',
      ['    a\n\n    b', 'text']
    ],
    [
      'raw HTML with blank lines',
      '<details>\n<summary>s</summary>\n\ntext\n\n</details>\n\nafter',
      ['<details>\n<summary>s</summary>\n\ntext\n\n</details>', 'after']
    ],
    [
      'display mathematics that looks like other things',
      '$$\n# x\n- y\n$$\n\nafter',
      ['$$\n# x\n- y\n$$', 'after']
    ],
    ['carriage returns', 'a\r\n\r\nb', ['a', 'b']]
  ])('%s', (_title, text, expected) => {
    expect(sources(text)).toEqual(expected);
  });
});

const LONG = [
  '# Report',
  'Text with **bold**.',
  '- one\n- two\n\n  inner\n\n1. first\n2. second',
  '```python\nimport pandas as pd\n\nprint(1)\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '> quoted\n> more',
  '$$\nx = 1\n$$',
  'The end.'
].join('\n\n');

it('gives the same pieces whatever the sizes of the parts', () => {
  const whole = split(LONG);
  for (const size of [1, 2, 3, 7, 50]) {
    expect(split(LONG, size)).toEqual(whole);
  }
});

it('never takes back a finished piece and shows everything else as open', () => {
  const splitter = new MarkdownSplitter();
  const finished: MarkdownPiece[] = [];
  for (const character of LONG) {
    splitter.push(character);
    finished.push(...splitter.takeFinished());
  }
  const before = finished.length;
  expect(before).toBeGreaterThan(6);
  expect(splitter.open()).toEqual([{ kind: 'markdown', source: 'The end.' }]);
  splitter.end();
  finished.push(...splitter.takeFinished());
  expect(finished).toEqual(split(LONG));
});

it('shows code while its fence is open, and no half-written fences', () => {
  const splitter = new MarkdownSplitter();
  splitter.push('Look:\n``');
  expect(splitter.open()).toEqual([{ kind: 'markdown', source: 'Look:' }]);
  splitter.push('`py');
  expect(splitter.open()).toEqual([
    { kind: 'markdown', source: 'Look:' },
    { kind: 'code', language: 'py', source: '' }
  ]);
  splitter.push('thon\nx = 1\n``');
  expect(splitter.takeFinished()).toEqual([
    { kind: 'markdown', source: 'Look:' }
  ]);
  expect(splitter.open()).toEqual([
    { kind: 'code', language: 'python', source: 'x = 1\n' }
  ]);
});

it('notices link definitions, which concern every piece', () => {
  const splitter = new MarkdownSplitter();
  splitter.push('See [1].\n\n[1]: https://example.org\n');
  expect(splitter.hasDefinitions).toBe(true);
});

it('joins text that is finished at the same time, but not across code', () => {
  expect(joinMarkdown(split('a\n\nb\n\n```\nc\n```\n\nd\n\ne'))).toEqual([
    { kind: 'markdown', source: 'a\n\nb' },
    { kind: 'code', language: '', source: 'c\n' },
    { kind: 'markdown', source: 'd\n\ne' }
  ]);
});
