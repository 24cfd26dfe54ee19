import type { NotebookPanel } from '@jupyterlab/notebook';

/**
 * Puts a code cell with `code` below the active cell of the live notebook and makes it the active one. The file on
 * disk is not touched. Throws when the notebook cannot be edited.
 */
export function insertCodeBelow(panel: NotebookPanel, code: string): void {
  const notebook = panel.content;
  const { model } = notebook;
  if (!model || model.readOnly) {
    throw new Error('This notebook cannot be edited.');
  }
  const index = Math.min(notebook.activeCellIndex + 1, model.cells.length);
  model.sharedModel.insertCell(index, {
    cell_type: 'code',
    source: code,
    metadata: { trusted: true }
  });
  if (model.cells.get(index)?.sharedModel.getSource() !== code) {
    throw new Error('The cell was not inserted.');
  }
  notebook.activeCellIndex = index;
  notebook.deselectAll();
}
