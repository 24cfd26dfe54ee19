import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { AgentSession } from '../core/agent/session-types';
import { insertCodeBelow } from '../lab/cells';
import { Drafts } from '../lab/drafts';
import { OFFLINE_MODEL } from '../lab/lab-model-source';
import { mentionFiles, mentionVariables } from '../lab/mentions';
import type { NotebookSession } from '../lab/notebook-session';
import { newestSessionLog } from '../lab/session-log-file';
import { suggestPrompts } from '../lab/suggestions';
import type { AgentActions } from '../ui/types';
import type { IAgentHost } from './agent-host';
import { artifactActions } from './artifact-actions';
import { CommandIDs } from './command-ids';
import { pickFiles } from './pick-files';

/** What the sidebar needs done by JupyterLab. Problems are thrown as sentences; the sidebar shows them. */
export function sidebarActions(
  app: JupyterFrontEnd,
  host: IAgentHost,
  documents: IDocumentManager | null,
  trans: TranslationBundle
): AgentActions {
  const drafts = new Drafts(window.localStorage);
  const owner = (session: AgentSession): NotebookSession => {
    const found = host.registry.find(session);
    if (!found) {
      throw new Error(trans.__('The notebook is closed.'));
    }
    return found;
  };
  return {
    openSettings: () => {
      void app.commands.execute(CommandIDs.openSettings);
    },
    pickModel: () => pickModel(host, trans),
    testConnection: session => testConnection(host, session, trans),
    insertCodeBelow: (session, code) =>
      insertCodeBelow(owner(session).panel, code),
    newRun: async () => {
      await app.commands.execute(CommandIDs.reset);
    },
    ...openActions(app, owner, trans),
    artifacts: artifactActions(app, owner, trans),
    pickFiles: session => pickFiles(owner(session), documents, trans),
    listFiles: (session, prefix) => mentionFiles(owner(session).files, prefix),
    listVariables: (session, prefix) =>
      mentionVariables(owner(session).kernel, prefix),
    suggestions: async session =>
      suggestPrompts(await owner(session).files.nearby()),
    loadDraft: session => drafts.load(owner(session).folder),
    saveDraft: (session, draft) => {
      const notebook = host.registry.find(session);
      if (notebook) {
        drafts.save(notebook.folder, draft);
      }
    },
    newNotebook: () => {
      void app.commands.execute('notebook:create-new');
    }
  };
}

/** What is opened beside the sidebar. */
function openActions(
  app: JupyterFrontEnd,
  owner: (session: AgentSession) => NotebookSession,
  trans: TranslationBundle
): Pick<AgentActions, 'openTranscriptFolder' | 'openSessionLog' | 'openFile'> {
  const { contents } = app.serviceManager;
  return {
    openTranscriptFolder: async session => {
      await app.commands.execute('filebrowser:go-to-path', {
        path: owner(session).folder
      });
    },
    openSessionLog: async session => {
      const path = await newestSessionLog(contents, owner(session).folder);
      if (path === null) {
        throw new Error(
          trans.__('There is no session log yet: nothing was asked.')
        );
      }
      await app.commands.execute('docmanager:open', { path });
    },
    openFile: async (session, path) => {
      const { directory } = owner(session);
      await app.commands.execute('docmanager:open', {
        path: PathExt.join(directory, path)
      });
    }
  };
}

/** The model's name goes into the settings; the offline analyst is always among the choices. */
async function pickModel(
  { models, settings }: IAgentHost,
  trans: TranslationBundle
): Promise<void> {
  const names = await models.names(new AbortController().signal);
  const automatic = trans.__('Automatic');
  const offline = trans.__('Built-in offline analyst');
  const { provider, model } = settings.current;
  const current =
    provider === 'offline' ? offline : model === '' ? automatic : model;
  const items = [...new Set([automatic, offline, ...names, current])];
  const picked = await InputDialog.getItem({
    title: trans.__('Model'),
    label:
      names.length === 0
        ? trans.__(
            'No model server is configured. Set OPENAI_API_KEY or OPENAI_BASE_URL where the Jupyter server is started.'
          )
        : trans.__('The next prompt goes to this model.'),
    items,
    current: items.indexOf(current)
  });
  const choice = picked.button.accept ? picked.value : null;
  if (choice === null) {
    return;
  }
  if (choice === offline) {
    await settings.set('provider', 'offline');
    return;
  }
  if (provider === 'offline') {
    await settings.set('provider', 'auto');
  }
  await settings.set('model', choice === automatic ? '' : choice);
}

async function testConnection(
  { models, settings, relay }: IAgentHost,
  session: AgentSession,
  trans: TranslationBundle
): Promise<string> {
  const { provider } = settings.current;
  if (provider === 'offline' || provider === 'direct') {
    const names = await models.names(new AbortController().signal);
    return provider === 'offline'
      ? trans.__('The built-in offline analyst needs no connection.')
      : trans.__('The server answers and offers %1 models.', names.length);
  }
  const { model } = session.status;
  const result = await relay.test(model === OFFLINE_MODEL ? '' : model);
  return result.ok ? result.message : `${result.message} ${result.advice}`;
}
