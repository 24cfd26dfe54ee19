import { FILE_LINE } from '../file-context/file-text-grammar';
import { LineReader } from '../file-context/line-reader';
import {
  readContextText,
  type FileDigest
} from '../file-context/read-context-text';

/** Reads the envelope at the head of a user message. Everything about its wording is in this file. */

export interface ToldColumn {
  readonly name: string;
  readonly dtype: string;
  readonly nulls: number;
}

export interface ToldVariable {
  readonly name: string;
  readonly type: string;
  readonly rows: number | null;
  readonly columns: readonly ToldColumn[];
  /** Columns there are but that were not listed. */
  readonly moreColumns: number;
  readonly summary: string;
}

/** What one envelope tells. */
export interface News {
  /** Files listed, by path. */
  readonly files: readonly string[];
  readonly filesGone: readonly string[];
  /** The list of files stands for all of them, not only for what changed. */
  readonly allFiles: boolean;
  readonly variables: readonly ToldVariable[];
  readonly variablesGone: readonly string[];
  readonly allVariables: boolean;
  readonly attached: readonly string[];
  /** Files described in full. */
  readonly described: readonly FileDigest[];
  /** Files whose earlier description still holds, as far as anybody can tell. */
  readonly unchanged: readonly string[];
  /** Files whose earlier description does not hold any more, nor what was loaded from them. */
  readonly changed: readonly string[];
  /** Files that are there and are not described. */
  readonly undescribed: readonly string[];
  /** Files that could not be read, and why. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Findings by their names, with their units. */
  readonly findings: ReadonlyMap<string, string>;
  /** Pictures that are told to be written by the session. */
  readonly pictures: readonly string[];
  readonly restarted: boolean;
  /** What the kernel is when it is not Python. */
  readonly otherKernel: string | null;
}

/** Splits a user message into what the envelope tells and the user's own words. */
export function readUserMessage(text: string): { news: News; prompt: string } {
  const match = /^\s*<context>\n?([\s\S]*?)<\/context>\s*/i.exec(text);
  return match
    ? {
        news: readLines((match[1] ?? '').split('\n')),
        prompt: text.slice(match[0].length).trim()
      }
    : { news: readLines([]), prompt: text.trim() };
}

/** Whether a file was not looked at yet, as the reason says why it could not be read. */
export function isForLater(reason: string): boolean {
  return /\bnot (?:be )?read yet\b/.test(reason);
}

type Section =
  'files' | 'variables' | 'unreadable' | 'findings' | 'artifacts' | 'other';

function readLines(lines: readonly string[]): News {
  const news = {
    files: [] as string[],
    filesGone: [] as string[],
    allFiles: false,
    variables: [] as ToldVariable[],
    variablesGone: [] as string[],
    allVariables: false,
    attached: [] as string[],
    described: readContextText(lines.join('\n')),
    unchanged: [] as string[],
    changed: [] as string[],
    undescribed: [] as string[],
    unreadable: new Map<string, string>(),
    findings: new Map<string, string>(),
    pictures: [] as string[],
    restarted: false,
    otherKernel: null as string | null
  };
  let section: Section = 'other';
  for (const line of lines) {
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (item === undefined) {
      section = readHeading(line, news);
    } else if (section === 'unreadable') {
      const reader = new LineReader(item, '');
      const path = reader.text() ?? reader.until(': ');
      reader.take(': ');
      if (!path.startsWith('…')) {
        news.unreadable.set(path, reader.until('\n'));
      }
    } else if (section === 'findings') {
      const [, name, value] =
        /^(.*?) = (.*) \(turn \d+[^\n]*\)$/.exec(item) ?? [];
      if (name !== undefined && value !== undefined) {
        news.findings.set(name, value);
      }
    } else if (section === 'artifacts') {
      news.pictures.push(...picturesIn(item));
    } else if (section === 'files' && !/^…/.test(item)) {
      const quoted = new LineReader(item, '').text();
      news.files.push(quoted ?? item.replace(/\s+\([^()]*\)\s*$/, '').trim());
    } else if (section === 'variables') {
      const variable = readVariable(item);
      if (variable) {
        news.variables.push(variable);
      }
    }
  }
  return news;
}

/** Lists of files in one line, and which of the news they are. */
const FILE_LISTS: readonly [
  RegExp,
  'unchanged' | 'changed' | 'undescribed' | 'attached' | 'filesGone'
][] = [
  [/^data files described before/i, 'unchanged'],
  [/^data file changed since it was described/i, 'changed'],
  [/^data files (known, but not|described later)/i, 'undescribed'],
  [/^attached files?\b/i, 'attached'],
  [/\bfiles?\b.*\bgone\b/i, 'filesGone']
];

type GrowingNews = {
  -readonly [Key in keyof News]: News[Key] extends readonly string[]
    ? string[]
    : News[Key];
};

function readHeading(line: string, news: GrowingNews): Section {
  const colon = line.indexOf(': ');
  const title = colon === -1 ? line : line.slice(0, colon);
  const names = (): string[] =>
    colon === -1 ? [] : readNames(line.slice(colon + 2));
  if (line.startsWith(FILE_LINE)) {
    return 'other';
  }
  if (/^data files that could not be read:/i.test(line)) {
    return 'unreadable';
  }
  const list = FILE_LISTS.find(([opening]) => opening.test(title))?.[1];
  if (list && colon !== -1) {
    news[list].push(...names());
    return 'other';
  }
  if (/^data files? (known from|described)/i.test(line)) {
    return 'other';
  }
  if (/^findings\b/i.test(line)) {
    return 'findings';
  }
  if (/^(artifacts|files (written|made|saved))\b/i.test(line)) {
    news.pictures.push(...picturesIn(line));
    return 'artifacts';
  }
  const kernel = /kernel is (.+?),? not python/i.exec(line)?.[1];
  if (kernel !== undefined) {
    news.otherKernel = kernel;
    return 'other';
  }
  if (
    /kernel (was|has been) restarted|kernel restarted|new kernel|no kernel is running/i.test(
      line
    )
  ) {
    news.restarted = true;
    return 'other';
  }
  if (/\bvariables?\b.*\bgone\b.*:/i.test(line)) {
    news.variablesGone.push(...names());
    return 'other';
  }
  if (/\bfiles?\b.*:/i.test(line)) {
    news.allFiles ||= !/changed|new /i.test(line);
    return 'files';
  }
  if (/\bvariables?\b.*:/i.test(line)) {
    news.allVariables ||= !/changed/i.test(line);
    return 'variables';
  }
  return 'other';
}

/** Paths of pictures in a line, quoted or plain. */
function picturesIn(line: string): string[] {
  return [
    ...line.matchAll(
      /"((?:[^"\\]|\\.)+?\.(?:png|jpe?g))"|([^\s"',;()]+\.(?:png|jpe?g))/gi
    )
  ].map(match => match[1] ?? match[2] ?? '');
}

/** Names with a comma between them, quoted or plain; what stands in brackets behind one is left out. */
function readNames(text: string): string[] {
  const reader = new LineReader(text.trim(), '');
  const names: string[] = [];
  for (;;) {
    const quoted = reader.text();
    const plain = reader.until(', ').replace(/ \([^()]*see turn \d+\)$/, '');
    const name = quoted ?? plain.trim();
    if (name !== '' && !name.startsWith('… and ')) {
      names.push(name);
    }
    if (!reader.take(', ')) {
      return names;
    }
  }
}

const COLUMN =
  /\s*(.+?)\s+([A-Za-z]\w*(?:\[[^\]]*\])?)(?:\s+\(([\d,]+) (?:nulls?|missing)\))?(?:,(?=\s)|$)/gy;

function readVariable(item: string): ToldVariable | null {
  const match = /^([^\s:]+):\s*([^,]*)(?:,\s*([\s\S]*))?$/.exec(item);
  const name = match?.[1];
  if (!match || name === undefined) {
    return null;
  }
  const summary = match[3] ?? '';
  const shape = /^([\d,]+) rows x ([\d,]+) columns?(?::\s*([\s\S]*))?$/.exec(
    summary
  );
  const more = /,?\s*…\s*and\s+([\d,]+) more\s*$/.exec(shape?.[3] ?? '');
  const listed = (shape?.[3] ?? '').slice(0, more ? more.index : undefined);
  return {
    name,
    type: (match[2] ?? '').trim(),
    rows: shape ? count(shape[1]) : null,
    columns: [...listed.matchAll(COLUMN)].map(column => ({
      name: column[1] ?? '',
      dtype: column[2] ?? '',
      nulls: count(column[3])
    })),
    moreColumns: more ? count(more[1]) : 0,
    summary
  };
}

function count(text: string | undefined): number {
  return Number((text ?? '0').replace(/,/g, ''));
}

/** Whether a variable of this type is a table that pandas code can work on. */
export function isFrame(type: string): boolean {
  return /(^|\.)DataFrame$/.test(type) && !/polars|spark|dask/i.test(type);
}
