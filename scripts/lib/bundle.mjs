import { ROOT } from './paths.mjs';

/**
 * Bundles a TypeScript file for Node; Python and icons travel as text.
 *
 * @param {string} entry from the root of the checkout, or absolute
 * @param {string} output
 * @param {readonly string[]} [external] packages that cannot be bundled
 * @param {boolean} [small] to be shipped: without what only a debugger needs
 */
export async function bundleForNode(
  entry,
  output,
  external = [],
  small = false
) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.py': 'text', '.svg': 'text' },
    external: [...external],
    // Packages in the older module format ask for `require`, which an ESM bundle does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"
    },
    sourcemap: small ? false : 'inline',
    minify: small,
    logLevel: 'warning'
  });
}
