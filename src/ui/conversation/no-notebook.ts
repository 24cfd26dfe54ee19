import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { button, element, iconElement, part } from '../dom';
import { agentIcon } from '../icons';
import type { AgentActions } from '../types';

/** What stands in the sidebar when no notebook is open. */
export function noNotebook(
  actions: AgentActions,
  trans: TranslationBundle
): Widget {
  const node = element('div', part('empty', 'mod-noNotebook'), {}, [
    iconElement(agentIcon),
    element('h2', part('emptyTitle'), {}, [trans.__('No notebook is open')]),
    element('p', '', {}, [
      trans.__(
        'The agent works in the kernel of the notebook in front. Open one to begin.'
      )
    ]),
    actions.newNotebook
      ? button({
          label: trans.__('New notebook'),
          className: 'jp-mod-primary',
          onClick: () => actions.newNotebook?.()
        })
      : null
  ]);
  return new Widget({ node });
}
