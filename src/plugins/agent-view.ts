import { Token } from '@lumino/coreutils';
import type { ConversationWidget } from '../ui/conversation/conversation-widget';

/** The sidebar, for the other plugins of this extension. */
export interface IAgentView {
  /** What is shown for the notebook in front; null when none is open. */
  readonly conversation: ConversationWidget | null;
  /** Brings the sidebar to the front. */
  show(): void;
}

export const IAgentView = new Token<IAgentView>(
  'jupyterlab-kernel-agent:IAgentView',
  'The sidebar of Kernel Agent. Not for other extensions.'
);
