import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { AgentSession } from '../core/agent/session-types';
import type { Ticker } from './ticker';
import type { AgentActions } from './types';
import type { WidgetHost } from './widget-host';

/** What every part of one conversation draws with. */
export interface Drawing {
  readonly session: AgentSession;
  /** Made safe by `safeRendermime`. */
  readonly rendermime: IRenderMimeRegistry;
  readonly languages: IEditorLanguageRegistry;
  readonly trans: TranslationBundle;
  readonly host: WidgetHost;
  readonly ticker: Ticker;
  readonly actions: AgentActions;
  /** Runs an action of the user; a failure is shown above the composer after `what` failed. */
  attempt(what: string, action: () => unknown): void;
  /** Shows what is known of a data file. */
  showFile(path: string): void;
  /** Shows a turn of the conversation. */
  showTurn(turn: number): void;
  /** Puts data files into the prompt. */
  attachFiles(paths: readonly string[]): void;
  /** Says something to screen readers, once. */
  announce(words: string): void;
}
