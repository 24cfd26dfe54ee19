import type { Frame } from '../frame';
import { fileName, isTabular, userFrames } from '../knowledge';
import type { Conversation } from '../read-conversation';
import type { ToldVariable } from '../read-context';
import { examplesFor } from './examples';
import { INTRODUCTION, SET_A_MODEL } from './introduction';
import { code, columnList, italic, list } from './markdown';

/** Answers that need no code. */
export function greetingAnswer(conversation: Conversation): string {
  return `Hello. ${INTRODUCTION}\n\n${materials(conversation)}\n\n${tryThese(conversation)}`;
}

export function thanksAnswer(): string {
  return 'You are welcome.';
}

export function helpAnswer(conversation: Conversation): string {
  return [
    INTRODUCTION,
    'On a CSV, Excel, JSON or Parquet file, or on a DataFrame in your kernel, I can:',
    [
      '- show, describe and filter rows; find missing values and duplicates',
      '- compute totals, averages, medians, counts and shares, over all rows or by category',
      '- list the top or bottom N',
      '- follow numbers over a date column: by day, week, month, quarter or year, with growth',
      '- draw bar, line, pie, histogram, box, scatter and heat-map charts',
      '- make a report in three phases: analyse and keep the findings, draw a dashboard or charts into files, and build a PowerPoint deck',
      '- tell what is in a variable'
    ].join('\n'),
    'I cannot write texts, reason about causes, or use anything but the data at hand.',
    materials(conversation),
    tryThese(conversation)
  ].join('\n\n');
}

/** What there is to work on. */
function materials(conversation: Conversation): string {
  const files = conversation.files.filter(isTabular);
  const frames = userFrames(conversation).map(frame => frame.variable);
  const parts = [
    ...(files.length > 0
      ? [
          `${files.length === 1 ? 'this data file' : 'these data files'} beside the notebook: ${columnList(files, 10)}`
        ]
      : []),
    ...(frames.length > 0
      ? [
          `${frames.length === 1 ? 'this table' : 'these tables'} in your kernel: ${columnList(frames, 10)}`
        ]
      : [])
  ];
  return parts.length > 0
    ? `I see ${list(parts)}.`
    : 'I see no data yet: put a CSV or Excel file beside the notebook, or load a DataFrame.';
}

function tryThese(conversation: Conversation): string {
  const examples = examplesFor(conversation);
  return `For instance:\n${examples.map(example => `- ${italic(example)}`).join('\n')}`;
}

export function filesAnswer(conversation: Conversation): string {
  const { files, profiles } = conversation;
  if (files.length === 0) {
    return 'There are no data files beside the notebook.';
  }
  const lines = files.slice(0, 40).map(path => {
    const profile = profiles.get(path);
    const rows =
      profile?.rows === null || profile?.rows === undefined
        ? ''
        : `: ${profile.rows.toLocaleString('en')} rows, ${profile.columns.length} columns`;
    return `- ${code(path)}${rows}`;
  });
  const more = files.length - lines.length;
  return [
    `There ${files.length === 1 ? 'is 1 data file' : `are ${files.length} data files`} beside the notebook:`,
    [...lines, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n'),
    `Name one to learn more of it: *describe ${fileName(files.find(isTabular) ?? files[0] ?? '')}*.`
  ].join('\n\n');
}

/** Variables that only served to draw or print something. */
const SCAFFOLDING =
  /^(fig|ax|labels|shown|slices|table|sides|best|row|column|value|panel|name|header)(_\d+)?$/;

export function variablesAnswer(conversation: Conversation): string {
  const { ownNames } = conversation;
  const isScaffolding = (name: string): boolean =>
    ownNames.has(name) && SCAFFOLDING.test(name);
  const variables = [...conversation.variables.values()].filter(
    variable => !isScaffolding(variable.name)
  );
  const own = [...conversation.assigned].filter(
    name => !conversation.variables.has(name) && !isScaffolding(name)
  );
  if (variables.length === 0 && own.length === 0) {
    return 'There are no variables in your kernel yet.';
  }
  const lines = variables.slice(0, 40).map(variableLine);
  const more = variables.length - lines.length;
  return [
    variables.length === 0
      ? ''
      : `Variables in your kernel:\n\n${[...lines, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n')}`,
    own.length === 0 ? '' : `Made in this conversation: ${columnList(own, 20)}.`
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

function variableLine(variable: ToldVariable): string {
  const { name, type, rows, columns, moreColumns, summary } = variable;
  return rows !== null
    ? `- ${code(name)}: ${type}, ${rows.toLocaleString('en')} rows, ${columns.length + moreColumns} columns`
    : `- ${code(name)}: ${type}${summary === '' ? '' : `, ${code(summary)}`}`;
}

export function unsupportedAnswer(
  what: readonly string[],
  conversation: Conversation
): string {
  const examples = examplesFor(conversation).slice(0, 2);
  return `${cannot(what)}\n\nWhat I can do, for instance: ${list(
    examples.map(example => italic(example)),
    'or'
  )}.`;
}

/** `I cannot …`, and how to get what can. */
export function cannot(what: readonly string[]): string {
  return `I cannot ${list(what.length > 0 ? what : ['do that'], 'or')}: the built-in offline analyst is not a language model. For that, ${SET_A_MODEL}.`;
}

export function unclearAnswer(choices: readonly string[]): string {
  return `Which table do you mean: ${list(choices.slice(0, 12).map(code), 'or')}? Name it in your question.`;
}

export function missingFileAnswer(
  name: string,
  conversation: Conversation
): string {
  const files = conversation.files;
  const near = [...files]
    .map(path => ({ path, score: alike(name, fileName(path)) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(each => code(each.path));
  return files.length === 0
    ? `There is no file ${code(name)}, and no other data file beside the notebook.`
    : `There is no file ${code(name)} beside the notebook. There ${near.length === 1 ? 'is' : 'are'} ${list(near)}.`;
}

/** The share of letter pairs that two names have in common. */
function alike(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) =>
      text.slice(i, i + 2).toLowerCase()
    );
  const left = pairs(a);
  const right = new Set(pairs(b));
  return left.length === 0
    ? 0
    : left.filter(pair => right.has(pair)).length / left.length;
}

export function noTableAnswer(): string {
  return 'I see no table to work on: there is no CSV or Excel file beside the notebook and no DataFrame in your kernel. Put a file there, or load one, and ask again.';
}

/** Words that name nothing there is. */
export function unknownAnswer(
  words: readonly string[],
  frame: Frame,
  conversation: Conversation
): string {
  const sheets = (
    conversation.profiles.get(frame.source?.path ?? '')?.sheets ?? []
  )
    .map(sheet => sheet.name)
    .filter(name => name !== frame.source?.sheet);
  const elsewhere =
    sheets.length > 0
      ? ` The workbook has other sheets too: ${columnList(sheets, 10)}; name one in your question to use it.`
      : '';
  return `${notFound(words, frame)} Its columns: ${columnList(frame.columns.map(column => column.name))}.${elsewhere}`;
}

export function notFound(words: readonly string[], frame: Frame): string {
  return `In ${code(frame.label)} I found no column and no value like ${list(words.slice(0, 6).map(code), 'or')}.`;
}

/** Nothing in the prompt that could be computed. */
export function notUnderstoodAnswer(
  frame: Frame,
  conversation: Conversation
): string {
  const examples = examplesFor(conversation, frame).slice(0, 3);
  return `I did not understand what to do with ${code(frame.label)}. Its columns: ${columnList(frame.columns.map(column => column.name))}.\n\nI understand, for instance:\n${examples.map(example => `- ${italic(example)}`).join('\n')}\n\nFor free questions, ${SET_A_MODEL}.`;
}
