import { expect, it } from 'vitest';
import { plain } from './markdown';

it('marks of Markdown in data mean nothing, and brackets are no formula', () => {
  expect(plain('Revenue [k$] *net*')).toBe('Revenue &#91;k\\$&#93; \\*net\\*');
});
