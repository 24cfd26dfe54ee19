import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { agentHostPlugin } from './plugins/agent';
import { apiPlugin } from './plugins/api';
import { commandsPlugin } from './plugins/commands';
import { fileCommandsPlugin } from './plugins/file-commands';
import { sidebarPlugin } from './plugins/sidebar';

export * from './tokens';
export type { AgentSession, TurnResult } from './core/agent/session-types';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  agentHostPlugin,
  apiPlugin,
  sidebarPlugin,
  commandsPlugin,
  fileCommandsPlugin
];

export default plugins;
