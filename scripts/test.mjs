// npm test: sets everything up, runs every suite, ends with one line of counts.
import { runJobs } from './lib/run-jobs.mjs';
import { runSuite } from './lib/run-suite.mjs';
import { say } from './lib/say.mjs';
import { setUpExtension, setUpTools } from './lib/setup.mjs';
import { SUITES } from './lib/suites.mjs';
import { UserError, runMain } from './lib/user-error.mjs';

const AT_ONCE = 2;

await runMain(async () => {
  const suites = chooseSuites(process.argv.slice(2));
  if (!suites) {
    return 0;
  }
  await setUpTools();
  const obstacle = await buildFor(suites);
  const run = (/** @type {import('./lib/suites.mjs').Suite} */ suite) =>
    runSuite(suite, suite.needsExtension ? obstacle : '');
  say(`Running ${suites.map(suite => suite.name).join(', ')}`);
  const counts = [
    ...(await runJobs(
      suites.filter(suite => !suite.alone),
      AT_ONCE,
      run
    )),
    ...(await runJobs(
      suites.filter(suite => suite.alone),
      1,
      run
    ))
  ];
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    counts.reduce((sum, count) => sum + count[key], 0);
  const skipped = total('skipped') ? `, ${total('skipped')} skipped` : '';
  say(`${total('passed')} passed, ${total('failed')} failed${skipped}`);
  return total('failed') === 0 ? 0 : 1;
});

/**
 * Builds the extension when a suite needs it. A failure leaves the other suites to run.
 *
 * @param {readonly import('./lib/suites.mjs').Suite[]} suites
 * @returns {Promise<string>} why the suites that need it cannot run; empty when they can
 */
async function buildFor(suites) {
  if (!suites.some(suite => suite.needsExtension)) {
    return '';
  }
  try {
    await setUpExtension();
    return '';
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    say(error.message);
    return 'It could not run: the extension could not be built and installed.';
  }
}

/**
 * @param {readonly string[]} args
 * @returns {import('./lib/suites.mjs').Suite[] | undefined} nothing when only help was asked for
 */
function chooseSuites(args) {
  const names = SUITES.map(suite => suite.name);
  if (args[0] === '--help') {
    say('npm test [-- --only NAME,NAME]\n');
    SUITES.forEach(suite => say(`  ${suite.name.padEnd(8)} ${suite.what}`));
    return undefined;
  }
  if (args.length === 0) {
    return SUITES;
  }
  const [option = '', ...rest] = args.flatMap(arg => arg.split('='));
  const wanted = rest.flatMap(arg => arg.split(',')).filter(Boolean);
  const unknown = wanted.filter(name => !names.includes(name));
  if (option !== '--only' || wanted.length === 0 || unknown.length > 0) {
    throw new UserError(
      `Usage: npm test -- --only NAME,NAME with names out of ${names.join(', ')}.`
    );
  }
  return SUITES.filter(suite => wanted.includes(suite.name));
}
