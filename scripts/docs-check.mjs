// Checks what the docs say against the checkout; a part of npm run check.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/say.mjs';

const scripts = Object.keys(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts
);
const pages = [
  ...readdirSync(ROOT)
    .filter(name => name.endsWith('.md'))
    .map(name => join(ROOT, name)),
  ...markdownUnder(join(ROOT, 'docs'))
];
const complaints = pages.flatMap(page => {
  const text = readFileSync(page, 'utf8');
  return [...deadLinks(page, text), ...unknownCommands(text)].map(
    complaint => `${relative(ROOT, page)}: ${complaint}`
  );
});

complaints.push(...commandsTable(), ...settingsTable(), ...errorsTable());
complaints.forEach(say);
say(`${pages.length} pages, ${complaints.length} complaints`);
process.exitCode = complaints.length ? 1 : 0;

/**
 * Links to files that do not exist; addresses elsewhere are not followed.
 *
 * @param {string} page
 * @param {string} text
 */
function deadLinks(page, text) {
  return [
    ...withoutCode(text).matchAll(
      /\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"/g
    )
  ]
    .map(match => match[1] ?? match[2] ?? '')
    .filter(target => !/^([a-z]+:|#)/i.test(target))
    .map(target => decodeURI(target.split('#')[0] ?? ''))
    .filter(target => !existsSync(join(dirname(page), target)))
    .map(target => `links to ${target}, which does not exist`);
}

/**
 * `npm run` with a name that package.json does not have.
 *
 * @param {string} text
 */
function unknownCommands(text) {
  return [...text.matchAll(/npm run ([\w:-]+)/g)]
    .map(match => match[1] ?? '')
    .filter(name => !scripts.includes(name))
    .map(name => `names npm run ${name}, which package.json does not have`);
}

/** The commands that docs/commands.md lists are those that there are. */
function commandsTable() {
  const there = [
    ...readFileSync(
      join(ROOT, 'src', 'plugins', 'command-ids.ts'),
      'utf8'
    ).matchAll(/'(kernel-agent:[\w-]+)'/g)
  ].map(match => match[1] ?? '');
  return differences('commands.md', 'command', there, '## Commands');
}

/** The settings that docs/commands.md lists are those of the schema. */
function settingsTable() {
  const { properties } = JSON.parse(
    readFileSync(join(ROOT, 'schema', 'plugin.json'), 'utf8')
  );
  return differences(
    'commands.md',
    'setting',
    Object.keys(properties),
    '## Settings'
  );
}

/** The codes that docs/errors.md explains are those that there are. */
function errorsTable() {
  const text = readFileSync(join(ROOT, 'src', 'core', 'errors.ts'), 'utf8');
  const [list = ''] = (text.split('ERROR_CODES = [')[1] ?? '').split(']');
  const there = [...list.matchAll(/'([\w-]+)'/g)].map(match => match[1] ?? '');
  return differences('errors.md', 'code', there, '# Error codes');
}

/**
 * @param {string} page in docs/
 * @param {string} what
 * @param {readonly string[]} there
 * @param {string} heading above the table whose first column lists them
 */
function differences(page, what, there, heading) {
  const listed = firstCells(page, heading);
  return [
    ...there
      .filter(name => !listed.includes(name))
      .map(name => `docs/${page}: lacks the ${what} ${name}`),
    ...listed
      .filter(name => !there.includes(name))
      .map(name => `docs/${page}: lists ${name}, which is no ${what}`)
  ];
}

/**
 * What stands as code in the first column of the table below a heading.
 *
 * @param {string} page
 * @param {string} heading
 */
function firstCells(page, heading) {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  const [section = ''] = (text.split(`${heading}\n`)[1] ?? '').split('\n## ');
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(match => match[1] ?? '');
}

/** @param {string} text */
function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function markdownUnder(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? markdownUnder(path)
      : entry.name.endsWith('.md')
        ? [path]
        : [];
  });
}
