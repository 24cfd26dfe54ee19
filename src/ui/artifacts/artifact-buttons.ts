import {
  downloadIcon,
  launchIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';
import { previewIcon } from '../icons';
import { previewKind } from './artifact-words';

type WayToLook = 'preview' | 'open' | 'download';

/** What can be done with a file of this name, the best way to look at it first. */
function waysToLook(path: string, { actions }: Drawing): WayToLook[] {
  const ways: WayToLook[] = ['download'];
  if (actions.artifacts.opens(path)) {
    ways.unshift('open');
  }
  if (previewKind(path) !== null) {
    ways.unshift('preview');
  }
  return ways;
}

interface Way {
  /** Names the file, for screen readers. */
  readonly label: string;
  readonly title: string;
  readonly icon: LabIcon;
  readonly run: () => void;
}

function wayOf(way: WayToLook, path: string, drawing: Drawing): Way {
  const { actions, session, trans, attempt } = drawing;
  const make = (
    label: string,
    title: string,
    icon: LabIcon,
    action: () => unknown
  ): Way => ({ label, title, icon, run: () => attempt(title, action) });
  switch (way) {
    case 'preview':
      return make(
        trans.__('Preview %1', path),
        previewKind(path) === 'deck'
          ? trans.__('Preview the slides')
          : trans.__('Preview the picture'),
        previewIcon,
        () => actions.artifacts.preview(session, path)
      );
    case 'open':
      return make(
        trans.__('Open %1', path),
        trans.__('Open the file'),
        launchIcon,
        () => actions.openFile(session, path)
      );
    case 'download':
      return make(
        trans.__('Download %1', path),
        trans.__('Download the file'),
        downloadIcon,
        () => actions.artifacts.download(session, path)
      );
  }
}

/** What can be done with a file that was written, as icon buttons. */
export function artifactButtons(path: string, drawing: Drawing): HTMLElement {
  return element(
    'span',
    part('fileActions'),
    {},
    waysToLook(path, drawing).map(way => {
      const { label, title, icon, run } = wayOf(way, path, drawing);
      const node = button({ label, icon, iconOnly: true, onClick: run });
      node.title = title;
      return node;
    })
  );
}

/** The file's name as a button: a click is the best way to look at it. */
export function artifactName(
  path: string,
  name: string,
  drawing: Drawing
): HTMLButtonElement {
  const [best = 'download'] = waysToLook(path, drawing);
  const node = element(
    'button',
    part('fileOpen'),
    { type: 'button', title: path },
    [element('span', part('fileName'), { dir: 'auto' }, [name])]
  );
  const { title, run } = wayOf(best, path, drawing);
  node.setAttribute('aria-label', `${path}: ${title}`);
  node.addEventListener('click', run);
  return node;
}
