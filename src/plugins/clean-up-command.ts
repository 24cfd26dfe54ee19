import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as z from 'zod';
import { AgentError } from '../core/errors';
import { checkSessionId, DEFAULT_SESSION_ID } from '../core/transcript/run';
import { removeSession } from '../jupyter/remove-session';
import type { IAgentHost } from './agent-host';
import { CommandIDs } from './command-ids';
import { describedArguments, SessionArguments } from './session-argument';
import { tell } from './tell';

const CleanUpArguments = SessionArguments.extend({
  /** Does not ask. */
  confirmed: z.boolean().optional()
});

/** Deletes what one session keeps beside the notebook; other sessions and the notebook stay. */
export function addCleanUp(
  app: JupyterFrontEnd,
  { registry }: IAgentHost,
  trans: TranslationBundle
): void {
  const { contents } = app.serviceManager;
  app.commands.addCommand(CommandIDs.cleanUpSession, {
    label: trans.__('Clean Up the Session…'),
    caption: trans.__('Delete the transcript and file context of a session'),
    isEnabled: () => registry.current !== null,
    describedBy: describedArguments(CleanUpArguments),
    execute: async args => {
      const wanted = CleanUpArguments.parse(args);
      const current = registry.current;
      const path = wanted.notebook ?? current?.path;
      if (path === undefined) {
        throw new AgentError('notebook-not-open', 'No notebook is open.', {
          advice: 'Open the notebook first.'
        });
      }
      const panel = registry.panelAt(path);
      const id = checkSessionId(
        wanted.session ??
          (current?.panel === panel ? current?.sessionId : undefined) ??
          DEFAULT_SESSION_ID
      );
      if (wanted.confirmed !== true && !(await confirm(path, id, trans))) {
        return false;
      }
      const removed = await registry.discard(panel, id, () =>
        removeSession(contents, path, id)
      );
      if (removed) {
        tell(trans.__('Cleaned up session: %1', id), 'success');
      } else {
        tell(trans.__('There is nothing to clean up in session %1.', id));
      }
      return removed;
    }
  });
}

async function confirm(
  notebook: string,
  session: string,
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Clean up session %1?', session),
    body: trans.__(
      'The transcript, the session logs, the outputs and the file context of this session of %1 are deleted. The notebook, your data files and variables stay.',
      notebook.slice(notebook.lastIndexOf('/') + 1)
    ),
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Delete') })
    ]
  });
  return button.accept;
}
