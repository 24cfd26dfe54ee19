// What the commands print.

/** @type {NodeJS.WritableStream} */
let stream = process.stdout;

/** For commands whose standard output is for programs. */
export function sayOnStandardError() {
  stream = process.stderr;
}

/** @param {string} text */
export function say(text) {
  if (text !== '') {
    stream.write(`${text}\n`);
  }
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;
}

/**
 * Says what is being done, does it, and says how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = Date.now();
  say(`${title} …`);
  const result = await work();
  say(`${title}: done (${seconds(Date.now() - start)})`);
  return result;
}
