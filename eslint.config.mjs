import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';

/**
 * @typedef {{ layers: string[], packages: string[] | null, packagesIn?: Record<string, string[]>, why: string }} Layer
 */

/** @type {Map<string, Layer>} */
const LAYERS = new Map(
  Object.entries(
    JSON.parse(
      readFileSync(new URL('scripts/layers.json', import.meta.url), 'utf8')
    )
  )
);
const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'ui-tests/**/*.ts'];

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    'lib/',
    'dist/',
    '.venv/',
    '.cache/',
    'jupyterlab_kernel_agent/',
    'examples/',
    'ui-tests/test-results/',
    'ui-tests/playwright-report/'
  ]),
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      curly: 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': [
        'error',
        { max: 60, skipBlankLines: true, skipComments: true }
      ]
    }
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ]
    }
  },
  { files: ['**/*.mts'], extends: [typescript.configs.base] },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: ['src/headless/**', 'src/testing/**'],
    rules: { 'no-console': 'error' }
  },
  ...[...LAYERS].flatMap(([name, layer]) => layerConfigs(name, layer)),
  {
    files: ['**/*.mjs', '**/*.js', '**/*.mts'],
    languageOptions: { globals: globals.node }
  },
  {
    files: ['scripts/**/*.mjs'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.|node:)',
              message:
                'The scripts start before any package is installed: import node: modules at the top, and packages by import() after the setup.'
            }
          ]
        }
      ]
    }
  },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      // In a test a wrong one is a failure, which is what a test is for.
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  },
  prettier
);

/**
 * The import rules of one layer; scripts/layering.test.ts derives them again from the source.
 *
 * @param {string} name
 * @param {Layer} layer
 */
function layerConfigs(name, layer) {
  const files = isFolder(name)
    ? [`src/${name}/**/*.ts`, `src/${name}/**/*.tsx`]
    : [`src/${name}.ts`];
  return [
    { files, rules: importRule(name, layer) },
    ...Object.entries(layer.packagesIn ?? {}).map(([folder, more]) => ({
      files: [`src/${name}/${folder}/**/*.ts`],
      rules: importRule(name, {
        ...layer,
        packages: layer.packages && [...layer.packages, ...more]
      })
    })),
    {
      // Tests may use any package, and the helpers made for them.
      files: files.map(file => file.replace('*.ts', '*.test.ts')),
      rules: importRule(name, {
        ...layer,
        packages: null,
        layers: [...layer.layers, 'testing']
      })
    }
  ];
}

/**
 * @param {string} name
 * @param {Layer} layer
 * @returns {import('eslint').Linter.RulesRecord}
 */
function importRule(name, { layers, packages, why }) {
  const forbidden = [...LAYERS.keys()].filter(
    other => isFolder(other) && ![name, ...layers].includes(other)
  );
  const up = isFolder(name) ? '(\\.\\./)+' : '\\./';
  const patterns = [
    { regex: `^${up}(${forbidden.join('|')})(/|$)`, message: why },
    {
      regex: '^@jupyterlab/[^/]+/(lib|src)/',
      message:
        'Import from the package itself: what lies in its lib folder is not public and is bundled a second time.'
    }
  ];
  if (packages) {
    const allowed = packages.map(one => one.replace('/*', '/[^/]+')).join('|');
    patterns.push({ regex: `^(?!\\.|(${allowed})(/|$))`, message: why });
  }
  return { 'no-restricted-imports': ['error', { patterns }] };
}

/** @param {string} layer */
function isFolder(layer) {
  return layer !== 'index' && layer !== 'tokens';
}
