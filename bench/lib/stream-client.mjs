// A process of its own that asks two servers the same thing in turn, and prints how long each took: the client must not
// share a thread with the server that it measures.
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Order on standard input, as JSON
 * @property {readonly { url: string, headers: Record<string, string> }[]} targets
 * @property {string} body
 * @property {number} rounds measured, after two that are not
 *
 * @typedef {object} Timing
 * @property {number} firstByte milliseconds from the request to the first byte of the body
 * @property {number} whole milliseconds to the last one
 * @property {number} bytes
 */

const UNMEASURED = 2;

/** @type {Order} */
const { targets, body, rounds } = JSON.parse(readFileSync(0, 'utf8'));

/** @type {Timing[][]} */
const timings = targets.map(() => []);
for (let round = -UNMEASURED; round < rounds; round += 1) {
  for (const [index, target] of targets.entries()) {
    const timing = await ask(target);
    if (round >= 0) {
      timings[index]?.push(timing);
    }
  }
}
process.stdout.write(JSON.stringify(timings));

/**
 * @param {Order['targets'][number]} target
 * @returns {Promise<Timing>}
 */
async function ask({ url, headers }) {
  const start = performance.now();
  const response = await fetch(url, { method: 'POST', headers, body });
  if (!response.ok || !response.body) {
    throw new Error(`${url} answered with status ${response.status}.`);
  }
  let firstByte = NaN;
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    firstByte = Number.isNaN(firstByte) ? performance.now() - start : firstByte;
    bytes += value.length;
  }
  return { firstByte, whole: performance.now() - start, bytes };
}
