import { describe, expect, it } from 'vitest';
import { visibleText } from './overwritten-text';

describe('text as a terminal shows it', () => {
  it.each([
    ['plain\ntext\n', 'plain\ntext\n'],
    [' 10%\r 55%\r100%', '100%'],
    ['a longer line\rshort', 'shorter line'.replace('shorter', 'shortger')],
    ['first\r\nsecond', 'first\nsecond'],
    ['abc\b\bX', 'aXc'],
    ['\b\bX', 'X'],
    ['one\rtwo\nthree\rfour\n', 'two\nfoure\n'],
    ['näïve 🎉\rn', 'näïve 🎉']
  ])('%j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});
