import type { IDocumentManager } from '@jupyterlab/docmanager';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotebookSession } from '../lab/notebook-session';

/** Files from JupyterLab's own dialog, relative to the notebook's folder; none when it was cancelled. */
export async function pickFiles(
  notebook: NotebookSession,
  documents: IDocumentManager | null,
  trans: TranslationBundle
): Promise<string[]> {
  if (!documents) {
    throw new Error(trans.__('Files cannot be chosen here; type @ instead.'));
  }
  const result = await FileDialog.getOpenFiles({
    manager: documents,
    title: trans.__('Choose files'),
    defaultPath: notebook.directory
  });
  return (result.button.accept ? (result.value ?? []) : [])
    .filter(model => model.type !== 'directory')
    .map(model => notebook.relative(model.path));
}
