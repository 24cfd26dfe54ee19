import { describe, expect, it } from 'vitest';
import { parseArguments } from './parse-arguments';

function reason(text: string): string {
  const parsed = parseArguments(text);
  return parsed.ok ? 'accepted' : parsed.reason;
}

describe('parseArguments', () => {
  it.each(['', '  ', 'null', '"" ', null, undefined])(
    'quirk 5: %j means no arguments',
    text => {
      expect(parseArguments(text)).toEqual({ ok: true, value: {} });
    }
  );

  it('takes an object, also one inside a JSON string', () => {
    const expected = { ok: true, value: { code: 'print("a\\n")' } };
    const text = JSON.stringify({ code: 'print("a\\n")' });
    expect(parseArguments(text)).toEqual(expected);
    expect(parseArguments(JSON.stringify(text))).toEqual(expected);
  });

  it('takes raw line breaks and tabs inside strings', () => {
    expect(parseArguments('{"code": "if x:\n\tprint(\\"y\\")\n"}')).toEqual({
      ok: true,
      value: { code: 'if x:\n\tprint("y")\n' }
    });
  });

  it('quirk 5: JSON that was cut off, wherever, is never accepted', () => {
    const whole = JSON.stringify({ code: 'df = [1, {"a": "}"}]', n: [1, 2] });
    for (let end = 1; end < whole.length; end += 1) {
      expect(parseArguments(whole.slice(0, end)).ok).toBe(false);
    }
    expect(parseArguments(whole).ok).toBe(true);
    expect(reason(whole.slice(0, 12))).toMatch(/ends too early/);
    expect(reason(whole.slice(0, -1))).toMatch(/ends too early/);
  });

  it.each([
    ['{"a": 1,}', /comma before a closing bracket/],
    ['[1, 2,]', /comma before a closing bracket/],
    ["{'a': 1}", /Python, not JSON/],
    ['{"a": None}', /Python, not JSON/],
    ['{"a": True}', /Python, not JSON/],
    ['print(1)', /not JSON/],
    ['[1, 2]', /a list, not a JSON object/],
    ['3', /a number, not a JSON object/],
    ['"print(1)"', /a string, not a JSON object/],
    ['{"a": 1}{"b": 2}', /not valid JSON/],
    ['{"a": "C:\\path"}', /backslashes/]
  ])('refuses %s and says why', (text, why) => {
    expect(reason(text)).toMatch(why);
  });
});
