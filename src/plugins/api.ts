import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Signal } from '@lumino/signaling';
import type { AgentSession } from '../core/agent/session-types';
import { IKernelAgent } from '../tokens';
import { IAgentHost } from './agent-host';
import { API_PLUGIN_ID } from './plugin-ids';
import { sessionFor } from './session-argument';

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
      ask: async ({ prompt, files, notebook, session }) =>
        sessionFor(registry, { notebook, session }).session.ask({
          text: prompt,
          files: files ?? []
        })
    };
  }
};
