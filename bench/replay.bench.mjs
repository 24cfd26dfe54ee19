// What a report notebook costs when it is run again: the two report notebooks of the examples, run by the headless runner
// with the built-in analyst, and then once more from the recorded turns alone.
//
// model_requests: requests to the model in the second runs; nothing was changed in between.
// The baseline is the first run of the same notebooks.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/lib/paths.mjs';

const NOTEBOOKS = ['sales_report.ipynb', 'financial_report.ipynb'];
const DATA = ['sales_2024.csv', 'quarterly_financials.xlsx'];

export const name = 'replay';

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    for (const file of [...NOTEBOOKS, ...DATA]) {
      cpSync(join(ROOT, 'examples', file), join(folder, file));
    }
    const rows = [];
    let requests = 0;
    let recorded = 0;
    for (const notebook of NOTEBOOKS) {
      const first = await runNotebook(folder, notebook, ['--approve', 'auto']);
      const again = await runNotebook(folder, notebook, ['--replay-only']);
      rows.push([
        notebook,
        first.requests,
        again.requests,
        `${first.seconds.toFixed(1)} s`,
        `${again.seconds.toFixed(1)} s`
      ]);
      recorded += first.requests;
      requests += again.requests;
    }
    return {
      table: [
        ['report notebook', 'requests', 'replayed', 'wall time', 'replayed'],
        ...rows
      ],
      metrics: { model_requests: requests, recorded_requests: recorded }
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a notebook as a user would, and fails when that does.
 *
 * @param {string} folder
 * @param {string} notebook
 * @param {readonly string[]} options
 * @returns {Promise<{ requests: number, seconds: number }>}
 */
async function runNotebook(folder, notebook, options) {
  const began = performance.now();
  const { code, output, problems } = await outputOf([
    join(ROOT, 'scripts/agent.mjs'),
    'run',
    join(folder, notebook),
    '--output',
    join(folder, `out_${notebook}`),
    '--json',
    ...options
  ]);
  if (code !== 0) {
    throw new Error(`${notebook} ended with ${code}: ${problems}`);
  }
  const report = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return {
    requests: report.requests,
    seconds: (performance.now() - began) / 1000
  };
}

/**
 * @param {readonly string[]} args of Node
 * @returns {Promise<{ code: number | null, output: string, problems: string }>}
 */
function outputOf(args) {
  const env = { ...process.env };
  for (const key of ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL']) {
    delete env[key];
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env });
    let output = '';
    let problems = '';
    child.stdout.on('data', chunk => (output += String(chunk)));
    child.stderr.on('data', chunk => (problems += String(chunk)));
    child.on('error', reject);
    child.on('close', code => resolve({ code, output, problems }));
  });
}
