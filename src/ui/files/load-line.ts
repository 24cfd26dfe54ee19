import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { CodeBlock } from '../markdown/code-block';

/** Python that loads a file, to be copied or put into the notebook. The caller disposes of the block. */
export function loadLine(
  code: string,
  drawing: Drawing
): { node: HTMLElement; block: CodeBlock } {
  const { trans } = drawing;
  const block = new CodeBlock(drawing, { withHeader: true });
  // Colours come later; the text is there at once.
  void block.set(runnable(code), 'python', true);
  return {
    block,
    node: element('section', part('profileSection'), {}, [
      element('h3', part('profileTitle'), {}, [trans.__('Load it')]),
      block.node
    ])
  };
}

/** The names that load lines take for granted, as everybody calls them. */
const IMPORTS: readonly (readonly [RegExp, string])[] = [
  [/\bpd\./, 'import pandas as pd'],
  [/\bnp\./, 'import numpy as np']
];

/** A load line with the imports that it needs in a kernel where nothing was run yet. */
export function runnable(line: string): string {
  const imports = IMPORTS.filter(
    ([used, text]) => used.test(line) && !line.includes(text)
  ).map(([, text]) => text);
  return [...imports, line].join('\n');
}
