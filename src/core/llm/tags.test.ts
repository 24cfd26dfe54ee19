import { describe, expect, it } from 'vitest';
import { hasSolution, plainAnswer, splitTags, TagSplitter } from './tags';

function parts(text: string): string[] {
  return splitTags(text).map(
    ({ kind, text: inner, closed }) => `${kind}${closed ? '' : '…'}: ${inner}`
  );
}

/** The segments when the text arrives in pieces of `size`, told at the end. */
function streamed(text: string, size: number): unknown {
  const splitter = new TagSplitter();
  for (let start = 0; start < text.length; start += size) {
    splitter.push(text.slice(start, start + size));
  }
  splitter.finish();
  return splitter.segments;
}

const SAMPLES = {
  plain: 'Just words, 1 < 2 and a > b, <b>bold</b> ~tilde~ `tick',
  seeds:
    '<think>\nLook at the file.\n</think>\n\n<plan>1. load\n2. plot</plan>\nDone.\n<solution>Total is **42**</solution>\n',
  cases: '<THINK>a</Think><Thinking>b</thinking><thought >c</thought>',
  fence:
    'See:\n```html\n<think>not a tag</think>\n```\nand `</plan>` and ``a ` <solution>`` end',
  unclosed: 'Before <plan>step one',
  stray: 'I muse about <plan> things\n</think>\nThe answer',
  nested: '<solution>See <think>hm</think> it</solution>',
  mention:
    '<think>I will write <solution> later, not now.</think>\n<solution>Yes</solution>',
  neverClosed: '<think>I think\n<solution>42</solution>',
  lostFence: '<think>```python\nx = 1\n</think>\nThe answer is 1.',
  tilde: '~~~\n<plan>\n~~~\n<plan>real</plan>',
  oneLine: '```<plan>``` then <plan>x</plan>',
  empty: '<think>\n\n</think>\n\nHello',
  almost: 'a < b </thin <thinker> <plans> <',
  indented: '<solution>\n\n    code\nrest</solution>',
  crlf: '```\r\n<plan>\r\n```\r\n<plan>p</plan>\r\n'
};

describe('splitTags', () => {
  it('R56 tells think, plan and solution apart and drops the tags', () => {
    expect(parts(SAMPLES.seeds)).toEqual([
      'think: Look at the file.',
      'plan: 1. load\n2. plot',
      'text: Done.',
      'solution: Total is **42**'
    ]);
  });

  it.each([
    ['cases', ['think: a', 'think: b', 'think: c']],
    ['plain', [`text: ${SAMPLES.plain}`]],
    ['fence', [`text: ${SAMPLES.fence}`]],
    ['unclosed', ['text: Before', 'plan…: step one']],
    ['nested', ['solution: See', 'think: hm', 'solution:  it']],
    [
      'mention',
      ['think: I will write <solution> later, not now.', 'solution: Yes']
    ],
    ['tilde', ['text: ~~~\n<plan>\n~~~', 'plan: real']],
    ['oneLine', ['text: ```<plan>``` then', 'plan: x']],
    ['empty', ['text: Hello']],
    ['almost', [`text: ${SAMPLES.almost}`]],
    ['indented', ['solution:     code\nrest']],
    ['crlf', ['text: ```\r\n<plan>\r\n```', 'plan: p']]
  ] as const)('R56 %s', (name, expected) => {
    expect(parts(SAMPLES[name])).toEqual(expected);
  });

  it('takes what stands before a stray </think> as thought', () => {
    expect(parts('I muse\n</think>\nThe answer')).toEqual([
      'think: I muse',
      'text: The answer'
    ]);
  });

  it('drops other stray closing tags', () => {
    expect(parts('One</solution> two</plan>')).toEqual(['text: One two']);
  });

  it('finds the answer behind thoughts that were never closed', () => {
    expect(plainAnswer(SAMPLES.neverClosed)).toBe('42');
    expect(plainAnswer(SAMPLES.lostFence)).toBe('The answer is 1.');
  });

  it.each(Object.entries(SAMPLES))(
    'R56 gives the same for any cut of: %s',
    (_name, text) => {
      for (let size = 1; size <= 12; size += 1) {
        expect(streamed(text, size)).toEqual(splitTags(text));
      }
    }
  );
});

describe('TagSplitter', () => {
  it('R56 shows segments while they grow, without half tags', () => {
    const splitter = new TagSplitter();
    splitter.push('<thi');
    expect(splitter.segments).toEqual([]);
    splitter.push('nk>Hm');
    const [first] = splitter.segments;
    expect(first).toEqual({ kind: 'think', text: 'Hm', closed: false });
    splitter.push(' so</th');
    expect(first?.text).toBe('Hm so');
    splitter.push('ink>Yes');
    expect(splitter.segments).toEqual([
      { kind: 'think', text: 'Hm so', closed: true },
      { kind: 'text', text: 'Yes', closed: false }
    ]);
    expect(splitter.segments[0]).toBe(first);
  });
});

describe('plainAnswer and hasSolution', () => {
  it('R56 the solution is the answer', () => {
    expect(plainAnswer(SAMPLES.seeds)).toBe('Total is **42**');
    expect(hasSolution(SAMPLES.seeds)).toBe(true);
  });

  it('without a solution the plain text is', () => {
    expect(plainAnswer('<think>x</think> One.\n<plan>y</plan>\nTwo. ')).toBe(
      'One.\n\nTwo.'
    );
    expect(hasSolution('`<solution>` is a tag')).toBe(false);
    expect(hasSolution('<think>then a <solution></think>ok')).toBe(false);
  });
});
