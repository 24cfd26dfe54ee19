// Brings the checkout into place. Every step takes no time when nothing changed.
import { buildExtension, installExtension } from './extension.mjs';
import { setUpNodePackages } from './node-packages.mjs';
import { setUpPythonPackages } from './python-packages.mjs';

/** Node and Python packages: enough for checks and for tests without JupyterLab. Throws `UserError`. */
export async function setUpTools() {
  await setUpNodePackages();
  await setUpPythonPackages();
}

/** The extension, built and installed; after `setUpTools`. Throws `UserError`. */
export async function setUpExtension() {
  await buildExtension();
  await installExtension();
}

/** Throws `UserError`. */
export async function setUpAll() {
  await setUpTools();
  await setUpExtension();
}
