import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit-codes';
import { OPTIONS_OF } from './options';
import { USAGE } from './usage';

const PAGE = readFileSync('docs/headless.md', 'utf8');

describe('docs/headless.md and --help', () => {
  it.each(Object.keys(OPTIONS_OF))('tell of the command %s', command => {
    expect(USAGE).toContain(`jupyter kernel-agent ${command} `);
    expect(PAGE).toMatch(new RegExp(`(kernel-agent |\`)${command} `));
  });

  it.each([...new Set(Object.values(OPTIONS_OF).flat())])(
    'tell of the option --%s',
    option => {
      expect(USAGE).toContain(`--${option}`);
      expect(PAGE).toContain(`--${option}`);
    }
  );

  it('tell of the same exit codes as the program has', () => {
    const rows = [...PAGE.matchAll(/^\| (\d+|128 \+ n) +\|/gm)].map(
      match => match[1]
    );
    expect(rows).toEqual([...Object.values(EXIT).map(String), '128 + n']);
    const listed = USAGE.slice(USAGE.indexOf('Exit codes:'));
    for (const code of Object.values(EXIT)) {
      expect(listed).toMatch(new RegExp(`[ \\n]${code} `));
    }
  });
});
