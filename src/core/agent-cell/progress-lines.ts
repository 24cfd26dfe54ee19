import type { TurnResult } from '../agent/session-types';

/** What is said before the answer: what was reused. Null when nothing was. */
export function reuseLine({
  fileContext
}: {
  readonly fileContext: Partial<TurnResult['fileContext']> &
    Pick<TurnResult['fileContext'], 'reused'>;
}): string | null {
  const reused = fileContext.reused.length;
  return reused > 0 ? `→ Reusing context for ${reused} file(s)` : null;
}

/** What is said after the answer: that a phase is over. Null when there is none, or it failed. */
export function completionLine(
  { outcome }: Pick<TurnResult, 'outcome'>,
  phase: string | null
): string | null {
  return phase === null || outcome !== 'answered'
    ? null
    : `✓ ${phaseName(phase)} complete`;
}

/** `Phase 1` for the label `1`. */
export function phaseName(label: string): string {
  return /^phase\b/i.test(label) ? label : `Phase ${label}`;
}
