import { defineConfig, type Plugin } from 'vitest/config';
import { readFile } from 'node:fs/promises';

/** The kernel's Python and the icons are bundled as text; the builder does the same (webpack.config.js). */
function asText(): Plugin {
  return {
    name: 'as-text',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?')[0] ?? id;
      return /\.(py|svg)$/.test(path)
        ? `export default ${JSON.stringify(await readFile(path, 'utf8'))};`
        : undefined;
    }
  };
}

export default defineConfig({
  plugins: [asText()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: [
            'src/core/**/*.test.ts',
            'src/testing/**/*.test.ts',
            'scripts/**/*.test.ts'
          ],
          environment: 'node'
        }
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: ['src/ui/**/*.test.ts', 'src/lab/**/*.test.ts'],
          environment: 'jsdom',
          setupFiles: ['src/testing/jsdom-setup.ts'],
          server: {
            deps: { inline: [/@jupyterlab\//, /@jupyter\//, /@lumino\//] }
          }
        }
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['src/jupyter/**/*.test.ts', 'src/headless/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['src/testing/jupyter-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          server: {
            deps: { inline: [/@jupyterlab\//, /@jupyter\//, /@lumino\//] }
          }
        }
      }
    ]
  }
});
