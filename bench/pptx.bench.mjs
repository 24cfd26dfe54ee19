// What it takes to build a deck of twenty slides with ten native charts, beside python-pptx alone.
//
// A real kernel with the variables in it; each run in new kernels, the median of several. The deck is measured, laid
// out, written, read back and checked; the baseline writes the same charts, tables and texts with python-pptx and
// does nothing else.
//
// deck_ms: the first deck in a kernel's life, with all that is imported for it. again_ms: the next one.
// over_plain: again_ms over the same of python-pptx alone.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, VENV_PYTHON, venvEnvironment } from '../scripts/lib/paths.mjs';
import { median, rounded } from './lib/statistics.mjs';

const RUNS = 5;

export const name = 'pptx';

/**
 * @typedef {object} Run
 * @property {number} first
 * @property {number} again
 * @property {number} plain_first
 * @property {number} plain_again
 * @property {number} slides
 * @property {number} charts
 * @property {number} kilobytes
 */

export async function run() {
  const runs = execFileSync(
    VENV_PYTHON,
    [
      join(ROOT, 'bench', 'lib', 'pptx_runs.py'),
      join(ROOT, 'kernel'),
      String(RUNS)
    ],
    { encoding: 'utf8', env: venvEnvironment() }
  )
    .trim()
    .split('\n')
    .map(line => /** @type {Run} */ (JSON.parse(line)));
  /** @param {(run: Run) => number} pick */
  const of = pick => median(runs.map(pick));
  const again = of(each => each.again);
  const plain = of(each => each.plain_again);
  return {
    table: [
      ['20 slides, 10 native charts', 'first, ms', 'again, ms'],
      ['deck', Math.round(of(each => each.first)), Math.round(again)],
      [
        'baseline: python-pptx alone',
        Math.round(of(each => each.plain_first)),
        Math.round(plain)
      ]
    ],
    metrics: {
      deck_ms: Math.round(of(each => each.first)),
      again_ms: Math.round(again),
      plain_ms: Math.round(plain),
      over_plain: rounded(again / plain),
      slides: of(each => each.slides),
      charts: of(each => each.charts),
      kilobytes: Math.round(of(each => each.kilobytes))
    }
  };
}
