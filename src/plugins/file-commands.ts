import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IAgentHost } from './agent-host';
import { IAgentView } from './agent-view';
import { addShowArtifacts } from './artifact-command';
import { addAskAboutFile } from './ask-about-file';
import { addCleanUp } from './clean-up-command';
import { CommandIDs } from './command-ids';
import { addFileContextCommands } from './file-context-commands';
import { FILE_COMMANDS_PLUGIN_ID } from './plugin-ids';

/** The commands about data files, what the agent knows of them, and files that it wrote. */
export const fileCommandsPlugin: JupyterFrontEndPlugin<void> = {
  id: FILE_COMMANDS_PLUGIN_ID,
  description: 'The commands of Kernel Agent about files.',
  autoStart: true,
  requires: [IAgentHost, IAgentView],
  optional: [
    IDocumentManager,
    IFileBrowserFactory,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    host: IAgentHost,
    view: IAgentView,
    documents: IDocumentManager | null,
    browsers: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('kernel_agent');
    addFileContextCommands(app, { host, view, documents, trans });
    addShowArtifacts(app, host, view, trans);
    addAskAboutFile(app, { host, view, browsers, trans });
    addCleanUp(app, host, trans);
    const category = trans.__('Kernel Agent');
    for (const command of [
      CommandIDs.showFileContext,
      CommandIDs.showArtifacts,
      CommandIDs.profileFile,
      CommandIDs.forgetFile,
      CommandIDs.cleanUpSession
    ]) {
      palette?.addItem({ command, category });
    }
    palette?.addItem({
      command: CommandIDs.showFileContext,
      category,
      args: { inspect: true }
    });
  }
};
