import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { AgentSession } from '../../core/agent/session-types';
import type { AgentCellHost } from '../../core/agent-cell/run-cell';
import { DEFAULT_SESSION_ID } from '../../core/transcript/run';
import { removeSession } from '../../jupyter/remove-session';
import type { NotebookSession } from '../notebook-session';
import { newestSessionLog } from '../session-log-file';
import type { SessionRegistry } from '../session-registry';

/**
 * What agent cells of an open notebook run with: the sessions that the sidebar shows, too.
 * @param asks is told the session that a cell asks, before it does
 */
export function agentCellHost(
  panel: NotebookPanel,
  registry: SessionRegistry,
  contents: Contents.IManager,
  asks: (session: AgentSession) => void = () => undefined
): AgentCellHost {
  const notebookSession = (id: string | null): NotebookSession =>
    registry.of(panel, id ?? DEFAULT_SESSION_ID);
  return {
    defaultSession: DEFAULT_SESSION_ID,
    session: async id => {
      const { session } = notebookSession(id);
      await panel.context.ready;
      await session.load();
      asks(session);
      return session;
    },
    get kernel() {
      return notebookSession(null).kernel;
    },
    removeSession: async id => {
      const { sessionId, path } = notebookSession(id);
      const removed = await registry.discard(panel, sessionId, () =>
        removeSession(contents, path, sessionId)
      );
      return removed
        ? `Cleaned up session ${sessionId}: its transcript, logs, outputs and file context are deleted.`
        : `There was nothing to clean up in session ${sessionId}.`;
    },
    readLog: async session => {
      const { folder } = notebookSession(session.sessionId);
      const path = await newestSessionLog(contents, folder);
      if (path === null) {
        return '';
      }
      const { content }: { content: unknown } = await contents.get(path, {
        type: 'file',
        format: 'text',
        content: true
      });
      return typeof content === 'string' ? content : '';
    }
  };
}
