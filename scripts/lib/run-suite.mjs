// Runs one suite and counts what passed.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE, venvEnvironment } from './paths.mjs';
import { lastLines, runLogged } from './run-command.mjs';
import { say, seconds } from './say.mjs';
import { UserError } from './user-error.mjs';

const SHOWN_LINES = 120;
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * A suite that could not run, or ran nothing, counts as one failure.
 *
 * @param {import('./suites.mjs').Suite} suite
 * @param {string} obstacle why it cannot run; empty when it can
 * @returns {Promise<import('./reports.mjs').Counts>}
 */
export async function runSuite(suite, obstacle) {
  if (obstacle) {
    say(`✗ ${suite.name}: ${obstacle}`);
    return FAILED;
  }
  const start = Date.now();
  try {
    const { code, logPath } = await run(suite);
    const counts = count(suite, code);
    const ok = counts.failed === 0;
    say(
      `${ok ? '✓' : '✗'} ${suite.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds(Date.now() - start)})`
    );
    if (!ok) {
      say(`The end of ${logPath}:\n${lastLines(logPath, SHOWN_LINES)}`);
    }
    return counts;
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    say(`✗ ${suite.name}: ${error.message}`);
    return FAILED;
  }
}

/** @param {import('./suites.mjs').Suite} suite */
async function run(suite) {
  rmSync(suite.report, { force: true });
  mkdirSync(dirname(suite.report), { recursive: true });
  const { command, args, env } = await suite.command();
  return runLogged(command, args, {
    log: `test-${suite.name}`,
    env: { ...testEnvironment(), ...env }
  });
}

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {number} code the runner's exit code
 */
function count(suite, code) {
  if (!existsSync(suite.report)) {
    return FAILED;
  }
  const counts = suite.read(suite.report);
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** Nothing of the person's own models and Jupyter settings: tests are to say the same everywhere. */
function testEnvironment() {
  const home = join(CACHE, 'test-home');
  mkdirSync(home, { recursive: true });
  const inherited = Object.fromEntries(
    Object.keys(process.env)
      .filter(name => /^(OPENAI_|JUPYTER|JPY_|IPYTHON|MPLBACKEND$)/.test(name))
      .map(name => [name, undefined])
  );
  return venvEnvironment({
    ...inherited,
    JUPYTER_CONFIG_DIR: join(home, 'config'),
    JUPYTER_DATA_DIR: join(home, 'data'),
    JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
    IPYTHONDIR: join(home, 'ipython')
  });
}
