import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { violationsIn } from './lib/layer-rules';
import { ROOT, filesUnder } from './lib/source-files';

it('imports run one way, from the plugins to the core', () => {
  const files = filesUnder(['src'], /\.tsx?$/).filter(
    path => !path.endsWith('.d.ts')
  );
  expect(files.length).toBeGreaterThan(50);
  expect(
    files.flatMap(path =>
      violationsIn(path, readFileSync(resolve(ROOT, path), 'utf8'))
    )
  ).toEqual([]);
});

it.each([
  ['src/core/agent/x.ts', `import { A } from '@lumino/widgets';`],
  ['src/core/agent/x.ts', `const a = await import('openai');`],
  ['src/core/agent/x.ts', `import { readFile } from 'node:fs';`],
  ['src/core/tools/x.ts', `export * from '../../jupyter/files';`],
  ['src/core/x.ts', `let a: import('../lab/relay').Relay;`],
  ['src/core/x.ts', `import { fake } from '../testing/entries';`],
  ['src/jupyter/x.ts', `import { A } from '@jupyterlab/notebook';`],
  ['src/lab/x.ts', `import { button } from '../ui/dom';`],
  ['src/ui/a/x.ts', `import { relay } from '../../lab/relay';`],
  ['src/ui/x.ts', `import { kernel } from '../jupyter/live-kernel';`],
  ['src/headless/x.ts', `import { relay } from '../lab/relay';`],
  ['src/plugins/x.ts', `import { fake } from '../testing/entries';`],
  ['src/lab/x.ts', `import { A } from '@jupyterlab/notebook/lib/panel';`],
  ['src/elsewhere/x.ts', `export {};`]
])('would catch %s with %s', (path, text) => {
  expect(violationsIn(path, text)).toHaveLength(1);
});

it.each([
  ['src/core/llm/x.ts', `const a = await import('openai');`],
  ['src/core/llm/x.test.ts', `import { fake } from '../../testing/entries';`],
  ['src/jupyter/x.ts', `import { sha256 } from '@noble/hashes/sha2.js';`],
  ['src/jupyter/x.ts', `import source from '../../kernel/helper.py';`],
  ['src/plugins/x.ts', `import { button } from '../ui/dom';`],
  ['src/index.ts', `export * from './tokens';`]
])('lets %s have %s', (path, text) => {
  expect(violationsIn(path, text)).toEqual([]);
});
