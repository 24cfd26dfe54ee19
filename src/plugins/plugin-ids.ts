/** Also the name of the settings schema, `schema/plugin.json`. */
export const PLUGIN_ID = 'jupyterlab-kernel-agent:plugin';
export const API_PLUGIN_ID = 'jupyterlab-kernel-agent:api';
export const SIDEBAR_PLUGIN_ID = 'jupyterlab-kernel-agent:sidebar';
export const COMMANDS_PLUGIN_ID = 'jupyterlab-kernel-agent:commands';
export const FILE_COMMANDS_PLUGIN_ID = 'jupyterlab-kernel-agent:file-commands';
