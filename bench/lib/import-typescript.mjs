import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from '../../scripts/lib/bundle.mjs';
import { CACHE } from '../../scripts/lib/paths.mjs';

/**
 * Imports a TypeScript file, for benchmarks that also use what the scripts are made of.
 *
 * @param {string} path from the root of the checkout
 * @returns {Promise<unknown>} what it exports
 */
export async function importTypeScript(path) {
  const bundle = join(CACHE, 'bench', `${basename(path, '.ts')}.lib.mjs`);
  await bundleForNode(path, bundle, ['esbuild', 'jsdom']);
  return import(pathToFileURL(bundle).href);
}
