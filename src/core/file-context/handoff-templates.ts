/** A phrase that hands over from earlier turns; the user inserts it into a prompt and goes on from there. */
export interface HandoffTemplate {
  readonly id: string;
  /** Short, for a menu. */
  readonly label: string;
  readonly text: string;
}

/** What there is to hand over. */
export interface Handover {
  /** Turns that were asked so far: each is a phase. */
  readonly turns: number;
  /** The latest value of each finding, in the order in which they were noted. */
  readonly findings: readonly {
    readonly name: string;
    readonly value: string;
    readonly unit: string | null;
  }[];
  /** Names of the data files that the session knows. */
  readonly files: readonly string[];
}

/** Findings and files written out at most; the newest are kept. */
const MOST_LISTED = 12;

/** The six phrases, filled in with what there is. */
export function handoffTemplates(
  handover: Handover
): readonly HandoffTemplate[] {
  const phases = phaseWords(handover.turns);
  return [
    {
      id: 'priority',
      label: 'Priority: use what was found',
      text: `**PRIORITY: Use your ${phases} findings from conversation memory.**\n`
    },
    {
      id: 'already-calculated',
      label: 'You already calculated …',
      text: alreadyCalculated(handover)
    },
    {
      id: 'no-reanalysis',
      label: 'Do not re-analyze the files',
      text: `**DO NOT re-analyze the raw files**${fileWords(handover)}.\n`
    },
    {
      id: 'verification-only',
      label: 'Files only for verification',
      text: 'The attached files are ONLY for verification if needed.\n'
    },
    {
      id: 'previous-analysis',
      label: 'Based on the previous analysis …',
      text: 'Based on your previous analysis and visualizations, '
    },
    {
      id: 'findings-from',
      label: 'Using the findings …',
      text: `Using the findings from ${phases}, `
    }
  ];
}

/** `Phase 1`, `Phase 1 & 2`, `Phase 1–4`. */
function phaseWords(turns: number): string {
  if (turns <= 1) {
    return 'Phase 1';
  }
  return turns === 2 ? 'Phase 1 & 2' : `Phase 1–${turns}`;
}

function alreadyCalculated({ findings, files }: Handover): string {
  if (findings.length > 0) {
    const lines = findings
      .slice(-MOST_LISTED)
      .map(({ name, value, unit }) =>
        `- ${name}: ${value} ${unit ?? ''}`.trimEnd()
      );
    return `You already calculated:\n${lines.join('\n')}\n`;
  }
  if (files.length > 0) {
    const lines = files.slice(-MOST_LISTED).map(name => `- ${name}`);
    return `You already analyzed:\n${lines.join('\n')}\n`;
  }
  return 'You already calculated:\n- ';
}

function fileWords({ files }: Handover): string {
  return files.length === 0
    ? ''
    : ` (${files.slice(-MOST_LISTED).join(', ')}${files.length > MOST_LISTED ? ', …' : ''})`;
}
