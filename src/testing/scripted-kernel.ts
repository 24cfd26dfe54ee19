import { stoppedError } from '../core/clock';
import { AgentError } from '../core/errors';
import { Listeners } from '../core/listeners';
import type { Output } from '../core/outputs';
import type {
  ExecutionOptions,
  ExecutionResult,
  Kernel,
  KernelDescription,
  KernelState
} from '../core/ports';

type Script = (
  code: string,
  options: ExecutionOptions
) => Promise<ExecutionResult>;

/** A kernel that runs what was scripted, in order, and refuses anything else. */
export class ScriptedKernel implements Kernel {
  readonly stateChanged = new Listeners<KernelState>();
  readonly executed: string[] = [];
  readonly helperCalls: { name: string; args: Record<string, unknown> }[] = [];
  /** Replies of the helper by function; others fail as a kernel without helper does. */
  readonly helper = new Map<string, unknown>();
  /** Functions of the helper that compute their reply, or throw. */
  readonly helperFunctions = new Map<
    string,
    (args: Record<string, unknown>) => unknown
  >();
  startError: AgentError | null = null;
  state: KernelState = {
    status: 'idle',
    kernel: { name: 'python3', displayName: 'Python 3', language: 'python' },
    epoch: 1
  };
  private readonly scripts: Script[] = [];

  constructor() {
    this.helper.set('namespace', { variables: [], total: 0 });
  }

  enqueue(outputs: readonly Output[], status: 'ok' | 'error' = 'ok'): void {
    this.scripts.push(async (_code, options) => {
      options.onOutputs(outputs);
      return { status, outputs, milliseconds: 10 };
    });
  }

  enqueueText(text: string): void {
    this.enqueue([{ output_type: 'stream', name: 'stdout', text }]);
  }

  enqueueFigure(base64: string): void {
    this.enqueue([
      {
        output_type: 'display_data',
        data: { 'image/png': base64, 'text/plain': '<Figure>' },
        metadata: {}
      }
    ]);
  }

  /** Runs until it is stopped. */
  enqueueEndless(outputs: readonly Output[] = []): void {
    this.scripts.push(
      (_code, { signal, onOutputs }) =>
        new Promise(resolve => {
          const end = (): void =>
            resolve({ status: 'interrupted', outputs, milliseconds: 10 });
          onOutputs(outputs);
          if (signal.aborted) {
            end();
          } else {
            signal.addEventListener('abort', end, { once: true });
          }
        })
    );
  }

  enqueueRun(script: Script): void {
    this.scripts.push(script);
  }

  setState(state: Partial<KernelState>): void {
    this.state = { ...this.state, ...state };
    this.stateChanged.emit(this.state);
  }

  async ensureStarted(signal: AbortSignal): Promise<KernelDescription> {
    if (signal.aborted) {
      throw stoppedError();
    }
    if (this.startError) {
      throw this.startError;
    }
    if (!this.state.kernel) {
      throw new AgentError('kernel-unavailable', 'No kernel could be started.');
    }
    return this.state.kernel;
  }

  async execute(
    code: string,
    options: ExecutionOptions
  ): Promise<ExecutionResult> {
    this.executed.push(code);
    const script = this.scripts.shift();
    if (!script) {
      throw new Error(`Nothing was scripted for this code:\n${code}`);
    }
    return script(code, options);
  }

  async callHelper(
    name: string,
    args: Record<string, unknown>
  ): Promise<unknown> {
    this.helperCalls.push({ name, args });
    const compute = this.helperFunctions.get(name);
    if (compute) {
      return compute(args);
    }
    if (!this.helper.has(name)) {
      throw new AgentError('kernel-helper-failed', `No reply to ${name}.`);
    }
    return this.helper.get(name);
  }
}
