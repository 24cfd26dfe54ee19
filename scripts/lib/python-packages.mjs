// .venv, with what scripts/requirements-dev.txt lists, and beside it what must not be in it.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, VENV, VENV_PYTHON } from './paths.mjs';
import { runOrThrow } from './run-command.mjs';
import { step } from './say.mjs';
import { hashOf, isFresh, writeStamp } from './stamp.mjs';
import { UserError } from './user-error.mjs';

const REQUIREMENTS = 'scripts/requirements-dev.txt';
const STAMP = join(CACHE, 'python-packages-stamp');

/** Packages that only tests put on a Python's path, each list in a folder of its own: in .venv they would change what it does. */
const APART = ['engines', 'gateway'];

const OLDEST = [3, 10];

/** Throws `UserError` when there is no fitting Python or the packages cannot be had. */
export async function setUpPythonPackages() {
  await setUpVenv();
  for (const name of APART) {
    await setUpApart(name);
  }
}

/** @param {string} name of the folder in .cache/, and of the list of packages */
async function setUpApart(name) {
  const folder = join(CACHE, name);
  const stamp = join(CACHE, `${name}-stamp`);
  const requirements = `scripts/requirements-${name}.txt`;
  const key = hashOf([requirements]);
  if (existsSync(folder) && isFresh(stamp, key)) {
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  await step(`Installing packages for tests into .cache/${name}/`, () =>
    runOrThrow(
      VENV_PYTHON,
      [
        ...['-m', 'pip', 'install', '--disable-pip-version-check'],
        ...['--prefer-binary', '--no-deps', '--target', folder],
        ...['-r', requirements]
      ],
      {
        log: `pip-install-${name}`,
        failure:
          'The packages for tests could not be installed. Is the package index within reach?'
      }
    )
  );
  writeStamp(stamp, key);
}

async function setUpVenv() {
  const key = hashOf([REQUIREMENTS]);
  if (existsSync(VENV_PYTHON) && isFresh(STAMP, key)) {
    return;
  }
  if (!works(VENV_PYTHON)) {
    const python = findPython();
    rmSync(VENV, { recursive: true, force: true });
    await step('Making a Python environment in .venv/', () =>
      runOrThrow(python, ['-m', 'venv', VENV], {
        log: 'python-venv',
        failure: 'No Python environment could be made in .venv/.'
      })
    );
  }
  await step('Installing the Python packages into .venv/', () =>
    runOrThrow(
      VENV_PYTHON,
      [
        ...['-m', 'pip', 'install', '--disable-pip-version-check'],
        ...['--prefer-binary', '-r', REQUIREMENTS]
      ],
      {
        log: 'pip-install',
        failure:
          'The Python packages could not be installed. Is the package index within reach?'
      }
    )
  );
  writeStamp(STAMP, key);
}

/** @param {string} python */
function works(python) {
  return spawnSync(python, ['-m', 'pip', '--version']).status === 0;
}

/** The interpreter to make the environment with. */
function findPython() {
  const named = process.env.PYTHON;
  const found = (named ? [named] : ['python3', 'python', 'py'])
    .map(look)
    .filter(each => each !== null);
  const fitting = found.find(each => isNewEnough(each.version));
  if (!fitting) {
    const wanted = `Python ${OLDEST.join('.')} or later`;
    throw new UserError(
      found[0]
        ? `Kernel Agent needs ${wanted}; ${found[0].command} is ${found[0].version.join('.')}. Install a newer one, or name it in the variable PYTHON.`
        : `Kernel Agent needs ${wanted}, which was not found${named ? ` at ${named}` : ''}: install it from python.org or your package manager, or name it in the variable PYTHON.`
    );
  }
  if (!fitting.hasVenv) {
    throw new UserError(
      `${fitting.command} lacks its venv module. On Debian and Ubuntu: apt-get install python3-venv`
    );
  }
  return fitting.command;
}

/** @param {string} command */
function look(command) {
  const { status, stdout } = spawnSync(
    command,
    [
      '-c',
      'import sys, importlib.util as u; print(*sys.version_info[:3], all(u.find_spec(n) for n in ("venv", "ensurepip")))'
    ],
    { encoding: 'utf8' }
  );
  const [major, minor, patch, hasVenv] = (stdout ?? '').trim().split(' ');
  return status === 0
    ? {
        command,
        version: [Number(major), Number(minor), Number(patch)],
        hasVenv: hasVenv === 'True'
      }
    : null;
}

/** @param {readonly number[]} version */
function isNewEnough([major = 0, minor = 0]) {
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
