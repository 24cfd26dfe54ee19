import { describe, expect, it } from 'vitest';
import { isPlainLoad } from './plain-load';

describe('load lines that the built-in analyst runs', () => {
  it.each([
    "pd.read_csv('a.csv')",
    "pd.read_csv(\"it's.csv\", sep=';', decimal=',', parse_dates=['day'], dtype={'id': 'str'}, header=None, names=['a', 'b'])",
    "pd.read_csv('os.system(1);.csv')",
    "pd.read_csv('a \\' b.csv', encoding='utf-16', skiprows=[0, 2], na_values=['-'])",
    "pd.read_excel('a.xlsx', sheet_name='More; \"x\"', usecols='B:F')",
    "pd.read_json('a.jsonl', lines=True)",
    "pd.read_html('a.html')[0]",
    "pd.DataFrame([r if isinstance(r, dict) else {'value': r} for r in [__import__('json').loads(line) for line in open('d.jsonl', encoding='utf-8') if line.strip()]])",
    "pd.DataFrame(__import__('json').load(open('w.json', encoding='utf-8'))['data']).astype({'date': 'datetime64[ns]'})",
    "pd.concat([pd.read_csv(f) for f in sorted(__import__('glob').glob('data/*.csv')) if f not in ['data/x.csv']], ignore_index=True)",
    "pd.json_normalize(__import__('json').load(__import__('gzip').open('a.json.gz', 'rt', encoding='utf-8')))"
  ])('runs %s', line => {
    expect(isPlainLoad(line)).toBe(true);
  });

  it.each([
    "pd.read_csv('a.csv'); __import__('os').system('x')",
    "pd.read_csv(__import__('os').popen('x'))",
    "pd.read_csv(__import__('o' 's').popen('x'))",
    'pd.read_csv(__import__("os").popen("x"))',
    "pd.read_pickle('a.csv')",
    "pd.read_csv('a.csv')\nimport os",
    "pd.io.common.os.system('x')",
    "pd.read_csv('a.csv').pipe(exec)",
    "pd.read_csv('a.csv', converters={'a': eval})",
    "pd.read_csv('a.csv', converters={'a': lambda x: x})",
    "pd.read_csv(exec('x'))",
    "pd.read_csv(x := open('y', 'w'))",
    "pd.read_csv('https://example.org/a.csv')",
    "pd.read_csv(f'{exec(1)}')",
    "pd.DataFrame(open('a').__class__)",
    "open('a.csv')",
    "pd.DataFrame(open('a.csv', 'w'))",
    "pd.DataFrame(open('a.csv', mode='w'))",
    "pd.DataFrame.to_csv('a')",
    "pd.read_csv('a.csv').to_csv('b.csv')",
    "pd.read_csv('a\\\\').popen('')"
  ])('leaves alone %s', line => {
    expect(isPlainLoad(line)).toBe(false);
  });
});
