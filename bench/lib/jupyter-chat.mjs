// @jupyter/chat, the chat of Jupyter's own projects, as one script for a page of JupyterLab.
//
// It is installed into .cache/ when a benchmark wants it, and is no dependency of the package: what it draws with
// (JupyterLab, Lumino, React) comes from node_modules, the rest from its own folder.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from '../../scripts/lib/paths.mjs';
import { runOrThrow } from '../../scripts/lib/run-command.mjs';

const CHAT = '@jupyter/chat@0.20.0';
/** What it depends on beside JupyterLab, Lumino and React. */
const BESIDE = {
  '@emotion/react': '11.14.0',
  '@emotion/styled': '11.14.1',
  '@jupyter/react-components': '0.15.3',
  '@mui/icons-material': '7.3.9',
  '@mui/material': '7.3.9',
  clsx: '2.1.1'
};
const FOLDER = join(CACHE, 'bench', CHAT.replace(/\W+/g, '-').slice(1));
const PACKAGE = join(FOLDER, 'node_modules', '@jupyter', 'chat');

/** Throws `UserError` when it cannot be had. @returns {Promise<{ script: string, style: string }>} paths */
export async function buildJupyterChat() {
  await install();
  const { build } = await import('esbuild');
  const modules = join(ROOT, 'node_modules');
  const script = join(FOLDER, 'page.js');
  await build({
    entryPoints: [join(ROOT, 'bench', 'lib', 'jupyter-chat-page.js')],
    outfile: script,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    nodePaths: [join(FOLDER, 'node_modules'), modules],
    // Two Reacts in one page do not know each other's hooks.
    alias: {
      react: join(modules, 'react'),
      'react-dom': join(modules, 'react-dom')
    },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'text' },
    logLevel: 'error'
  });
  const style = join(FOLDER, 'page.css');
  await build({
    entryPoints: [join(PACKAGE, 'style', 'base.css')],
    outfile: style,
    bundle: true,
    loader: { '.svg': 'dataurl' },
    logLevel: 'error'
  });
  return { script, style };
}

async function install() {
  const done = join(FOLDER, 'installed');
  if (existsSync(done)) {
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(
    join(FOLDER, 'package.json'),
    JSON.stringify({ private: true, dependencies: BESIDE })
  );
  const options = {
    log: 'bench-jupyter-chat',
    cwd: FOLDER,
    failure: `${CHAT} could not be installed. Is the npm registry within reach?`
  };
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  await runOrThrow('npm', ['install', '--legacy-peer-deps', ...quiet], options);
  await runOrThrow('npm', ['pack', CHAT], options);
  // After npm, which clears away what it does not know.
  mkdirSync(PACKAGE, { recursive: true });
  const archive = `${CHAT.replace(/^@/, '').replace(/[/@]/g, '-')}.tgz`;
  await runOrThrow(
    'tar',
    ['-xzf', archive, '-C', PACKAGE, '--strip-components=1'],
    options
  );
  writeFileSync(done, '');
}
