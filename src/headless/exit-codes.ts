import { CELL_FAILED, NOT_SAVED, type ReportedError } from './reported-error';

/** The exit codes that `USAGE` and docs/headless.md promise. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  budget: 4,
  cell: 5,
  notSaved: 6,
  replay: 7
} as const;

/** The exit code for what went wrong; null when nothing did. */
export function exitCodeOf(error: ReportedError | null): number {
  switch (error?.code) {
    case undefined:
      return EXIT.ok;
    case 'code-refused':
      return EXIT.refused;
    case 'budget-exhausted':
      return EXIT.budget;
    case 'session-id-invalid':
      return EXIT.usage;
    case CELL_FAILED:
      return EXIT.cell;
    case NOT_SAVED:
      return EXIT.notSaved;
    case 'replay-impossible':
      return EXIT.replay;
    default:
      return EXIT.failed;
  }
}
