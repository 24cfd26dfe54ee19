import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  INotebookCellExecutor,
  INotebookTracker,
  NotebookActions,
  runCell,
  type NotebookPanel
} from '@jupyterlab/notebook';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import {
  AgentCellExecutor,
  type AgentCellRunner
} from '../lab/agent-cells/executor';
import { kernelError } from '../lab/agent-cells/marks';
import type * as RunnerModule from '../lab/agent-cells/run';
import { mayBeAgentCell } from '../lab/agent-cells/source';
import {
  joinExecutors,
  otherExecutors,
  type OtherExecutor
} from '../lab/agent-cells/cell-executors';
import { IAgentHost } from './agent-host';
import { AGENT_CELLS_PLUGIN_ID, CELL_EXECUTOR_PLUGIN_ID } from './plugin-ids';
import { tell } from './tell';
import { UnseenApproval } from './unseen-approval';

const executor = new AgentCellExecutor({ runCell });

/**
 * Runs the cells of all notebooks in place of JupyterLab's own executor, which it calls. It needs nothing, so that
 * notebooks open whatever becomes of the agent.
 */
export const cellExecutorPlugin: JupyterFrontEndPlugin<INotebookCellExecutor> =
  {
    id: CELL_EXECUTOR_PLUGIN_ID,
    description: 'Runs cells, and leaves agent cells to the agent.',
    autoStart: true,
    provides: INotebookCellExecutor,
    activate: () => executor
  };

/** Agent cells: `%%agent` and a prompt, run by the notebook's session. */
export const agentCellsPlugin: JupyterFrontEndPlugin<void> = {
  id: AGENT_CELLS_PLUGIN_ID,
  description: 'Agent cells in notebooks.',
  autoStart: true,
  requires: [IAgentHost, INotebookTracker],
  optional: [INotebookCellExecutor, ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    host: IAgentHost,
    tracker: INotebookTracker,
    provided: INotebookCellExecutor | null,
    translator: ITranslator | null
  ): Promise<void> => {
    const trans = (translator ?? nullTranslator).load('kernel_agent');
    const others = await otherExecutors(app, CELL_EXECUTOR_PLUGIN_ID);
    if (!joinExecutors(executor, provided, others)) {
      tellWhenAgentCellsRun(others, trans);
      return;
    }
    executor.runner = agentCellRunner(app, host, tracker, trans);
    app.commands.commandExecuted.connect((_, { id }) => {
      const notebook = tracker.currentWidget?.model;
      if (id === 'notebook:interrupt-kernel' && notebook) {
        executor.stop(notebook);
      }
    });
    const follow = ({ sessionContext, content }: NotebookPanel): void => {
      sessionContext.statusChanged.connect((_, status) => {
        if (status === 'restarting' && content.model) {
          executor.dropWaiting(content.model);
        }
      });
    };
    tracker.forEach(follow);
    tracker.widgetAdded.connect((_, panel) => follow(panel));
  }
};

function agentCellRunner(
  app: JupyterFrontEnd,
  { registry }: IAgentHost,
  tracker: INotebookTracker,
  trans: TranslationBundle
): AgentCellRunner {
  const { contents } = app.serviceManager;
  return {
    run: async (options, signal) => {
      const panel = tracker.find(({ content }) =>
        content.widgets.includes(options.cell)
      );
      if (!panel) {
        return null;
      }
      const loaded = await loadRunner(trans);
      const unseen = new UnseenApproval(
        app,
        panel,
        options.cell.model.id,
        trans
      );
      try {
        return await loaded.runInNotebook(
          options,
          panel,
          loaded.agentCellHost(panel, registry, contents, session =>
            unseen.follow(session)
          ),
          signal
        );
      } finally {
        unseen.dispose();
      }
    }
  };
}

/** What is needed only to run agent cells is fetched with the first of them. */
async function loadRunner(
  trans: TranslationBundle
): Promise<typeof RunnerModule> {
  try {
    return await import('../lab/agent-cells/run');
  } catch (error) {
    const reason = trans.__(
      'The part of Kernel Agent that runs agent cells could not be loaded. Reload the page. (%1)',
      String(error)
    );
    tell(reason, 'error');
    throw kernelError('AgentError', reason);
  }
}

/** Agent cells are off: their user is told so by the first of them, nobody else is. */
function tellWhenAgentCellsRun(
  others: readonly OtherExecutor[],
  trans: TranslationBundle
): void {
  const listen = (
    _: unknown,
    { cell }: { cell: { model: { sharedModel: { getSource(): string } } } }
  ): void => {
    if (!mayBeAgentCell(cell.model.sharedModel.getSource())) {
      return;
    }
    NotebookActions.executionScheduled.disconnect(listen);
    const other = others.at(-1)?.pluginId;
    tell(
      other === undefined
        ? trans.__(
            'Agent cells do not work here: something else runs the cells of this notebook. Ask in the sidebar, or run the notebook with “jupyter kernel-agent run NOTEBOOK”.'
          )
        : trans.__(
            'Agent cells do not work here: the extension %1 runs the cells of this notebook. Ask in the sidebar, run the notebook with “jupyter kernel-agent run NOTEBOOK”, or turn that extension off with “jupyter labextension disable %1”.',
            other
          ),
      'warning'
    );
  };
  NotebookActions.executionScheduled.connect(listen);
}
