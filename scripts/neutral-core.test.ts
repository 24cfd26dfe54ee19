import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { ROOT, filesUnder } from './lib/source-files';

// What src/core/platform.d.ts declares; a browser and Node both have it.
const PLATFORM = {
  AbortController,
  TextDecoder,
  TextEncoder,
  clearTimeout,
  crypto,
  setTimeout,
  structuredClone
};

it('the whole core bundles for no platform in particular and runs without a DOM or Node', async () => {
  const context = createContext({ ...PLATFORM });
  runInContext(await bundleCore(), context, { filename: 'core.js' });
  const lines: unknown = runInContext(
    `[typeof document, typeof process, typeof require,
      core.encodeEntry(core.decodeTranscript(line).entries[0])]`,
    Object.assign(context, { line: LINE + '\n{"torn' })
  );
  expect(lines).toEqual(['undefined', 'undefined', 'undefined', LINE + '\n']);
}, 60_000);

const LINE = JSON.stringify({
  v: 1,
  id: 'entry-1',
  ts: '2024-05-04T10:00:00.000Z',
  turn: 0,
  kind: 'reset',
  run_id: '20240504_100000_sales'
});

/** Every file of the core, whether another one imports it or not, with all packages inside. */
async function bundleCore(): Promise<string> {
  const files = filesUnder(['src/core'], /\.ts$/).filter(
    path => !/\.(test|d)\.ts$/.test(path)
  );
  const entry = [
    ...files.map((path, index) => `export * as file${index} from './${path}';`),
    `export { decodeTranscript, encodeEntry } from './src/core/transcript/codec';`
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'iife',
    globalName: 'core',
    logLevel: 'silent'
  });
  return outputFiles[0]?.text ?? '';
}
