import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Signal } from '@lumino/signaling';
import { AgentError } from '../core/errors';
import type { AgentSession } from '../core/agent/session-types';
import { IKernelAgent } from '../tokens';
import { IAgentHost } from './agent-host';
import { API_PLUGIN_ID } from './plugin-ids';

/** The public side of the agent, for other extensions. */
export const apiPlugin: JupyterFrontEndPlugin<IKernelAgent> = {
  id: API_PLUGIN_ID,
  description: 'Lets other extensions use the agent.',
  autoStart: true,
  provides: IKernelAgent,
  requires: [IAgentHost],
  activate: (_app, { registry }: IAgentHost): IKernelAgent => {
    const changed = new Signal<unknown, AgentSession | null>({});
    registry.currentChanged.connect((_, current) =>
      changed.emit(current?.session ?? null)
    );
    return {
      get current() {
        return registry.current?.session ?? null;
      },
      currentChanged: changed,
      sessionOf: (panel, sessionId) => registry.of(panel, sessionId).session,
      async ask({ prompt, files, notebook, session }) {
        const panel =
          notebook === undefined
            ? registry.current?.panel
            : registry.panelAt(notebook);
        if (!panel) {
          throw new AgentError(
            'notebook-not-open',
            notebook === undefined
              ? 'No notebook is open.'
              : `The notebook ${notebook} is not open.`,
            { advice: 'Open the notebook first.' }
          );
        }
        return registry
          .of(panel, session)
          .session.ask({ text: prompt, files: files ?? [] });
      }
    };
  }
};
