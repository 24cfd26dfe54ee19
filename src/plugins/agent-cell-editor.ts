import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  EditorExtensionRegistry,
  IEditorExtensionRegistry
} from '@jupyterlab/codemirror';
import { ICompletionProviderManager } from '@jupyterlab/completer';
import { INotebookTracker } from '@jupyterlab/notebook';
import { AgentCellProvider } from '../lab/agent-cells/provider';
import { agentCellHighlight } from '../ui/agent-cell/highlight';
import { IAgentHost } from './agent-host';
import { AGENT_CELL_EDITOR_PLUGIN_ID } from './plugin-ids';

/** Text of a Markdown cell is prose already. */
const MARKDOWN = 'text/x-ipythongfm';

/** Colours and completion while an agent cell is written. */
export const agentCellEditorPlugin: JupyterFrontEndPlugin<void> = {
  id: AGENT_CELL_EDITOR_PLUGIN_ID,
  description: 'Colours and completion of agent cells.',
  autoStart: true,
  requires: [IAgentHost, INotebookTracker],
  optional: [IEditorExtensionRegistry, ICompletionProviderManager],
  activate: (
    app: JupyterFrontEnd,
    { registry }: IAgentHost,
    tracker: INotebookTracker,
    extensions: IEditorExtensionRegistry | null,
    completers: ICompletionProviderManager | null
  ): void => {
    extensions?.addExtension({
      name: 'kernel-agent:agent-cell',
      factory: ({ inline, model }) =>
        inline
          ? EditorExtensionRegistry.createImmutableExtension(
              agentCellHighlight(() => model.mimeType !== MARKDOWN)
            )
          : null
    });
    completers?.registerProvider(
      new AgentCellProvider(tracker, registry, app.serviceManager.contents)
    );
  }
};
