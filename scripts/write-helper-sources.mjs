// Writes src/jupyter/helper-sources.ts: the list of the helper's modules, as they are sent into the kernel.
// A test says when it has to be run again.
import { readdir, writeFile } from 'node:fs/promises';

const FOLDER = 'kernel/kernel_agent_helper';
const TARGET = 'src/jupyter/helper-sources.ts';
const PACKAGE = '_kernel_agent_helper';

const files = (await readdir(FOLDER, { recursive: true }))
  .filter(file => file.endsWith('.py'))
  .map(file => file.replaceAll('\\', '/'))
  .sort();

const modules = files.map(file => {
  const parts = file.replace(/\.py$/, '').split('/');
  const names = parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts;
  const words = [...names.flatMap(name => name.split('_')), 'source'];
  return {
    file,
    module: [PACKAGE, ...names].join('.'),
    variable: words
      .map((word, i) =>
        i ? word.charAt(0).toUpperCase() + word.slice(1) : word
      )
      .join('')
  };
});

const imports = modules.map(
  ({ file, variable }) => `import ${variable} from '../../${FOLDER}/${file}';`
);
const entries = modules.map(
  ({ module, variable }) => `'${module}': ${variable}`
);
const source = `// Made by scripts/write-helper-sources.mjs.
${imports.join('\n')}

/** The helper as it is sent into the kernel: module names and their Python. A test compares them with the folder. */
export const helperSources: Readonly<Record<string, string>> = {
${entries.join(',\n')}
};
`;
const { format, resolveConfig } = await import('prettier');
await writeFile(
  TARGET,
  await format(source, {
    ...(await resolveConfig(TARGET)),
    parser: 'typescript'
  })
);
