import type { JupyterFrontEnd } from '@jupyterlab/application';
import { INotebookCellExecutor } from '@jupyterlab/notebook';
import type { AgentCellExecutor } from './executor';

/** JupyterLab's own, which ours takes the place of and calls. */
const DEFAULT_PLUGIN_ID = '@jupyterlab/notebook-extension:cell-executor';

/** Another extension that wants to run the cells of notebooks, and how it does; null when that cannot be told. */
export interface OtherExecutor {
  readonly pluginId: string;
  readonly executor: INotebookCellExecutor | null;
}

/**
 * Brings our executor and those of other extensions together. The application knows one executor, the one that was
 * registered last:
 *
 * - it is ours: what is no agent cell goes to the other extension's, or to JupyterLab's own;
 * - it is the other's and can be wrapped: agent cells are taken out before they reach it;
 * - it is the other's and cannot be wrapped: agent cells are off.
 *
 * Returns whether agent cells work.
 */
export function joinExecutors(
  ours: AgentCellExecutor,
  provided: INotebookCellExecutor | null,
  others: readonly OtherExecutor[]
): boolean {
  if (provided === ours) {
    const other = others.findLast(({ executor }) => executor !== null);
    ours.next = other?.executor ?? ours.next;
    return true;
  }
  if (provided === null) {
    return false;
  }
  const runCell = provided.runCell.bind(provided);
  if (!Reflect.set(provided, 'runCell', ours.runCell)) {
    return false;
  }
  ours.next = { runCell };
  return true;
}

/**
 * The executors of other extensions, in the order in which they were registered. The application does not list who
 * provides what, so its registry is read as it is; where it looks different there are none.
 */
export async function otherExecutors(
  app: JupyterFrontEnd,
  ownPluginId: string
): Promise<OtherExecutor[]> {
  // Lumino 2.4 has a registry; before, the application was its own.
  const registry: unknown = property(app, 'pluginRegistry') ?? app;
  const plugins: unknown = property(registry, '_plugins');
  const found: OtherExecutor[] = [];
  for (const [id, plugin] of plugins instanceof Map ? plugins : []) {
    if (
      typeof id === 'string' &&
      property(plugin, 'provides') === INotebookCellExecutor &&
      ![ownPluginId, DEFAULT_PLUGIN_ID].includes(id)
    ) {
      await app.activatePlugin(id).catch(() => undefined);
      const service: unknown = property(plugin, 'service');
      found.push({
        pluginId: id,
        executor: isExecutor(service) ? service : null
      });
    }
  }
  return found;
}

function isExecutor(value: unknown): value is INotebookCellExecutor {
  return typeof property(value, 'runCell') === 'function';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
