import { Token } from '@lumino/coreutils';
import type { SettingsReader } from '../lab/agent-settings';
import type { LabModelSource } from '../lab/lab-model-source';
import type { Relay } from '../lab/relay';
import type { SessionRegistry } from '../lab/session-registry';

/** What the plugins of this extension share among themselves. Others use `IKernelAgent`. */
export interface IAgentHost {
  readonly registry: SessionRegistry;
  readonly settings: SettingsReader;
  readonly models: LabModelSource;
  readonly relay: Relay;
}

export const IAgentHost = new Token<IAgentHost>(
  'jupyterlab-kernel-agent:IAgentHost',
  'What the plugins of Kernel Agent share. Not for other extensions.'
);
