import {
  closeIcon,
  launchIcon,
  refreshIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import type { KnownFile } from '../../core/file-context/known-file';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';
import { attachIcon } from '../icons';

export interface FileActions {
  readonly node: HTMLElement;
  /** What cannot be done with the file as it is now is not offered. */
  update(file: KnownFile): void;
}

/** What can be done with a known file, as icon buttons. */
export function fileActions(file: KnownFile, drawing: Drawing): FileActions {
  const { path, name } = file;
  const { actions, session, trans } = drawing;
  const attach = actionButton(drawing, {
    label: trans.__('Attach %1 to the prompt', name),
    title: trans.__('Attach to the prompt'),
    icon: attachIcon,
    action: () => drawing.attachFiles([path])
  });
  const again = actionButton(drawing, {
    label: trans.__('Read %1 again', name),
    title: trans.__('Read again'),
    icon: refreshIcon,
    action: () => session.fileContext.profile(path, true)
  });
  const open = actionButton(drawing, {
    label: trans.__('Open %1', name),
    title: trans.__('Open the file'),
    icon: launchIcon,
    action: () => actions.openFile(session, path)
  });
  const forget = actionButton(drawing, {
    label: trans.__('Forget %1', name),
    title: trans.__('Forget what is known of it; the file stays'),
    icon: closeIcon,
    action: () => forgetFile(file, drawing)
  });
  return {
    node: element('span', part('fileActions'), {}, [
      ...[attach, again, open, forget]
    ]),
    update: ({ state }) => {
      again.hidden = state === 'profiling' || state === 'gone';
      attach.hidden = state === 'gone';
      open.hidden = state === 'gone';
      forget.hidden = state === 'profiling';
    }
  };
}

async function forgetFile(
  { path, name }: KnownFile,
  { session, trans, announce }: Drawing
): Promise<void> {
  if (await session.fileContext.forget(path)) {
    announce(trans.__('%1 is forgotten', name));
  }
}

interface Action {
  /** Names the file too, for screen readers. */
  readonly label: string;
  readonly title: string;
  readonly icon: LabIcon;
  readonly action: () => unknown;
}

function actionButton(
  drawing: Drawing,
  { label, title, icon, action }: Action
): HTMLButtonElement {
  const node = button({
    label,
    icon,
    iconOnly: true,
    onClick: () => drawing.attempt(title, action)
  });
  node.title = title;
  return node;
}
