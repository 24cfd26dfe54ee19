import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import type { AgentSession } from '../core/agent/session-types';
import {
  download,
  findGone,
  fullPath,
  hasViewer,
  readPicture
} from '../lab/artifact-files';
import { DeckPreviews } from '../lab/deck-preview';
import type { NotebookSession } from '../lab/notebook-session';
import type { ArtifactActions } from '../ui/artifacts/artifact-actions';
import { previewKind } from '../ui/artifacts/artifact-words';
import { PictureView } from '../ui/artifacts/picture-view';
import { SlidesView } from '../ui/artifacts/slides-view';
import { fileName } from '../ui/format';

/** What the sidebar needs done with files that were written. */
export function artifactActions(
  app: JupyterFrontEnd,
  owner: (session: AgentSession) => NotebookSession,
  trans: TranslationBundle
): ArtifactActions {
  const { contents, serverSettings } = app.serviceManager;
  const decks = new DeckPreviews(serverSettings);
  const placeOf = (session: AgentSession, path: string): string => {
    const place = fullPath(owner(session).directory, path);
    if (place === null) {
      throw new Error(
        trans.__('%1 lies outside of what the Jupyter server shows.', path)
      );
    }
    return place;
  };
  return {
    opens: path => hasViewer(app.docRegistry, path),
    download: (session, path) => download(contents, placeOf(session, path)),
    findGone: (session, paths) =>
      findGone(contents, owner(session).directory, paths),
    readPicture: async (session, path) =>
      readPicture(contents, placeOf(session, path)),
    preview: async (session, path) => {
      const place = placeOf(session, path);
      const name = fileName(path);
      const view =
        previewKind(path) === 'deck'
          ? new SlidesView(
              {
                name,
                look: signal => decks.look(place, signal),
                slide: (version, number, signal) =>
                  decks.slide(place, version, number, signal)
              },
              trans
            )
          : new PictureView(name, await readPicture(contents, place), trans);
      if (await wantsDownload(name, view, trans)) {
        await download(contents, place);
      }
    }
  };
}

/** Shows a preview until it is closed; resolves with whether the file is to be downloaded. */
async function wantsDownload(
  title: string,
  body: Widget,
  trans: TranslationBundle
): Promise<boolean> {
  const dialog = new Dialog({
    title,
    body,
    hasClose: true,
    buttons: [
      Dialog.createButton({
        label: trans.__('Download'),
        actions: ['download'],
        displayType: 'default'
      }),
      Dialog.cancelButton({ label: trans.__('Close') })
    ],
    defaultButton: 1
  });
  const { button } = await dialog.launch();
  return button.actions.includes('download');
}
