import type { TurnResult } from '../core/agent/session-types';

/** What a person at a terminal is told of a turn beside its answer: what was reused, and that its phase is over. */
export function progressLines(
  { outcome, fileContext }: Pick<TurnResult, 'outcome' | 'fileContext'>,
  phase: string | null
): string[] {
  const reused = fileContext.reused.length;
  const isComplete = phase !== null && outcome === 'answered';
  return [
    ...(reused > 0 ? [`→ Reusing context for ${reused} file(s)`] : []),
    ...(isComplete
      ? [`✓ ${/^phase\b/i.test(phase) ? phase : `Phase ${phase}`} complete`]
      : [])
  ];
}
