import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from './lib/source-files';

const PYTHON = resolve(
  ROOT,
  process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python'
);
const MAKER = resolve(ROOT, 'scripts', 'make-examples.py');

const folder = mkdtempSync(join(tmpdir(), 'kernel-agent-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the examples are what their maker makes', () => {
  const { status, stdout } = spawnSync(PYTHON, [MAKER, '--check'], {
    encoding: 'utf8'
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}, 30_000);

it('the comparison notices a changed example', () => {
  execFileSync(PYTHON, [MAKER, '--output', folder]);
  appendFileSync(join(folder, 'sales_2024.csv'), 'SO-2024-99999\n');
  const { status, stdout } = spawnSync(
    PYTHON,
    [MAKER, '--check', '--output', folder],
    { encoding: 'utf8' }
  );
  expect(status).toBe(1);
  expect(stdout).toContain('sales_2024.csv');
}, 30_000);
