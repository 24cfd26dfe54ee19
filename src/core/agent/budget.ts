import { LIMITS } from '../limits';
import type { ToolCall, Usage } from '../llm/chat-message';
import type { Clock } from '../ports';

/** What one turn may use up. Setting a figure to `Infinity` lifts that limit. */
export interface BudgetLimits {
  readonly steps: number;
  readonly tokens: number;
  /** Wall time without the time spent waiting for a person. */
  readonly seconds: number;
  /** How often the very same call may be made. */
  readonly repeatedCalls: number;
}

export const DEFAULT_BUDGET: BudgetLimits = {
  steps: LIMITS.stepsPerTurn,
  tokens: LIMITS.tokensPerTurn,
  seconds: LIMITS.turnSeconds,
  repeatedCalls: LIMITS.repeatedCalls
};

/** Counts what a turn uses. */
export class Budget {
  private steps = 0;
  private tokens = 0;
  private waited = 0;
  private readonly began: number;
  private readonly calls = new Map<string, number>();

  constructor(
    private readonly limits: BudgetLimits,
    private readonly clock: Clock
  ) {
    this.began = clock.now();
  }

  countStep(usage: Usage | null): void {
    this.steps += 1;
    this.tokens +=
      usage?.total_tokens ??
      (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0);
  }

  /** Milliseconds so far that do not count. */
  get excused(): number {
    return this.waited;
  }

  /** Time that does not count, in milliseconds. */
  excuse(milliseconds: number): void {
    this.waited += milliseconds;
  }

  /** True when this very call was made as often as it may be. */
  isRepeated(call: ToolCall): boolean {
    const key = `${call.function.name} ${call.function.arguments}`;
    const count = (this.calls.get(key) ?? 0) + 1;
    this.calls.set(key, count);
    return count > this.limits.repeatedCalls;
  }

  /** Calls beyond the repeat limit so far; a model that goes on regardless is not going to stop. */
  get hopeless(): boolean {
    return [...this.calls.values()].some(
      count => count > this.limits.repeatedCalls + 1
    );
  }

  /** Which limit is reached, in words; null while there is room for another step. */
  exhausted(): string | null {
    const seconds = (this.clock.now() - this.began - this.waited) / 1000;
    if (this.steps >= this.limits.steps) {
      return `${this.steps} steps`;
    }
    if (this.tokens >= this.limits.tokens) {
      return `${this.tokens} tokens`;
    }
    if (seconds >= this.limits.seconds) {
      return `${Math.round(seconds)} seconds`;
    }
    return this.hopeless ? 'the same call over and over' : null;
  }
}
