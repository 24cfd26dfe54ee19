import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { SessionArtifact } from '../core/artifacts/artifact';
import type { IAgentHost } from './agent-host';
import type { IAgentView } from './agent-view';
import { CommandIDs } from './command-ids';
import {
  describedArguments,
  SessionArguments,
  sessionFor
} from './session-argument';

/** Shows the files that a session wrote; resolves with them, newest first. */
export function addShowArtifacts(
  app: JupyterFrontEnd,
  { registry }: IAgentHost,
  view: IAgentView,
  trans: TranslationBundle
): void {
  app.commands.addCommand(CommandIDs.showArtifacts, {
    label: trans.__('Show Artifacts'),
    caption: trans.__('Files that the agent wrote'),
    isEnabled: () => registry.current !== null,
    describedBy: describedArguments(SessionArguments),
    execute: async (args): Promise<readonly SessionArtifact[]> => {
      const notebook = sessionFor(registry, SessionArguments.parse(args));
      if (registry.current !== notebook) {
        app.shell.activateById(notebook.panel.id);
        registry.choose(notebook.panel, notebook.sessionId);
      }
      view.show();
      view.conversation?.showArtifacts();
      await notebook.session.load();
      return notebook.session.artifacts;
    }
  });
}
