import type {
  SessionPhase,
  SessionStatus
} from '../../core/agent/session-types';

const WORDS: Readonly<Record<SessionPhase, string>> = {
  idle: '',
  loading: 'reading the transcript',
  preparing: 'preparing',
  profiling: 'reading data files',
  'waiting-for-model': 'waiting for the model',
  streaming: 'the model answers',
  'waiting-to-retry': 'the model server is busy, waiting',
  'awaiting-approval': 'code is refused',
  'running-code': 'running code'
};

/** What a session is doing, in a few words; empty when nothing. */
export function statusWords({ phase, step }: SessionStatus): string {
  return [step > 0 ? `step ${step}` : '', WORDS[phase]]
    .filter(Boolean)
    .join(', ');
}
