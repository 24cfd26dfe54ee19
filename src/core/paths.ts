/**
 * `path` as seen from `folder`, both from the same root, `/` separated: `../data/a.csv`.
 * An empty folder is the root.
 */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && from[common] === to[common]) {
    common += 1;
  }
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/**
 * A path as it is written in one way only: `./a//b/../c/` is `a/c`. What leads out of the folder still does, addresses
 * stay as they are.
 */
export function plainPath(path: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    return path;
  }
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') {
      parts.pop();
    } else if (part !== '' && part !== '.' && !(part === '..' && root)) {
      parts.push(part);
    }
  }
  return root + parts.join('/') || (path === '' ? '' : '.');
}

/** Whether a path is of what the agent keeps beside a notebook: it changes with every turn, and is no data. */
export function isOwnFile(path: string): boolean {
  return /(?:^|\/)[^/]+\.agent\/[^/]+\/(?:transcript\.jsonl|file_context[^/]*\.json|[^/]+_session\.txt|outputs(?:\/.*)?)$/.test(
    path
  );
}

/** Whether a path stays below the notebook's folder and enters nothing hidden. */
export function isBesideNotebook(path: string): boolean {
  const parts = path.split(/[/\\]/);
  return (
    !/^([/\\~]|[a-z]:|[a-z]+:\/\/)/i.test(path) &&
    parts.every((part, i) => (part === '.' ? i === 0 : !part.startsWith('.')))
  );
}
