/** Text of a stream that may grow without end: its head is kept, and as much of its tail. */
export class StreamText {
  private head = '';
  private tail = '';
  private dropped = 0;

  /** @param limit characters kept in all */
  constructor(private readonly limit: number) {}

  append(text: string): void {
    const half = Math.floor(this.limit / 2);
    const room = half - this.head.length;
    this.head += text.slice(0, Math.max(0, room));
    this.tail += text.slice(Math.max(0, room));
    // Cut rarely, so that a flood of small pieces does not copy the tail for each of them.
    if (this.tail.length > this.limit) {
      this.dropped += this.tail.length - half;
      this.tail = this.tail.slice(-half);
    }
  }

  get text(): string {
    return this.dropped === 0
      ? this.head + this.tail
      : `${this.head}\n… [${this.dropped} characters left out] …\n${this.tail}`;
  }
}
