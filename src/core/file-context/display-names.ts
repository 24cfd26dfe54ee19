/**
 * A short name for each path, unique among them: the last part, or as many parts from the end as tell it from the
 * others. In the order of `paths`.
 */
export function displayNames(paths: readonly string[]): Map<string, string> {
  const parts = new Map([...new Set(paths)].map(path => [path, 1]));
  for (;;) {
    const names = new Map(
      [...parts].map(([path, count]) => [path, tail(path, count)])
    );
    const counts = new Map<string, number>();
    names.forEach(name => counts.set(name, (counts.get(name) ?? 0) + 1));
    const clashing = [...names].filter(
      ([path, name]) => (counts.get(name) ?? 0) > 1 && name !== path
    );
    if (clashing.length === 0) {
      return names;
    }
    clashing.forEach(([path]) => parts.set(path, (parts.get(path) ?? 1) + 1));
  }
}

/** The last `count` parts of a path; a folder's slash at the end is no part. */
function tail(path: string, count: number): string {
  let at = path.endsWith('/') ? path.length - 1 : path.length;
  for (let left = count; left > 0 && at > 0; left -= 1) {
    at = path.lastIndexOf('/', at - 1);
    if (at === -1) {
      return path;
    }
  }
  return path.slice(at + 1) === '' ? path : path.slice(at === 0 ? 0 : at + 1);
}
