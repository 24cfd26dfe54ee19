import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import ts from 'typescript';
import { ROOT } from './source-files';

interface Layer {
  readonly layers: readonly string[];
  readonly packages: readonly string[] | null;
  readonly packagesIn?: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
}

// The same table as ESLint's, read by other code: one of the two would notice the other's mistake.
const LAYERS: Readonly<Record<string, Layer>> = JSON.parse(
  readFileSync(resolve(ROOT, 'scripts', 'layers.json'), 'utf8')
);

/** What is wrong with a file's imports, a sentence each. `path` is given from the root of the checkout. */
export function violationsIn(path: string, text: string): string[] {
  const name = layerOf(path);
  const layer = name === null ? undefined : LAYERS[name];
  if (name === null || !layer) {
    return [`${path} belongs to no layer of scripts/layers.json.`];
  }
  return importsIn(text)
    .filter(specifier => !isAllowed(path, name, layer, specifier))
    .map(specifier => `${path} imports ${specifier}. ${layer.why}`);
}

function isAllowed(
  path: string,
  name: string,
  layer: Layer,
  specifier: string
): boolean {
  const isTest = /\.test\.tsx?$/.test(path);
  if (specifier.startsWith('.')) {
    const target = layerOf(posix.join(posix.dirname(path), specifier));
    return (
      target === null ||
      target === name ||
      layer.layers.includes(target) ||
      (isTest && target === 'testing')
    );
  }
  if (/^@jupyterlab\/[^/]+\/(lib|src)\//.test(specifier)) {
    return false;
  }
  const folder = path.split('/')[2] ?? '';
  const packages = layer.packages && [
    ...layer.packages,
    ...(layer.packagesIn?.[folder] ?? [])
  ];
  return (
    isTest ||
    packages === null ||
    packages.some(allowed =>
      allowed.endsWith('/*')
        ? specifier.startsWith(allowed.slice(0, -1))
        : specifier === allowed || specifier.startsWith(`${allowed}/`)
    )
  );
}

/** `src/core/agent/x.ts` → core, `src/tokens.ts` → tokens; null outside of `src`. */
function layerOf(path: string): string | null {
  const match = /^src\/([^/]+)/.exec(path);
  return match?.[1]?.replace(/\.tsx?$/, '') ?? null;
}

/** Every module that a source names: imports, exports, `import()` and import types. */
function importsIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) &&
            node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push(specifier.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest));
  return found;
}
