import { understandColumn, type RawColumn } from './clean-columns';
import type { Column, FileSource, Frame } from './frame';
import { isPlainLoad } from './plain-load';
import { pythonName, pythonString } from './python-literal';
import {
  frameVariables,
  type Conversation,
  type Load
} from './read-conversation';
import type { ToldVariable } from './read-context';
import type { Inspection } from './read-inspection';
import type { Profile } from './read-profile';
import { turnedFrame, wideShape } from './turned-sheet';

/** Tables that pandas reads, with the call for each extension. */
const READERS: readonly (readonly [RegExp, string, string])[] = [
  [/\.(csv|txt)$/, 'read_csv', ''],
  [/\.(tsv|tab)$/, 'read_csv', ', sep="\\t"'],
  [/\.(xlsx|xlsm|xls|ods)$/, 'read_excel', ''],
  [/\.(jsonl|ndjson)$/, 'read_json', ', lines=True'],
  [/\.json$/, 'read_json', ''],
  [/\.parquet$/, 'read_parquet', ''],
  [/\.(feather|arrow)$/, 'read_feather', '']
];

function reader(path: string): readonly [RegExp, string, string] | undefined {
  const bare = path.toLowerCase().replace(/\.(gz|zst|bz2|xz)$/, '');
  return READERS.find(([extension]) => extension.test(bare));
}

/** Whether the analyst can read this file as a table. */
export function isTabular(path: string): boolean {
  return reader(path) !== undefined;
}

export function isExcel(path: string): boolean {
  return reader(path)?.[1] === 'read_excel';
}

/** The file's name without folders and extensions. */
export function stemOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '') || name;
}

export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** The sheet that a workbook's profile describes in full; null for other files and unknown workbooks. */
export function mainSheet(profile: Profile | undefined): string | null {
  const told = /sheet_name=(["'])(.*?)\1/.exec(profile?.loadLine ?? '')?.[2];
  const names = (profile?.sheets ?? []).map(sheet => sheet.name);
  // A description of a workbook with one sheet tells it in the line that loads it only.
  return told !== undefined && (names.length === 0 || names.includes(told))
    ? told
    : (names[0] ?? null);
}

/**
 * What is known of a table in a file; null when its columns are not known yet. `sheet` null means the main sheet,
 * or that the file has no sheets.
 */
export function fileFrame(
  conversation: Conversation,
  path: string,
  sheet: string | null
): Frame | null {
  const profile = conversation.profiles.get(path);
  const main = mainSheet(profile);
  const name = sheet ?? main;
  const load = currentLoad(conversation, path, name, name === main);
  const variable =
    load?.variable ??
    freeName(
      conversation,
      pythonName(name === main ? stemOf(path) : `${stemOf(path)} ${name ?? ''}`)
    );
  const inspection = conversation.inspections.get(variable);
  const told = conversation.variables.get(variable);
  const reading = readingOf(path, name, profile, inspection);
  const raw =
    inspection?.columns ??
    (profile && sheetColumns(profile, name, name === main, reading)) ??
    (load && told ? toldColumns(told) : undefined);
  if (!raw) {
    return null;
  }
  return turnedFrame({
    variable,
    label: name === main ? fileName(path) : `${fileName(path)} (${name ?? ''})`,
    source: { path, sheet: name, reading },
    loaded: load !== undefined,
    own: true,
    rows: inspection?.rows ?? sheetRows(profile, name) ?? told?.rows ?? null,
    columns: raw.map(understandColumn),
    inspected: inspection !== undefined,
    relabel: false,
    turned: null
  });
}

/** A file of which no columns are known: it has to be looked at before anything else. */
export function unseenFrame(
  conversation: Conversation,
  path: string,
  sheet: string | null
): Frame {
  const profile = conversation.profiles.get(path);
  const variable = freeName(conversation, pythonName(stemOf(path)));
  return {
    variable,
    label: fileName(path),
    source: {
      path,
      sheet,
      reading: readingOf(path, sheet, profile, undefined)
    },
    loaded: currentLoad(conversation, path, sheet, true) !== undefined,
    own: true,
    rows: null,
    columns: [],
    inspected: false,
    relabel: false,
    turned: null
  };
}

/** What is known of a table that is in the kernel and was not loaded by the analyst. */
export function variableFrame(
  conversation: Conversation,
  variable: ToldVariable
): Frame {
  const inspection = conversation.inspections.get(variable.name);
  // The user may have changed the table since the analyst looked at it.
  const fresh =
    inspection &&
    inspection.columns.length ===
      variable.columns.length + variable.moreColumns &&
    variable.columns.every(
      (column, i) =>
        column.dtype === '' || column.dtype === inspection.columns[i]?.dtype
    );
  const raw = fresh ? inspection.columns : toldColumns(variable);
  return {
    variable: variable.name,
    label: variable.name,
    source: null,
    loaded: true,
    own: false,
    rows: variable.rows,
    columns: raw.map(understandColumn),
    inspected: fresh ?? false,
    relabel: fresh ? inspection.relabel : false,
    turned: null
  };
}

/** Tables in the kernel, the newest first, without those that the analyst made itself. */
export function userFrames(conversation: Conversation): Frame[] {
  return frameVariables(conversation)
    .filter(variable => !conversation.ownNames.has(variable.name))
    .map(variable => variableFrame(conversation, variable));
}

/** The load of this file that is still in memory. */
function currentLoad(
  conversation: Conversation,
  path: string,
  sheet: string | null,
  isMain: boolean
): Load | undefined {
  return [...conversation.loads]
    .reverse()
    .find(
      load =>
        load.path === path &&
        (load.sheet === sheet || (isMain && load.sheet === null)) &&
        (conversation.assigned.has(load.variable) ||
          conversation.variables.has(load.variable))
    );
}

/** `base`, or `base_2`, … when the user has a variable of that name. */
export function freeName(conversation: Conversation, base: string): string {
  const taken = (name: string): boolean =>
    conversation.variables.has(name) && !conversation.ownNames.has(name);
  let name = base;
  for (let count = 2; taken(name); count += 1) {
    name = `${base}_${count}`;
  }
  return name;
}

function readingOf(
  path: string,
  sheet: string | null,
  profile: Profile | undefined,
  inspection: Inspection | undefined
): FileSource['reading'] {
  const header = inspection?.header ?? null;
  const ofSheet = profile?.sheets.find(each => each.name === sheet);
  const line = (ofSheet ?? profile)?.loadLine ?? '';
  const told = /^\s*(?:[A-Za-z_]\w*\s*=\s*)?(pd\.[^\n]+)$/.exec(line)?.[1];
  if (told !== undefined && header === null && isPlainLoad(told.trim())) {
    return told.trim();
  }
  const [, call, options] = reader(path) ?? [null, 'read_csv', ''];
  const sheetOption =
    sheet === null ? '' : `, sheet_name=${pythonString(sheet)}`;
  const headerOption = header === null ? '' : `, header=${header}`;
  return `pd.${call}(${pythonString(path)}${options}${sheetOption}${headerOption})`;
}

function sheetRows(
  profile: Profile | undefined,
  sheet: string | null
): number | null {
  const ofSheet = profile?.sheets.find(each => each.name === sheet);
  return ofSheet?.rows ?? profile?.rows ?? null;
}

/** The columns of a sheet; of all but the main one only the names are told. */
function sheetColumns(
  profile: Profile,
  sheet: string | null,
  isMain: boolean,
  reading: string
): RawColumn[] | undefined {
  const names = profile.sheets.find(each => each.name === sheet)?.columns ?? [];
  if (!isMain) {
    return names.map(name => nameOnly(name, ''));
  }
  if (profile.columns.length === 0) {
    return names.length > 0 ? names.map(name => nameOnly(name, '')) : undefined;
  }
  return profile.columns.map(column => ({
    ...column,
    // A text file's dates are dates only when the call that reads it says so.
    dtype:
      /^datetime$/i.test(column.dtype) &&
      reading.includes('read_csv') &&
      !reading.includes(column.name)
        ? 'object'
        : column.dtype,
    values: column.examples
  }));
}

function nameOnly(name: string, dtype: string): RawColumn {
  return {
    name,
    dtype,
    nulls: null,
    distinct: null,
    values: [],
    min: null,
    max: null
  };
}

function toldColumns(variable: ToldVariable): RawColumn[] {
  return variable.columns.map(column => ({
    ...nameOnly(column.name, column.dtype),
    nulls: column.nulls
  }));
}

/** Headers that no person wrote: the real one stands further down, or there is none. */
export function lacksHeader(columns: readonly Column[]): boolean {
  const odd = columns.filter(column =>
    /^(Unnamed: \d+.*|column_?\d+|\d{1,3}|nan|None|)$/i.test(column.name)
  );
  return odd.length > Math.max(1, columns.length * 0.3);
}

/** Whether a look at the table itself is needed before code can be written for it. */
export function needsLook(frame: Frame): boolean {
  if (frame.inspected) {
    return false;
  }
  const names = frame.columns.map(column => column.name);
  if (frame.own) {
    return (
      frame.source !== null &&
      (frame.columns.every(column => column.dtype === '') ||
        (isExcel(frame.source.path) && lacksHeader(frame.columns)) ||
        (frame.turned === null && wideShape(frame) !== null))
    );
  }
  return (
    names.length === 0 ||
    new Set(names).size < names.length ||
    names.some(name => /^\(|^\d+$|^None$|…$/.test(name))
  );
}
