import { hasDataExtension } from '../context/nearby-files';
import { isBesideNotebook, isOwnFile, plainPath } from '../paths';

/** A string literal of Python, or the argument of a magic; good enough to find file names in code. */
const LITERAL =
  /(?:"""|''')([\s\S]*?)(?:"""|''')|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g;

/**
 * Which of `paths` are named by string literals in Python code: by their whole path, or by a path that ends with it.
 * Code may build a name in other ways, which is not seen.
 */
export function filesNamedIn(
  code: string,
  paths: readonly string[]
): readonly string[] {
  const literals = literalsIn(code);
  const isNamed = (path: string): boolean => {
    for (const literal of literals) {
      const plain = literal.replace(/^\.\//, '');
      if (plain === path || plain.endsWith(`/${path}`)) {
        return true;
      }
    }
    return false;
  };
  return paths.filter(isNamed);
}

/** Paths of data files that stand in string literals of code and lie beside the notebook. */
export function dataPathsIn(code: string): readonly string[] {
  const paths = [...literalsIn(code)].map(plainPath);
  return [...new Set(paths)].filter(
    path => hasDataExtension(path) && isBesideNotebook(path) && !isOwnFile(path)
  );
}

/** Paths in folders below the notebook's that code writes to, as far as can be seen. */
export function pathsWrittenBelow(code: string): readonly string[] {
  const paths = [...literalsIn(code)].map(plainPath);
  return [...new Set(paths)].filter(
    path =>
      path.includes('/') &&
      isBesideNotebook(path) &&
      !isOwnFile(path) &&
      isWrittenIn(code, path)
  );
}

function literalsIn(code: string): ReadonlySet<string> {
  return new Set(
    [...code.matchAll(LITERAL)].map(match =>
      (match[1] ?? match[2] ?? match[3] ?? '').replace(/\\(['"\\])/g, '$1')
    )
  );
}

/** Whether code writes the file at `path` rather than reading it, as far as can be seen. */
export function isWrittenIn(code: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return code
    .split(/[\n;]/)
    .some(
      line =>
        line.includes(name) &&
        /\.to_\w+\(|savefig\(|\.save\(|\.write\w*\(|open\([^)]*,\s*(?:mode\s*=\s*)?['"][wax]/.test(
          line
        )
    );
}
