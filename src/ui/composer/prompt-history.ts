/** Earlier prompts, walked through with the arrow keys. */
export class PromptHistory {
  private position: number | null = null;

  /** @param prompts oldest first, read at each step */
  constructor(private readonly prompts: () => readonly string[]) {}

  /** The prompt before the one shown; null when there is none. */
  earlier(): string | null {
    return this.move(-1);
  }

  /** The prompt after the one shown; empty after the last one, null when none is shown. */
  later(): string | null {
    return this.position === null ? null : (this.move(1) ?? '');
  }

  /** Whether `text` is the earlier prompt that was shown last. */
  isShowing(text: string): boolean {
    return this.position !== null && this.distinct()[this.position] === text;
  }

  forget(): void {
    this.position = null;
  }

  private move(by: number): string | null {
    const prompts = this.distinct();
    const next = (this.position ?? prompts.length) + by;
    const prompt = prompts[next];
    if (prompt !== undefined) {
      this.position = next;
      return prompt;
    }
    if (by > 0) {
      this.position = null;
    }
    return null;
  }

  private distinct(): string[] {
    return this.prompts().filter(
      (prompt, index, all) => prompt !== '' && prompt !== all[index + 1]
    );
  }
}
