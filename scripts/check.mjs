// npm run check: formatting, lint, types, layering and docs; quick, and part of npm test.
import { writeFileSync } from 'node:fs';
import { checks } from './lib/checks.mjs';
import { lastLines, runLogged } from './lib/run-command.mjs';
import { runJobs } from './lib/run-jobs.mjs';
import { say, seconds } from './lib/say.mjs';
import { setUpTools } from './lib/setup.mjs';
import { runMain } from './lib/user-error.mjs';

const AT_ONCE = 2;
const SHOWN_LINES = 80;

// Where npm test wants to read what passed; undefined for a person.
const reportAt = process.argv.includes('--report')
  ? process.argv[process.argv.indexOf('--report') + 1]
  : undefined;

await runMain(async () => {
  await setUpTools();
  const results = await runJobs(checks(!reportAt), AT_ONCE, runCheck);
  const passed = results.filter(result => result.ok).map(({ name }) => name);
  const failed = results.filter(result => !result.ok).map(({ name }) => name);
  writeReport({ passed, failed });
  say(
    failed.length
      ? `${failed.length} of ${results.length} checks failed: ${failed.join(', ')}`
      : `All ${results.length} checks passed.`
  );
  return failed.length ? 1 : 0;
});

/**
 * @param {import('./lib/checks.mjs').Check} check
 */
async function runCheck(check) {
  const start = Date.now();
  const { code, logPath } = await runLogged(check.command, check.args, {
    log: `check-${check.name.replace(/\W+/g, '-')}`
  });
  say(
    `${code === 0 ? '✓' : '✗'} ${check.name} (${seconds(Date.now() - start)})`
  );
  if (code !== 0) {
    say(lastLines(logPath, SHOWN_LINES));
    say(check.mend ? `  To mend it: ${check.mend}` : '');
  }
  return { name: check.name, ok: code === 0 };
}

/**
 * @param {{ passed: string[], failed: string[] }} report
 */
function writeReport(report) {
  if (reportAt) {
    writeFileSync(reportAt, JSON.stringify(report));
  }
}
