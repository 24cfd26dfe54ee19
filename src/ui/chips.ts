import { closeIcon, fileIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import { button, element, iconElement, part } from './dom';
import { fileName } from './format';

/** Attached files. With `remove`, each has a button that takes it off. */
export function fileChips(
  files: readonly string[],
  trans: TranslationBundle,
  remove?: (file: string) => void
): HTMLElement {
  return element(
    'ul',
    part('chips'),
    { 'aria-label': trans.__('Attached files') },
    files.map(file =>
      element('li', part('chip'), { title: file }, [
        iconElement(fileIcon),
        element('span', part('chipText'), {}, [fileName(file)]),
        remove
          ? button({
              label: trans.__('Remove %1', file),
              icon: closeIcon,
              iconOnly: true,
              onClick: () => remove(file)
            })
          : null
      ])
    )
  );
}
