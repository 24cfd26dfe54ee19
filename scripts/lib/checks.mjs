// What npm run check checks.
import { NODE_PROGRAMS, VENV_PYTHON } from './paths.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {string} [mend] what may put it right
 */

/**
 * @param {boolean} cached whether results for unchanged files may be taken from the last time
 * @returns {Check[]} the longest first
 */
export function checks(cached) {
  const { eslint, prettier, tsc } = NODE_PROGRAMS;
  const node = (
    /** @type {string} */ name,
    /** @type {string[]} */ args,
    /** @type {string} */ mend = ''
  ) => ({ name, command: process.execPath, args, mend });
  const python = (
    /** @type {string} */ name,
    /** @type {string[]} */ args,
    /** @type {string} */ mend = ''
  ) => ({ name, command: VENV_PYTHON, args, mend });
  const cache = (/** @type {string} */ file) =>
    cached ? ['--cache', '--cache-location', `.cache/${file}`] : [];
  return [
    node(
      'lint and layering',
      [eslint, '.', '--max-warnings', '0', ...cache('eslint')],
      'npm run format'
    ),
    node('types', [tsc, '-p', 'tsconfig.test.json']),
    node('types of the core alone', [tsc, '-p', 'src/core', '--noEmit']),
    node('types of the scripts', [tsc, '-p', 'scripts']),
    node(
      'formatting',
      [prettier, '--check', '--log-level', 'warn', '.', ...cache('prettier')],
      'npm run format'
    ),
    python(
      'Python lint',
      ['-m', 'ruff', 'check', '--quiet', '.'],
      'python -m ruff check --fix .'
    ),
    python(
      'Python formatting',
      ['-m', 'ruff', 'format', '--check', '--quiet', '.'],
      'python -m ruff format .'
    ),
    node('docs', ['scripts/docs-check.mjs'])
  ];
}
