// Tells whether something made from files has to be made again.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

const LEFT_OUT = /(^|\/)(__pycache__|node_modules)(\/|$)|\.(test\.ts|pyc)$/;

/**
 * A key of the contents of files and folders, given from the root of the checkout. Tests do not count: nothing is
 * made from them.
 *
 * @param {readonly string[]} paths
 */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesBelow(path)) {
      hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} stamp path of the stamp's file
 * @param {string} key
 */
export function isFresh(stamp, key) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
}

/**
 * @param {string} stamp
 * @param {string} key
 */
export function writeStamp(stamp, key) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const absolute = join(ROOT, path);
  if (LEFT_OUT.test(path) || !existsSync(absolute)) {
    return [];
  }
  return statSync(absolute).isDirectory()
    ? readdirSync(absolute)
        .sort()
        .flatMap(name => filesBelow(`${path}/${name}`))
    : [path];
}
