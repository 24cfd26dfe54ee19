// npm run bench [-- --only NAME] [-- --json]: benchmarks, each with its baseline in the same run.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './lib/bundle.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';
import { say, step } from './lib/say.mjs';
import { setUpAll } from './lib/setup.mjs';
import { formatTable } from './lib/table.mjs';
import { UserError, runMain } from './lib/user-error.mjs';

const ENDING = /\.bench\.(mjs|ts)$/;

// What cannot be bundled, because it reads files beside itself.
const EXTERNAL = ['esbuild', 'jsdom', 'playwright-core', '@playwright/test'];

/**
 * @typedef {object} Result
 * @property {readonly (readonly (string | number)[])[]} table rows for people, the first one the heading
 * @property {Readonly<Record<string, number>>} metrics
 *
 * @typedef {object} Bench
 * @property {string} name
 * @property {() => Promise<Result>} run
 */

await runMain(async () => {
  const files = chooseFiles(process.argv.slice(2));
  await setUpAll();
  /** @type {Record<string, Result['metrics']>} */
  const metrics = {};
  for (const file of files) {
    const bench = await load(file);
    const result = await step(`Measuring ${bench.name}`, () => bench.run());
    say(`\n${formatTable(result.table)}\n`);
    metrics[bench.name] = result.metrics;
  }
  if (process.argv.includes('--json')) {
    say(JSON.stringify(asOneObject(metrics)));
  }
});

/**
 * One benchmark under its own name; several together as `all`, by name.
 *
 * @param {Record<string, Result['metrics']>} metrics
 */
function asOneObject(metrics) {
  const [only, ...others] = Object.keys(metrics);
  return only && others.length === 0
    ? { name: only, metrics: metrics[only] }
    : { name: 'all', metrics };
}

/**
 * @param {readonly string[]} args
 * @returns {string[]} names of files in bench/
 */
function chooseFiles(args) {
  const files = readdirSync(join(ROOT, 'bench'))
    .filter(name => ENDING.test(name))
    .sort();
  const at = args.findIndex(arg => arg.split('=')[0] === '--only');
  if (at < 0) {
    return files;
  }
  const names = (args[at]?.split('=')[1] ?? args[at + 1] ?? '').split(',');
  const chosen = files.filter(file => names.includes(file.replace(ENDING, '')));
  if (chosen.length !== names.length) {
    const known = files.map(file => file.replace(ENDING, '')).join(', ');
    throw new UserError(`Benchmarks are ${known}; --only takes one or more.`);
  }
  return chosen;
}

/**
 * @param {string} file
 * @returns {Promise<Bench>}
 */
async function load(file) {
  let path = join(ROOT, 'bench', file);
  if (file.endsWith('.ts')) {
    const bundle = join(CACHE, 'bench', file.replace(/\.ts$/, '.mjs'));
    await bundleForNode(path, bundle, EXTERNAL);
    path = bundle;
  }
  const module = await import(pathToFileURL(path).href);
  if (typeof module.name !== 'string' || typeof module.run !== 'function') {
    throw new UserError(`bench/${file} has to export name and run().`);
  }
  return { name: module.name, run: module.run };
}
