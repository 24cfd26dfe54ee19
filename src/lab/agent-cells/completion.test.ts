import { describe, expect, it } from 'vitest';
import {
  commandSuggestions,
  completionPlace,
  optionSuggestions,
  quoted
} from './completion';

/** `|` is the caret. */
function at(text: string): string | null {
  const offset = text.indexOf('|');
  const found = completionPlace(text.replace('|', ''), offset);
  return found && `${found.wanted} ${found.typed}@${found.from}`;
}

describe('what is completed in an agent cell', () => {
  it('options behind a dash', () => {
    expect(at('%%agent -|')).toBe('option -@8');
    expect(at('%%agent --f|\nprompt')).toBe('option --f@8');
    expect(at('%%agent --files a.csv --ph|')).toBe('option --ph@22');
  });

  it('files behind --files, several of them, also in quotes', () => {
    expect(at('%%agent --files |')).toBe('file @16');
    expect(at('%%agent --files a.csv sa|')).toBe('file sa@22');
    expect(at('%%agent -f "my sa|')).toBe('file "my sa@11');
    expect(at('%%agent -o x |')).toBeNull();
  });

  it('one session behind --session', () => {
    expect(at('%%agent --session |')).toBe('session @18');
    expect(at('%%agent -s q|')).toBe('session q@11');
    expect(at('%%agent --session q4 |')).toBeNull();
    expect(at('%agent files --session q|')).toBe('session q@23');
  });

  it('commands behind %agent, of one word and of two', () => {
    expect(at('%agent |')).toBe('command @7');
    expect(at('%agent files\n%agent rep|')).toBe('command rep@20');
    expect(at('%agent report re|')).toBe('command report re@7');
    expect(at('%agent files -|')).toBe('option -@13');
  });

  it('variables in braces, and nowhere else in the prompt', () => {
    expect(at('%%agent\nhow many rows has {d|')).toBe('variable d@27');
    expect(at('%%agent\n{|')).toBe('variable @9');
    expect(at('%%agent\n{len(d|')).toBe('variable d@13');
    expect(at('%%agent\n{df.sh|')).toBeNull();
    expect(at('%%agent\n{df} and d|')).toBeNull();
    expect(at('%%agent\n{{d|')).toBeNull();
    expect(at('%%agent\n{{{d|')).toBe('variable d@11');
    expect(at('%%agent plot {d|')).toBe('variable d@14');
    expect(at('%%agent\nplain words|')).toBeNull();
  });

  it('nothing in other cells', () => {
    expect(at('f"{d|')).toBeNull();
    expect(at('%time -|')).toBeNull();
    expect(at('%%agent|')).toBeNull();
  });

  it('offers each option once, --files again', () => {
    const offered = optionSuggestions('%%agent --files a -o x\n--fresh');
    const names = offered.map(({ value }) => value);
    expect(names).toContain('--files');
    expect(names).not.toContain('--output');
    expect(names).toContain('--fresh');
    expect(commandSuggestions().map(({ value }) => value)).toContain(
      'report refresh'
    );
  });

  it('quotes paths as the option line reads them', () => {
    expect(quoted('a/b.csv')).toBe('a/b.csv');
    expect(quoted('my "best" b.csv')).toBe('"my \\"best\\" b.csv"');
  });
});
