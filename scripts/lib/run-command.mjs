// Runs programs with their output in a log file.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS, ROOT } from './paths.mjs';
import { UserError } from './user-error.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} log name of the log, without its ending
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 */

const SHOWN_LINES = 30;

/**
 * Runs a program to its end; what it prints goes to `.cache/logs`.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number, logPath: string }>} code 127 when the program could not be started
 */
export function runLogged(command, args, { log, env, cwd = ROOT }) {
  mkdirSync(LOGS, { recursive: true });
  const logPath = join(LOGS, `${log}.log`);
  const file = openSync(logPath, 'w');
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', file, file]
    });
    const end = (/** @type {number} */ code) => {
      closeSync(file);
      resolve({ code, logPath });
    };
    child.once('error', () => end(127));
    child.once('exit', code => end(code ?? 1));
  });
}

/**
 * The same, for what has to succeed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & { failure: string }} options `failure` is the sentence for the person
 */
export async function runOrThrow(command, args, { failure, ...options }) {
  const { code, logPath } = await runLogged(command, args, options);
  if (code !== 0) {
    throw new UserError(
      `${failure}\nThe end of ${logPath}:\n${lastLines(logPath, SHOWN_LINES)}`
    );
  }
}

/**
 * @param {string} path
 * @param {number} count
 */
export function lastLines(path, count) {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
