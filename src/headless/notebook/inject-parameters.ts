import type { Parameter } from '../parameters';
import { hasTag, type NotebookCell } from './document';

const DECLARED = 'parameters';
const INJECTED = 'injected-parameters';

/**
 * The cells with one that sets the parameters: behind the cell tagged `parameters`, otherwise at the top. One from an
 * earlier run makes way.
 */
export function injectParameters(
  cells: readonly NotebookCell[],
  parameters: readonly Parameter[]
): NotebookCell[] {
  if (parameters.length === 0) {
    return [...cells];
  }
  const others = cells.filter(cell => !hasTag(cell, INJECTED));
  const declared = others.findIndex(cell => hasTag(cell, DECLARED));
  return others.toSpliced(declared + 1, 0, {
    cell_type: 'code',
    id: freshId(others),
    metadata: { tags: [INJECTED] },
    source: [
      '# Parameters',
      ...parameters.map(({ name, literal }) => `${name} = ${literal}`)
    ].join('\n'),
    outputs: [],
    execution_count: null
  });
}

function freshId(cells: readonly NotebookCell[]): string {
  const taken = new Set(cells.map(({ id }) => id));
  let id = INJECTED;
  for (let count = 2; taken.has(id); count += 1) {
    id = `${INJECTED}-${count}`;
  }
  return id;
}
