// What the main thread of a page does, from Chromium's own trace of its tasks.

/**
 * @typedef {object} Tasks
 * @property {number} cpuMs processor time of all tasks
 * @property {number} longestMs the longest task, by the clock
 *
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {string} ph
 * @property {number} pid
 * @property {number} tid
 * @property {number} [dur] microseconds
 * @property {number} [tdur] microseconds of processor time
 * @property {{ name?: string }} [args]
 */

/** Nothing but tasks: the trace itself takes time. */
const CATEGORIES = ['-*', 'disabled-by-default-devtools.timeline'];
/** Writing to disk, titles, and whatever else follows the last piece. */
const AFTERMATH_MS = 500;

/**
 * The tasks of the page's main thread while `work` goes on, and shortly after.
 *
 * @param {import('playwright-core').Browser} browser with no other page
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Tasks>}
 */
export async function tasksDuring(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  await page.waitForTimeout(AFTERMATH_MS);
  const trace = JSON.parse((await browser.stopTracing()).toString());
  return readTasks(trace.traceEvents);
}

/**
 * @param {readonly TraceEvent[]} events
 * @returns {Tasks}
 */
function readTasks(events) {
  const mains = events
    .filter(
      event =>
        event.name === 'thread_name' && event.args?.name === 'CrRendererMain'
    )
    .map(({ pid, tid }) => {
      const tasks = events.filter(
        event =>
          event.name === 'RunTask' && event.pid === pid && event.tid === tid
      );
      return {
        cpuMs: sum(tasks.map(task => task.tdur ?? task.dur ?? 0)) / 1000,
        longestMs: Math.max(0, ...tasks.map(task => task.dur ?? 0)) / 1000
      };
    });
  const busiest = mains.sort((a, b) => b.cpuMs - a.cpuMs)[0];
  if (!busiest) {
    throw new Error('The trace has no main thread.');
  }
  return busiest;
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
