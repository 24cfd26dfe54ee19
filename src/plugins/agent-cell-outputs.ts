import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { IRenderMimeRegistry, type IRenderMime } from '@jupyterlab/rendermime';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import {
  STEP_MIME_TYPE,
  TEXT_MIME_TYPE,
  TURN_MIME_TYPE
} from '../core/agent-cell/cell';
import { AgentError } from '../core/errors';
import { DEFAULT_SESSION_ID } from '../core/transcript/run';
import type { NotebookSession } from '../lab/notebook-session';
import { AgentOutput } from '../ui/agent-cell/agent-output';
import type { OutputPlace } from '../ui/agent-cell/output-place';
import type { Drawing } from '../ui/drawing';
import { safeRendermime } from '../ui/markdown/safe-rendermime';
import { Ticker } from '../ui/ticker';
import type { AgentActions } from '../ui/types';
import { IAgentHost } from './agent-host';
import { IAgentView } from './agent-view';
import { AGENT_CELL_OUTPUTS_PLUGIN_ID } from './plugin-ids';
import { sidebarActions } from './sidebar-actions';
import { tell } from './tell';

/** Before `text/markdown`, which is 60. */
const RANK = 30;

interface Services {
  readonly host: IAgentHost;
  readonly tracker: INotebookTracker;
  readonly view: IAgentView | null;
  readonly rendermime: IRenderMimeRegistry;
  readonly languages: IEditorLanguageRegistry;
  readonly actions: AgentActions;
  readonly ticker: Ticker;
  readonly trans: TranslationBundle;
}

/** Draws what agent cells show, also in notebooks that were saved. */
export const agentCellOutputsPlugin: JupyterFrontEndPlugin<void> = {
  id: AGENT_CELL_OUTPUTS_PLUGIN_ID,
  description: 'The outputs of agent cells.',
  autoStart: true,
  requires: [
    IAgentHost,
    INotebookTracker,
    IRenderMimeRegistry,
    IEditorLanguageRegistry
  ],
  optional: [IAgentView, IDocumentManager, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    host: IAgentHost,
    tracker: INotebookTracker,
    rendermime: IRenderMimeRegistry,
    languages: IEditorLanguageRegistry,
    view: IAgentView | null,
    documents: IDocumentManager | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('kernel_agent');
    const actions = sidebarActions(app, host, documents, trans);
    const ticker = new Ticker();
    const services = {
      ...{ host, tracker, view, rendermime, languages },
      ...{ actions, ticker, trans }
    };
    rendermime.addFactory(
      {
        safe: true,
        mimeTypes: [TURN_MIME_TYPE, STEP_MIME_TYPE, TEXT_MIME_TYPE],
        createRenderer: options =>
          new AgentOutput(options.mimeType, output =>
            placeOf(output, options, services)
          )
      },
      RANK
    );
  }
};

function placeOf(
  output: AgentOutput,
  options: IRenderMime.IRendererOptions,
  services: Services
): OutputPlace {
  const { host, tracker, view, rendermime, trans } = services;
  const panel = panelOf(output, tracker);
  const own = rendermime.clone({
    resolver: options.resolver ?? undefined,
    linkHandler: options.linkHandler ?? undefined,
    latexTypesetter: options.latexTypesetter ?? undefined
  });
  const known = (id: string): NotebookSession | null =>
    panel ? host.registry.known(panel, id) : null;
  return {
    drawing: {
      ...drawingOf(services),
      rendermime: safeRendermime(own, trans),
      host: output.host,
      get session() {
        const found = panel
          ? host.registry.of(panel, DEFAULT_SESSION_ID)
          : host.registry.current;
        if (!found) {
          throw new AgentError('notebook-not-open', 'No notebook is open.');
        }
        return found.session;
      }
    },
    session: id => known(id)?.session ?? null,
    isBusy: () =>
      panel !== null &&
      host.registry
        .allOf(panel)
        .some(({ session }) => session.status.phase !== 'idle'),
    showTurn: (id, turn) => {
      if (panel && view) {
        host.registry.choose(panel, id);
        view.show();
        view.conversation?.showTurn(turn);
      }
    }
  };
}

/** What is the same for all outputs. */
function drawingOf({
  languages,
  actions,
  ticker,
  trans,
  view
}: Services): Omit<Drawing, 'session' | 'rendermime' | 'host'> {
  return {
    languages,
    trans,
    ticker,
    actions,
    attempt: (what, action) => void attempt(what, action, trans),
    showFile: path => {
      view?.show();
      view?.conversation?.showFiles(path);
    },
    attachFiles: paths => {
      view?.show();
      view?.conversation?.attachFiles(paths);
    },
    showTurn: turn => {
      view?.show();
      view?.conversation?.showTurn(turn);
    },
    announce: () => undefined
  };
}

async function attempt(
  what: string,
  action: () => unknown,
  trans: TranslationBundle
): Promise<void> {
  try {
    await action();
  } catch (error) {
    const { code, message } = AgentError.from(error);
    if (code !== 'stopped') {
      tell(trans.__('%1 did not work: %2', what, message), 'error');
    }
  }
}

/** The notebook that an output is shown in; null in a view of its own. */
function panelOf(
  output: Widget,
  tracker: INotebookTracker
): NotebookPanel | null {
  for (let widget = output.parent; widget !== null; widget = widget.parent) {
    const found = tracker.find(panel => panel === widget);
    if (found) {
      return found;
    }
  }
  return null;
}
