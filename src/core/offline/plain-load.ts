/**
 * Whether a load line does what load lines do: one expression that reads a table with pandas. What a sidecar says is not
 * trusted to be that, because it may have come with a notebook from elsewhere.
 */
export function isPlainLoad(line: string): boolean {
  if (
    !OPENING.test(line) ||
    /[\n\r\u2028\u2029]/.test(line) ||
    line.includes('://') ||
    WRITES.test(line)
  ) {
    return false;
  }
  const modules = [...line.matchAll(IMPORTED)].map(match => match[1] ?? '');
  const skeleton = line.replace(STRING, 'S');
  if (
    !modules.every(name => MODULES.has(name)) ||
    modules.length !== [...skeleton.matchAll(/__import__/g)].length ||
    !/^[\w\s.,=()[\]{}:*+-]*$/.test(skeleton) ||
    skeleton.includes(':=')
  ) {
    return false;
  }
  return [...skeleton.matchAll(NAME)].every(
    ([, dot, name = '', , isOption]) =>
      NAMES.has(name) ||
      (isOption !== undefined && dot === '') ||
      (dot === '.' && READERS.test(name))
  );
}

const OPENING = /^pd\.(?:read_|json_normalize\(|DataFrame\(|concat\()/;
/** Of the readers of pandas those that run nothing that is in the file. */
const READERS =
  /^read_(?:csv|table|excel|json|parquet|feather|orc|fwf|xml|html|sas|spss|stata|sql|sql_query|sql_table)$/;
/** A literal; `f` and `r` before it would make it another thing. */
const STRING = /(?<![A-Za-z])(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;
/** A file opened in another way than for reading. */
const WRITES =
  /\bmode\s*=|\bopen\((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),\s*["'](?!r?[bt]?["'])/;
const IMPORTED = /__import__\('([^'\\]*)'/g;
const NAME = /(\.?)\b([A-Za-z_]\w*)(\s*(=)(?!=))?/g;

const MODULES = new Set([
  'json',
  'gzip',
  'bz2',
  'lzma',
  'zstandard',
  'compression.zstd',
  'glob',
  'pathlib',
  'sqlite3',
  'duckdb',
  'zipfile'
]);

/** Names in load lines beside those of options. */
const NAMES = new Set(
  (
    'pd S True False None for in if not and __import__ open load loads line f strip json_normalize DataFrame concat ' +
    'sorted map str Path rglob glob connect ZipFile items values r isinstance dict if else astype'
  ).split(' ')
);
