// Reads what the test runners report.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {string} path of a report as Jest and Vitest write it in JSON
 * @returns {Counts}
 */
export function readVitest(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  // A file that cannot be loaded has no tests, but is a failed suite.
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests
  };
}

/**
 * @param {string} path of a report in JUnit's XML, as pytest writes it
 * @returns {Counts}
 */
export function readJUnit(path) {
  const head = /<testsuite [^>]*>/.exec(readFileSync(path, 'utf8'))?.[0] ?? '';
  const number = (/** @type {string} */ name) =>
    Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  return {
    passed: number('tests') - failed - number('skipped'),
    failed,
    skipped: number('skipped')
  };
}

/**
 * @param {string} path of Playwright's report in JSON
 * @returns {Counts}
 */
export function readPlaywright(path) {
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped
  };
}

/**
 * @param {string} path of a list of names that passed and failed, as the scripts here write it
 * @returns {Counts}
 */
export function readNames(path) {
  const { passed, failed } = JSON.parse(readFileSync(path, 'utf8'));
  return { passed: passed.length, failed: failed.length, skipped: 0 };
}
