import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isVariableName, readParameters } from './parameters';
import { literalOf } from './python-literal';
import { UsageError } from './usage-error';

describe('values of --param', () => {
  it.each([
    ['1', '1'],
    ['-2.50', '-2.50'],
    ['.5', '.5'],
    ['+1e-3', '+1e-3'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['true', 'True'],
    ['False', 'False'],
    ['null', 'None'],
    ['None', 'None'],
    ['North', '"North"'],
    ['South East', '"South East"'],
    ['007', '"007"'],
    ['2024-01-31', '"2024-01-31"'],
    ['1.5 million', '"1.5 million"'],
    ['true story', '"true story"'],
    ['nan', '"nan"'],
    ['constructor', '"constructor"'],
    ['', '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['"1"', '"1"'],
    ["'it\\'s'", '"it\'s"'],
    ['"line\\nnext\\u00e9\\x41"', '"line\\nnextéA"'],
    ["'C:\\data'", '"C:\\\\data"'],
    ['[1, "a", [true, None], ]', '[1, "a", [True, None]]'],
    ['[]', '[]'],
    ['{"a": [1], \'b\': null}', '{"a": [1], "b": None}']
  ])('%s is %s', (text, literal) => {
    expect(literalOf(text)).toBe(literal);
  });

  it.each([
    '[1, 2',
    '[North]',
    '{1}',
    '"open',
    "'a' b",
    '{[1]: 2}',
    '['.repeat(60)
  ])('%s begins like a value and is none', text => {
    expect(literalOf(text)).toBeNull();
  });

  it('are what Python reads from them', () => {
    const texts = [
      '-2.50',
      'it\'s "so"',
      '[1, "é\u2028\ud83d\ude00", {"k": null}]',
      'line\nnext\ttab\0'
    ];
    const literals = texts.map(text => literalOf(text));
    const python = resolve(
      '.venv',
      process.platform === 'win32' ? 'Scripts/python' : 'bin/python'
    );
    const read = execFileSync(
      python,
      [
        '-c',
        'import ast, json, sys; print(json.dumps([ast.literal_eval(each) for each in json.load(sys.stdin)]))'
      ],
      { input: JSON.stringify(literals), encoding: 'utf8' }
    );
    expect(JSON.parse(read)).toEqual([
      -2.5,
      texts[1],
      [1, 'é\u2028\ud83d\ude00', { k: null }],
      texts[3]
    ]);
  });
});

describe('names of --param', () => {
  it.each(['region', '_x', 'größe', 'x2'])('%s is one', name => {
    expect(isVariableName(name)).toBe(true);
  });

  it.each(['', '2x', 'a-b', 'a b', 'class', 'None', 'a.b', 'print("x")'])(
    '%j is none',
    name => {
      expect(isVariableName(name)).toBe(false);
      expect(() => readParameters([`${name}=1`])).toThrow(UsageError);
    }
  );

  it('is said once, and not twice', () => {
    expect(readParameters(['a=1', 'b = x=y '])).toEqual([
      { name: 'a', literal: '1' },
      { name: 'b', literal: '"x=y"' }
    ]);
    expect(() => readParameters(['a=1', 'a=2'])).toThrow('given twice');
    expect(() => readParameters(['a'])).toThrow('name=value');
    expect(() => readParameters(['a=[North'])).toThrow(
      'The value of the parameter a'
    );
  });
});
