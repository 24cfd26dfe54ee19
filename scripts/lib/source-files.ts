import { readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..'
);

const LEFT_OUT = new Set([
  'node_modules',
  'labextension',
  '__pycache__',
  'test-results',
  'playwright-report'
]);

/** Files below `folders` whose names fit, as paths from the root with `/`. */
export function filesUnder(
  folders: readonly string[],
  name: RegExp
): string[] {
  return folders.flatMap(folder =>
    readdirSync(resolve(ROOT, folder))
      .filter(entry => !LEFT_OUT.has(entry))
      .flatMap(entry => {
        const path = `${folder}/${entry}`;
        return statSync(resolve(ROOT, path)).isDirectory()
          ? filesUnder([path], name)
          : name.test(entry)
            ? [path]
            : [];
      })
  );
}
