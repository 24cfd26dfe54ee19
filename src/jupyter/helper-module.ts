import type { Kernel, KernelMessage } from '@jupyterlab/services';
import * as z from 'zod';
import { orStopped, throwIfStopped } from '../core/clock';
import { AgentError } from '../core/errors';
import { callExpression, injectExpression } from './helper-expressions';

/** What every call of the helper replies; see `kernel/README.md`. */
const ReplySchema = z.union([
  z.looseObject({ ok: z.literal(true), value: z.unknown() }),
  z.looseObject({
    ok: z.literal(false),
    error: z.looseObject({ type: z.string(), message: z.string() })
  })
]);

/** How often an expression is sent that the kernel did not evaluate. */
const ATTEMPTS = 5;

/** Functions that run code of the user's, which may take long: stopping interrupts it. */
const RUN_USER_CODE = ['interpolate', 'evaluate', 'build_report'];

/** How an expression ended: with a reply, or without one because the helper is not there. */
type Evaluation =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly reason: string };

/**
 * The helper module in one life of a kernel: injected when it is first needed, called by evaluating one expression,
 * which leaves no trace in the user's namespace.
 */
export class HelperModule {
  private injected = false;

  /** @param onLost called when the helper is gone although it was there: the kernel began another life unnoticed */
  constructor(
    private readonly connection: Kernel.IKernelConnection,
    private readonly onLost: () => void
  ) {}

  /** Puts the helper into the kernel if it is not there yet. Throws as `call` does. */
  async ensure(signal: AbortSignal): Promise<void> {
    if (!this.injected) {
      await this.inject(signal);
    }
  }

  /**
   * Calls one of the helper's functions and returns its value.
   * Throws `AgentError`: `kernel-helper-failed`, `kernel-died`, `stopped`.
   */
  async call(
    name: string,
    args: Record<string, unknown>,
    signal: AbortSignal
  ): Promise<unknown> {
    await this.ensure(signal);
    const expression = callExpression(name, args);
    const interrupts = RUN_USER_CODE.includes(name);
    const first = await this.evaluate(expression, signal, interrupts);
    if (first.found) {
      return first.value;
    }
    this.injected = false;
    this.onLost();
    await this.inject(signal);
    return valueOf(await this.evaluate(expression, signal, interrupts));
  }

  private async inject(signal: AbortSignal): Promise<void> {
    valueOf(await this.evaluate(await injectExpression(), signal));
    this.injected = true;
  }

  /** Throws `AgentError` `kernel-helper-failed` for what the helper itself reports. */
  private async evaluate(
    expression: string,
    signal: AbortSignal,
    interrupts = false
  ): Promise<Evaluation> {
    // A cell of the user's that fails takes along what is queued behind it.
    for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
      const content = await this.request(expression, signal, interrupts);
      if (content.status !== 'aborted') {
        return readEvaluation(content);
      }
    }
    return readEvaluation(await this.request(expression, signal, interrupts));
  }

  private async request(
    expression: string,
    signal: AbortSignal,
    interrupts: boolean
  ): Promise<KernelMessage.IExecuteReplyMsg['content']> {
    throwIfStopped(signal);
    let future: ReturnType<Kernel.IKernelConnection['requestExecute']> | null =
      null;
    let isRunning = false;
    const stop = (): void => {
      if (isRunning && interrupts) {
        void this.connection.interrupt().catch(() => undefined);
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      future = this.connection.requestExecute({
        code: '',
        silent: true,
        store_history: false,
        allow_stdin: false,
        stop_on_error: false,
        user_expressions: { reply: expression }
      });
      future.onIOPub = ({ content }) => {
        if ('execution_state' in content) {
          isRunning = content.execution_state === 'busy';
        }
      };
      return (await orStopped(future.done, signal)).content;
    } catch (error) {
      if (AgentError.is(error)) {
        throw error;
      }
      throw new AgentError('kernel-died', 'The kernel was lost.', {
        advice: 'Restart the kernel, then send the prompt again.',
        cause: error
      });
    } finally {
      signal.removeEventListener('abort', stop);
      future?.dispose();
    }
  }
}

const ContentSchema = z.looseObject({
  user_expressions: z.looseObject({
    reply: z.union([
      z.looseObject({
        status: z.literal('ok'),
        data: z.looseObject({ 'application/json': ReplySchema })
      }),
      z.looseObject({
        status: z.literal('error'),
        ename: z.string(),
        evalue: z.string()
      })
    ])
  })
});

function readEvaluation(content: unknown): Evaluation {
  const parsed = ContentSchema.safeParse(content);
  if (!parsed.success) {
    throw helperFailed('The kernel did not answer as expected.');
  }
  const { reply } = parsed.data.user_expressions;
  if (reply.status === 'error') {
    return { found: false, reason: `${reply.ename}: ${reply.evalue}` };
  }
  const answer = reply.data['application/json'];
  if (!answer.ok) {
    throw helperFailed(answer.error.message);
  }
  return { found: true, value: answer.value };
}

function valueOf(evaluation: Evaluation): unknown {
  if (!evaluation.found) {
    throw helperFailed(evaluation.reason);
  }
  return evaluation.value;
}

function helperFailed(message: string): AgentError {
  return new AgentError('kernel-helper-failed', message);
}
