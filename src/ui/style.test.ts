import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = 'style';
const files = readdirSync(FOLDER).filter(
  name => name.endsWith('.css') && name !== 'index.css'
);
const read = (name: string): string =>
  readFileSync(`${FOLDER}/${name}`, 'utf8').replace(/\/\*[^]*?\*\//g, '');
const code = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(`src/ui/${name}`, 'utf8'))
  .join('\n');

it('every style sheet is loaded', () => {
  const loaded = [...read('index.css').matchAll(/url\('(.+?)'\)/g)].map(
    ([, name]) => name
  );
  expect([...loaded].sort()).toEqual([...files].sort());
});

describe.each(files)('%s', name => {
  const css = read(name);

  it('has the colours of the theme only', () => {
    // What a mask is painted with is no colour but opacity.
    const painted = css.replace(/mask-image:[^;]+;/g, '');
    expect(painted).not.toMatch(/#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i);
    expect(painted).not.toMatch(
      /:[^;{]*(?<!-)\b(white|black|gr[ae]y|red|green|blue|orange|yellow)\b(?!-)/i
    );
  });

  it('names parts that are drawn', () => {
    const parts = [...css.matchAll(/\.jp-KernelAgent-(\w+)/g)].map(
      ([, part]) => part
    );
    expect(parts.filter(part => !code.includes(`'${part}'`))).toEqual([]);
  });

  it('can be hidden: no display wins over the attribute', () => {
    expect(css.match(/display:[^;]*!important/g) ?? []).toEqual(
      name === 'base.css' ? ['display: none !important'] : []
    );
  });
});
