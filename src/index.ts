import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { agentHostPlugin } from './plugins/agent';
import { agentCellEditorPlugin } from './plugins/agent-cell-editor';
import { agentCellOutputsPlugin } from './plugins/agent-cell-outputs';
import { agentCellsPlugin, cellExecutorPlugin } from './plugins/agent-cells';
import { apiPlugin } from './plugins/api';
import { commandsPlugin } from './plugins/commands';
import { fileCommandsPlugin } from './plugins/file-commands';
import { sidebarPlugin } from './plugins/sidebar';

export * from './tokens';
export type {
  AgentSession,
  Task,
  TaskResult,
  TurnResult
} from './core/agent/session-types';
export type { FileContextDocument } from './core/file-context/document';
export type {
  FileContextView,
  KnownFile
} from './core/file-context/known-file';
export type { FileProfile } from './core/file-context/profile';
export type { FileContextStore } from './core/ports';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  agentHostPlugin,
  apiPlugin,
  sidebarPlugin,
  commandsPlugin,
  fileCommandsPlugin,
  cellExecutorPlugin,
  agentCellsPlugin,
  agentCellOutputsPlugin,
  agentCellEditorPlugin
];

export default plugins;
