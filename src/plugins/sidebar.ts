import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Listeners } from '../core/listeners';
import type { AgentSession, ApprovalMode } from '../core/agent/session-types';
import type { ApprovalModes } from '../ui/types';
import { AgentSidebar } from '../ui/agent-sidebar';
import { IAgentHost } from './agent-host';
import { IAgentView } from './agent-view';
import { CommandIDs } from './command-ids';
import { SIDEBAR_PLUGIN_ID } from './plugin-ids';
import { sidebarActions } from './sidebar-actions';

/** The sidebar in the right area; it follows the notebook in front. */
export const sidebarPlugin: JupyterFrontEndPlugin<IAgentView> = {
  id: SIDEBAR_PLUGIN_ID,
  description: 'The agent beside the notebook.',
  autoStart: true,
  provides: IAgentView,
  requires: [IAgentHost, IRenderMimeRegistry, IEditorLanguageRegistry],
  optional: [IDocumentManager, ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    host: IAgentHost,
    rendermime: IRenderMimeRegistry,
    languages: IEditorLanguageRegistry,
    documents: IDocumentManager | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): IAgentView => {
    const trans = (translator ?? nullTranslator).load('kernel_agent');
    const sidebar = new AgentSidebar({
      rendermime,
      languages,
      actions: sidebarActions(app, host, documents, trans),
      approvalModes: approvalModes(host),
      composerSettings: () => host.settings.current,
      ...(translator ? { translator } : {})
    });
    app.shell.add(sidebar, 'right', { rank: 300, type: 'Kernel Agent' });
    restorer?.add(sidebar, sidebar.id);
    const follow = (): void => show(sidebar, host);
    host.registry.currentChanged.connect(follow);
    follow();

    const view: IAgentView = {
      get conversation() {
        return sidebar.conversation;
      },
      show: () => app.shell.activateById(sidebar.id)
    };
    app.commands.addCommand(CommandIDs.focus, {
      label: trans.__('Show the Agent'),
      caption: trans.__('Show the agent and type a prompt'),
      execute: () => {
        view.show();
        sidebar.focusComposer();
      }
    });
    palette?.addItem({
      command: CommandIDs.focus,
      category: trans.__('Kernel Agent')
    });
    return view;
  }
};

function show(sidebar: AgentSidebar, { registry }: IAgentHost): void {
  const notebook = registry.current;
  sidebar.setSession(
    notebook?.session ?? null,
    notebook
      ? {
          notebookName: notebook.path.slice(notebook.path.lastIndexOf('/') + 1),
          notebookPath: notebook.path,
          rendermime: notebook.panel.content.rendermime
        }
      : { notebookName: '' }
  );
}

/** The mode is chosen for each session; the settings hold where every session begins. */
function approvalModes({ registry, settings }: IAgentHost): ApprovalModes {
  const changed = new Listeners<unknown>();
  settings.changed.subscribe(values => changed.emit(values));
  return {
    changed,
    get: (session: AgentSession): ApprovalMode =>
      registry.find(session)?.approvalMode ?? 'ask',
    set: (session: AgentSession, mode: ApprovalMode): void => {
      const notebook = registry.find(session);
      if (notebook) {
        notebook.approvalOverride = mode;
        changed.emit(mode);
      }
    }
  };
}
