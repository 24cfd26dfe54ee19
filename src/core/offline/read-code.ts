/** Reads what the analyst's own code did, from the code itself. */

/** A table that code read from a file. */
export interface Load {
  readonly variable: string;
  readonly path: string;
  readonly sheet: string | null;
}

/** What a function assigns stays inside it. */
function withoutFunctions(code: string): string {
  return code.replace(/^def .*\n(?:[ \t].*\n?)*/gm, '');
}

/** Names on the left of assignments; keyword arguments are written without blanks around their sign. */
export function assignedNames(code: string): string[] {
  return [
    ...withoutFunctions(code).matchAll(
      /^ *([A-Za-z_]\w*(?:, [A-Za-z_]\w*)*) = /gm
    )
  ].flatMap(match => (match[1] ?? '').split(', '));
}

const COLUMN_SET = /^([A-Za-z_]\w*)\[("(?:[^"\\]|\\.)*")\]\s*=(?!=)/gm;

/** The columns that code assigned, each with its variable. */
export function changedColumns(
  code: string
): { readonly variable: string; readonly column: string }[] {
  return [...code.matchAll(COLUMN_SET)].map(match => ({
    variable: match[1] ?? '',
    column: unquote(match[2] ?? '')
  }));
}

const STRING = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`;
const READ = new RegExp(
  String.raw`^([A-Za-z_]\w*)\s*=\s*\(?\s*pd\.(?:read_\w+\(|json_normalize\(.*?\bopen\()\s*${STRING}([^\n]*)`,
  'gm'
);
const SAVE = new RegExp(String.raw`\.savefig\(\s*${STRING}`, 'g');
const SHEET = new RegExp(`sheet_name=${STRING}`);

export function findLoads(code: string): Load[] {
  return [...code.matchAll(READ)].map(match => {
    const sheet = SHEET.exec(match[3] ?? '')?.[1];
    return {
      variable: match[1] ?? '',
      path: unquote(match[2] ?? ''),
      sheet: sheet === undefined ? null : unquote(sheet)
    };
  });
}

/** Pictures that code saves under a name that stands in it. */
export function savedPictures(code: string): string[] {
  return [...code.matchAll(SAVE)]
    .map(match => unquote(match[1] ?? ''))
    .filter(path => /\.(?:png|jpe?g)$/i.test(path));
}

/** A Python string literal as this program writes them, which is how JSON writes them too. */
function unquote(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : '';
  } catch {
    return literal.slice(1, -1).replace(/\\(.)/g, '$1');
  }
}
