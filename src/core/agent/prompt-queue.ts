import { stoppedError } from '../clock';
import { Listeners } from '../listeners';
import type { Ids } from '../ports';
import type { Prompt, QueuedPrompt, TurnResult } from './session-types';

interface Waiting extends QueuedPrompt {
  readonly resolve: (result: TurnResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs one prompt at a time, in the order they came. `stop` holds back what waits until `resume` or the next prompt. */
export class PromptQueue {
  readonly changed = new Listeners<readonly QueuedPrompt[]>();
  private waiting: Waiting[] = [];
  private running = false;
  private held = false;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly ids: Ids,
    private readonly run: (prompt: Prompt) => Promise<TurnResult>
  ) {}

  get prompts(): readonly QueuedPrompt[] {
    return this.waiting.map(({ id, prompt }) => ({ id, prompt }));
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** Resolves when the prompt that is running now, if any, is done. */
  get settled(): Promise<void> {
    return this.current;
  }

  /** Resolves with the prompt's own result; rejects with `stopped` when it is taken out of the queue. */
  add(prompt: Prompt): Promise<TurnResult> {
    const result = new Promise<TurnResult>((resolve, reject) => {
      this.waiting.push({ id: this.ids.next(), prompt, resolve, reject });
    });
    this.held = false;
    this.next();
    return result;
  }

  /** Does something while no prompt runs; prompts that come meanwhile wait. Resolves or rejects as `job` does. */
  async alone<T>(job: () => Promise<T>): Promise<T> {
    while (this.running) {
      await this.current;
    }
    this.running = true;
    const done = job();
    this.current = done
      .then(
        () => undefined,
        () => undefined
      )
      .finally(() => {
        this.running = false;
        this.next();
      });
    return done;
  }

  remove(id: string): void {
    const prompt = this.waiting.find(waiting => waiting.id === id);
    this.waiting = this.waiting.filter(waiting => waiting !== prompt);
    prompt?.reject(stoppedError());
    this.changed.emit(this.prompts);
  }

  hold(): void {
    this.held = true;
  }

  resume(): void {
    this.held = false;
    this.next();
  }

  private next(): void {
    if (this.running || this.held) {
      this.changed.emit(this.prompts);
      return;
    }
    const first = this.waiting.shift();
    this.changed.emit(this.prompts);
    if (!first) {
      return;
    }
    this.running = true;
    this.current = this.run(first.prompt)
      .then(first.resolve, first.reject)
      .finally(() => {
        this.running = false;
        this.next();
      });
  }
}
