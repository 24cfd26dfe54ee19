// What it takes to profile a large table, beside what pandas takes to read it.
//
// A CSV of 5 million rows and 8 columns, made once and kept in .cache/. In turn, each the median of several runs:
// pandas.read_csv alone in a new process, and a job of the helper in a real kernel: start of the worker, schema,
// hash, full pass and sample.
//
// wall_over_pandas: seconds of the job over those of the call of read_csv, without the import of pandas.
// memory_over_pandas: the most memory the worker took, and the kernel beyond what it had, over that of pandas'
//   process.
// schema_ms: until start_profile has answered with names, types and first rows. parquet_ms: the job on the same
//   table as Parquet. unchanged_ms: file_status and the comparison, for a file that did not change; reads: how often
//   the kernel opened it meanwhile, counted by an audit hook.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CACHE,
  ROOT,
  VENV_PYTHON,
  venvEnvironment
} from '../scripts/lib/paths.mjs';
import { median, rounded } from './lib/statistics.mjs';

const RUNS = 5;
const FOLDER = join(CACHE, 'bench', 'profile');
const MB = 1024 ** 2;

export const name = 'profile';

/**
 * @typedef {{ seconds: number, bytes: number, rows: number }} Reading
 * @typedef {object} Run
 * @property {Reading & { with_import: number }} alone
 * @property {Reading & { schema: number }} job
 * @property {Reading & { schema: number }} parquet
 * @property {{ seconds: number, reads: number }} unchanged
 */

export async function run() {
  if (process.platform !== 'linux') {
    throw new Error('The memory of processes is read from /proc: Linux only.');
  }
  if (!existsSync(join(FOLDER, 'sales.csv'))) {
    python('profile_files.py', [FOLDER]);
  }
  const runs = python('profile_runs.py', [
    FOLDER,
    join(ROOT, 'kernel'),
    String(RUNS)
  ])
    .trim()
    .split('\n')
    .map(line => /** @type {Run} */ (JSON.parse(line)));
  return { table: tableOf(runs), metrics: metricsOf(runs) };
}

/**
 * @param {readonly Run[]} runs
 * @returns {(pick: (run: Run) => number) => number} the median over the runs
 */
function medians(runs) {
  return pick => median(runs.map(pick));
}

/** @param {readonly Run[]} runs */
function tableOf(runs) {
  const of = medians(runs);
  const size = statSync(join(FOLDER, 'sales.csv')).size;
  const alone = of(run => run.alone.bytes);
  return [
    [`${Math.round(size / MB)} MB of CSV, medians of ${RUNS}`, 's', 'MB'],
    row(
      'baseline: pandas.read_csv',
      of(run => run.alone.seconds),
      alone
    ),
    row(
      'baseline, importing pandas as well',
      of(run => run.alone.with_import),
      alone
    ),
    row(
      'full profile, a job in a kernel',
      of(run => run.job.seconds),
      of(run => run.job.bytes)
    ),
    row(
      'full profile of the table as Parquet',
      of(run => run.parquet.seconds),
      of(run => run.parquet.bytes)
    ),
    ['schema and first rows', rounded(of(run => run.job.schema)), ''],
    [
      'a file that did not change',
      of(run => run.unchanged.seconds).toFixed(4),
      ''
    ],
    ...missingEngines().map(engine => [`not installed: ${engine}`, '', ''])
  ];
}

/** @param {readonly Run[]} runs */
function metricsOf(runs) {
  const of = medians(runs);
  return {
    wall_over_pandas: rounded(
      of(run => run.job.seconds) / of(run => run.alone.seconds)
    ),
    memory_over_pandas: rounded(
      of(run => run.job.bytes) / of(run => run.alone.bytes)
    ),
    schema_ms: rounded(of(run => run.job.schema * 1000)),
    parquet_ms: rounded(of(run => run.parquet.seconds * 1000)),
    unchanged_ms: rounded(of(run => run.unchanged.seconds * 1000)),
    reads: Math.max(...runs.map(run => run.unchanged.reads))
  };
}

/**
 * @param {string} label
 * @param {number} seconds
 * @param {number} bytes
 */
function row(label, seconds, bytes) {
  return [label, rounded(seconds), Math.round(bytes / MB)];
}

function missingEngines() {
  return execFileSync(
    VENV_PYTHON,
    [
      '-c',
      'import importlib.util as u; print(*(n for n in ("duckdb", "polars", "pyarrow") if u.find_spec(n) is None))'
    ],
    { encoding: 'utf8', env: venvEnvironment() }
  )
    .trim()
    .split(' ')
    .filter(Boolean);
}

/**
 * @param {string} script in bench/lib
 * @param {readonly string[]} args
 */
function python(script, args) {
  return execFileSync(
    VENV_PYTHON,
    [join(ROOT, 'bench', 'lib', script), ...args],
    {
      encoding: 'utf8',
      env: venvEnvironment(),
      maxBuffer: 64 * MB
    }
  );
}
