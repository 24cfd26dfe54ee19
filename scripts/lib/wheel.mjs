import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { VENV_PYTHON, venvEnvironment } from './paths.mjs';
import { runOrThrow } from './run-command.mjs';

/**
 * Builds the wheel of the extension, which has to be built already. Throws `UserError`.
 *
 * @param {string} folder emptied before
 * @returns {Promise<string>} path of the wheel
 */
export async function buildWheel(folder) {
  rmSync(folder, { recursive: true, force: true });
  await runOrThrow(
    VENV_PYTHON,
    ['-m', 'build', '--wheel', '--no-isolation', '--outdir', folder, '.'],
    {
      log: 'wheel-build',
      env: venvEnvironment(),
      failure: 'The wheel could not be built.'
    }
  );
  const [wheel = ''] = readdirSync(folder).filter(name =>
    name.endsWith('.whl')
  );
  return join(folder, wheel);
}
