import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { FileEntry, Kernel } from '../ports';
import {
  describeNamespace,
  NamespaceSchema,
  type Namespace
} from './namespace';
import { dataFiles, describeNearby } from './nearby-files';
import { nameOf, namesLine } from './name-list';

/** How long a turn waits for a look at the namespace while the user's own cell is running. */
const BUSY_PATIENCE_MS = 1500;
/** How long it waits for a kernel that starts, or does not answer. */
const START_PATIENCE_MS = 30_000;

/**
 * Collects what a model should know at the beginning of a turn, and remembers it, so that the next turn
 * is told only what changed. One per session; after a reload or a reset everything is told again.
 */
export class ContextCollector {
  /** What the model was told of. */
  private namespace: Namespace | null = null;
  /** What was in memory when the last turn ended, told or not: after a restart that is what is gone. */
  private left: Namespace | null = null;
  private namespaceEpoch = 0;
  private nearby: readonly FileEntry[] | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly delay: (ms: number) => Promise<void>
  ) {}

  /** Forgets what was told, so that the next turn is told everything. */
  forget(): void {
    this.namespace = null;
    this.left = null;
    this.nearby = null;
  }

  /**
   * To be called when a turn is over: the kernel it leaves behind is the one whose variables it knows.
   * @param wasReplay no model was told anything, so that one is still to be told of a restart before it
   */
  turnEnded(wasReplay = false): void {
    const { epoch, status } = this.kernel.state;
    if (wasReplay && this.namespaceEpoch !== 0) {
      return;
    }
    this.namespaceEpoch = epoch;
    if (status === 'idle') {
      this.look(new AbortController().signal).then(
        found => {
          this.left = this.namespaceEpoch === epoch ? found : this.left;
        },
        // The kernel went away meanwhile; what was told before stands.
        () => undefined
      );
    }
  }

  /**
   * The lines of the envelope.
   * @param beside what lies in the notebook's folder
   * @param more what is known of files, findings, and the like
   * Never throws for what cannot be had: that is said in a line instead;
   * throws `AgentError` `stopped` when aborted.
   */
  async lines(
    attached: readonly string[],
    beside: readonly FileEntry[],
    more: readonly string[],
    signal: AbortSignal
  ): Promise<string[]> {
    const nearby = dataFiles(beside);
    const lines = [
      ...this.kernelLines(),
      ...describeNearby(nearby, this.nearby),
      ...more,
      ...(await this.namespaceLines(signal))
    ];
    this.nearby = nearby;
    return [...lines, ...namesLine('Attached files', attached.map(nameOf))];
  }

  private kernelLines(): string[] {
    const { status, kernel, epoch } = this.kernel.state;
    const lines: string[] = [];
    if (kernel && kernel.language !== '' && kernel.language !== 'python') {
      lines.push(
        `The notebook's kernel is ${kernel.displayName} (${kernel.language}), not Python: no code can be run in it.`
      );
    }
    if (this.namespaceEpoch !== 0 && epoch > this.namespaceEpoch) {
      const gone = (this.left ?? this.namespace)?.variables.map(
        variable => variable.name
      );
      lines.push(
        'The kernel was restarted since the last turn: every variable from before is gone' +
          (gone && gone.length > 0 ? ` (${gone.join(', ')}).` : '.')
      );
      this.namespace = null;
      this.left = null;
    }
    if (status === 'dead') {
      lines.push(
        'The kernel has ended: every variable from before is gone. The first code starts another one.'
      );
    }
    if (status === 'none') {
      lines.push('No kernel is running yet; the first code starts one.');
    }
    return lines;
  }

  private async namespaceLines(signal: AbortSignal): Promise<string[]> {
    const { status, kernel } = this.kernel.state;
    if (!['idle', 'busy', 'starting'].includes(status)) {
      return [];
    }
    if (kernel && kernel.language !== '' && kernel.language !== 'python') {
      return [];
    }
    const look = this.look(signal);
    const isBusy = status === 'busy';
    // A kernel that starts runs nothing of the user's yet: it is worth waiting for.
    const late = this.delay(isBusy ? BUSY_PATIENCE_MS : START_PATIENCE_MS);
    const found = await Promise.race([look, late.then(() => 'late' as const)]);
    if (found === 'late') {
      look.catch(() => undefined);
      return [
        isBusy
          ? 'The kernel is busy: the variables could not be looked at.'
          : 'The kernel does not answer yet: the variables could not be looked at.'
      ];
    }
    if (found === null) {
      return ['The variables in the kernel could not be looked at.'];
    }
    const lines = describeNamespace(found, this.namespace);
    this.namespace = found;
    return lines;
  }

  private async look(signal: AbortSignal): Promise<Namespace | null> {
    try {
      const value = await this.kernel.callHelper(
        'namespace',
        { limit: LIMITS.namespaceVariables * 4, preview_rows: 0 },
        signal
      );
      return NamespaceSchema.parse(value);
    } catch (error) {
      if (AgentError.is(error) && error.code === 'stopped') {
        throw error;
      }
      return null;
    }
  }
}
