import type { Turn } from '../../core/transcript/conversation-types';

/** What a user can do about a turn that did not end with an answer. */
export type WayOn =
  | 'retry'
  | 'continue'
  | 'open-settings'
  | 'test-connection'
  | 'pick-model'
  | 'new-run'
  | 'open-folder';

/** Offered in this order; none for a turn that runs or was answered. */
export function waysOn(turn: Pick<Turn, 'state' | 'error'>): WayOn[] {
  switch (turn.state) {
    case 'running':
    case 'answered':
      return [];
    case 'stopped':
    case 'interrupted':
    case 'budget':
      return ['continue', 'retry'];
    case 'failed':
      return waysOnFromError(turn.error?.code ?? 'internal');
  }
}

function waysOnFromError(code: string): WayOn[] {
  switch (code) {
    case 'model-not-set':
    case 'model-unauthorized':
      return ['open-settings', 'test-connection', 'retry'];
    case 'model-not-found':
      return ['pick-model', 'open-settings', 'retry'];
    case 'model-context-overflow':
      return ['new-run', 'pick-model', 'retry'];
    case 'model-rejected-request':
      return ['retry', 'pick-model', 'open-settings'];
    case 'model-unreachable':
    case 'model-timeout':
    case 'model-unexpected-answer':
    case 'model-stream-broken':
    case 'model-empty-answer':
      return ['retry', 'test-connection', 'open-settings'];
    case 'transcript-unreadable':
    case 'sidecar-unwritable':
      return ['open-folder', 'retry'];
    case 'budget-exhausted':
      return ['continue', 'retry'];
    default:
      return ['retry'];
  }
}
