import type { AgentCellOutcome, ReplayMode } from '../core/agent-cell/cell';
import { parseAgentCell } from '../core/agent-cell/parse-cell';
import { runAgentCell, type AgentCellHost } from '../core/agent-cell/run-cell';
import type { AgentError } from '../core/errors';
import type { Output } from '../core/outputs';
import { SessionHarness, type HarnessOptions } from './session-harness';

interface TestCell {
  readonly id: string;
  readonly source: string;
}

/** What running one cell came to. */
export interface CellRun {
  readonly outcome: AgentCellOutcome;
  /** The outputs as the cell keeps them. */
  readonly outputs: readonly Output[];
  /** Everything that was shown on the way, copied when it was. */
  readonly shown: readonly (readonly Output[])[];
}

/** Agent cells over a session in memory. */
export class CellHarness {
  readonly session: SessionHarness;
  /** Session ids that were asked for. */
  readonly asked: (string | null)[] = [];
  readonly removed: (string | null)[] = [];
  log = '';
  defaultSession = 'main';
  /** Thrown when a session is asked for. */
  sessionError: AgentError | null = null;
  readonly host: AgentCellHost;

  constructor(options: HarnessOptions = {}) {
    this.session = new SessionHarness(options);
    const defaultSession = (): string => this.defaultSession;
    this.host = {
      get defaultSession() {
        return defaultSession();
      },
      session: async id => {
        this.asked.push(id);
        if (this.sessionError) {
          throw this.sessionError;
        }
        await this.session.session.load();
        return this.session.session;
      },
      kernel: this.session.kernel,
      removeSession: async id => {
        this.removed.push(id);
        return `Cleaned up session: ${id}`;
      },
      readLog: async () => this.log
    };
  }

  /** Runs a cell that stands below `above`. */
  async run(
    source: string,
    {
      id = 'cell',
      above = [],
      replay,
      signal = new AbortController().signal,
      onShow
    }: {
      id?: string;
      above?: readonly TestCell[];
      replay?: ReplayMode;
      signal?: AbortSignal;
      onShow?: (outputs: readonly Output[]) => void;
    } = {}
  ): Promise<CellRun> {
    const parsed = parseAgentCell(source);
    if (!parsed) {
      throw new Error('This is no agent cell.');
    }
    const shown: Output[][] = [];
    const outcome = await runAgentCell(
      { id, source, above, ...(replay ? { replay } : {}) },
      parsed,
      this.host,
      outputs => {
        shown.push(structuredClone([...outputs]));
        onShow?.(outputs);
      },
      signal
    );
    return { outcome, outputs: shown.at(-1) ?? [], shown };
  }
}

/** The Markdown of each output; of an error, its name and value. */
export function markdownOf(outputs: readonly Output[]): string[] {
  return outputs.map(output => {
    switch (output.output_type) {
      case 'display_data':
      case 'execute_result':
        return String(
          output.data['text/markdown'] ?? Object.keys(output.data).join(' ')
        );
      case 'error':
        return `${output.ename}: ${output.evalue}`;
      case 'stream':
        return output.text;
    }
  });
}
