import { describe, expect, it } from 'vitest';
import { cellTokens } from './cell-tokens';

function told(text: string): string[] | null {
  const found = cellTokens(text);
  return (
    found &&
    found.tokens.map(({ from, to, kind }) => `${kind} ${text.slice(from, to)}`)
  );
}

describe('the colours of an agent cell', () => {
  it('tell magic, options and values apart', () => {
    expect(
      told(
        '%%agent --files a.csv "b c.csv" --phase \'Phase 1\' -o x --fresh\ngo'
      )
    ).toEqual([
      'magic %%agent',
      'option --files',
      'value a.csv',
      'value "b c.csv"',
      'option --phase',
      "value 'Phase 1'",
      'option -o',
      'value x',
      'option --fresh'
    ]);
  });

  it('begin the prompt at the first word that belongs to no option', () => {
    expect(told('%%agent -o x plot {a} for --me')).toEqual([
      'magic %%agent',
      'option -o',
      'value x',
      'expression {a}'
    ]);
  });

  it('mark expressions, and not doubled or open braces', () => {
    const text =
      "%%agent\nfrom {df.shape[0]:,} rows of {d['}']!r} in {{braces}} { alone\nif {x";
    expect(told(text)).toEqual([
      'magic %%agent',
      'expression {df.shape[0]:,}',
      "expression {d['}']!r}"
    ]);
    expect(told('%%agent\n{{{x}}}')).toEqual([
      'magic %%agent',
      'expression {x}'
    ]);
  });

  it('tell commands apart', () => {
    expect(
      told('# look\n%agent report refresh a.pptx\n%agent files -s q4')
    ).toEqual([
      'magic %agent',
      'command report',
      'command refresh',
      'value a.pptx',
      'magic %agent',
      'command files',
      'option -s',
      'value q4'
    ]);
  });

  it('take every line below the magic for prose, and only the lines of commands', () => {
    expect(cellTokens('\n%%agent\na\n\nb')?.lines).toEqual([1, 9, 11, 12]);
    expect(cellTokens('%agent files\n# a\n%agent log')?.lines).toEqual([0, 17]);
  });

  it('leave other cells alone', () => {
    for (const text of [
      '',
      'x = 1',
      '%%agents',
      '%%time\n%%agent',
      'x %agent',
      '%agentless'
    ]) {
      expect(cellTokens(text)).toBeNull();
    }
  });

  it('stand while somebody types', () => {
    expect(told('%%agent --files "a b')).toEqual([
      'magic %%agent',
      'option --files',
      'value "a b'
    ]);
    expect(told('%%agent')).toEqual(['magic %%agent']);
  });
});
