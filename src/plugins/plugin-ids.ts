/** Also the name of the settings schema, `schema/plugin.json`. */
export const PLUGIN_ID = 'jupyterlab-kernel-agent:plugin';
export const API_PLUGIN_ID = 'jupyterlab-kernel-agent:api';
export const SIDEBAR_PLUGIN_ID = 'jupyterlab-kernel-agent:sidebar';
export const COMMANDS_PLUGIN_ID = 'jupyterlab-kernel-agent:commands';
export const FILE_COMMANDS_PLUGIN_ID = 'jupyterlab-kernel-agent:file-commands';
export const CELL_EXECUTOR_PLUGIN_ID = 'jupyterlab-kernel-agent:cell-executor';
export const AGENT_CELLS_PLUGIN_ID = 'jupyterlab-kernel-agent:agent-cells';
export const AGENT_CELL_OUTPUTS_PLUGIN_ID =
  'jupyterlab-kernel-agent:agent-cell-outputs';
export const AGENT_CELL_EDITOR_PLUGIN_ID =
  'jupyterlab-kernel-agent:agent-cell-editor';
