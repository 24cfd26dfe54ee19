import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { SettingsReader } from '../lab/agent-settings';
import { LabModelSource } from '../lab/lab-model-source';
import { Relay } from '../lab/relay';
import { SessionRegistry } from '../lab/session-registry';
import { SidecarMover } from '../lab/sidecar-mover';
import { tabId } from '../lab/tab-id';
import { IAgentHost } from './agent-host';
import { PLUGIN_ID } from './plugin-ids';
import { tell } from './tell';

/** Makes the sessions of all notebooks; draws nothing. */
export const agentHostPlugin: JupyterFrontEndPlugin<IAgentHost> = {
  id: PLUGIN_ID,
  description: 'The agent: sessions, models and settings.',
  autoStart: true,
  provides: IAgentHost,
  requires: [INotebookTracker],
  optional: [ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    settingRegistry: ISettingRegistry | null
  ): IAgentHost => {
    const { contents, serverSettings } = app.serviceManager;
    const settings = new SettingsReader();
    settingRegistry
      ?.load(PLUGIN_ID)
      .then(loaded => settings.connect(loaded))
      .catch((error: unknown) => {
        tell(
          `The settings of Kernel Agent could not be read: ${String(error)}`,
          'warning'
        );
      });
    const relay = new Relay(serverSettings);
    const models = new LabModelSource(settings, relay);
    const mover = new SidecarMover(contents, text => {
      tell(text, 'warning');
    });
    const registry = new SessionRegistry(tracker, {
      contents,
      models,
      settings,
      mover,
      clientId: tabId(window.sessionStorage)
    });
    settings.changed.subscribe(() => registry.lookUpModels());
    return { registry, settings, models, relay };
  }
};
