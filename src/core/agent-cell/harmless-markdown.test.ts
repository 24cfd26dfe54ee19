import { describe, expect, it } from 'vitest';
import { harmlessMarkdown } from './harmless-markdown';

describe("a model's Markdown in a saved notebook", () => {
  it('has no tags', () => {
    expect(harmlessMarkdown('a <img src=x onerror=run()> b')).toBe(
      'a &lt;img src=x onerror=run()> b'
    );
    expect(harmlessMarkdown('<!-- x --></b><?php')).toBe(
      '&lt;!-- x -->&lt;/b>&lt;?php'
    );
    expect(harmlessMarkdown('```\ncode\n```\n<script>x</script>')).toBe(
      '```\ncode\n```\n&lt;script>x&lt;/script>'
    );
  });

  it('keeps code as it is', () => {
    for (const text of [
      'use `a <b> c` and ``d ` <e>``',
      '```html\n<b>\n```',
      '~~~\n<b>\n```\n<i>\n~~~',
      '````\n```\n<b>\n```\n````',
      '```\n<b>'
    ]) {
      expect(harmlessMarkdown(text)).toBe(text);
    }
  });

  it('keeps links, comparisons and pictures of its own', () => {
    for (const text of [
      '<https://jupyter.org> and [b](https://jupyter.org)',
      'a < b, 1<2, x <= y',
      '![plot](plot.png) ![](data:image/png;base64,AA)'
    ]) {
      expect(harmlessMarkdown(text)).toBe(text);
    }
  });

  it('turns pictures from the web into links', () => {
    expect(harmlessMarkdown('![x](https://a.example/?d=1)')).toBe(
      '[x](https://a.example/?d=1)'
    );
    expect(
      harmlessMarkdown('![x](//a.example/b) ![y][z]\n\n[z]: http://a')
    ).toBe('[x](//a.example/b) [y][z]\n\n[z]: http://a');
  });

  it('is not fooled by backticks that begin no code', () => {
    expect(harmlessMarkdown('a ` b <i>\n\nc ` d')).toBe(
      'a ` b &lt;i>\n\nc ` d'
    );
    expect(harmlessMarkdown('    ```\n<b>')).toBe('    ```\n&lt;b>');
    expect(harmlessMarkdown('``` a `b\n<i>')).toBe('``` a `b\n&lt;i>');
  });
});
