/** One event of a `text/event-stream`, as far as it matters here. */
export interface ServerEvent {
  /** Name from the `event:` field; empty when there was none. */
  readonly name: string;
  /** The `data:` lines, joined by line feeds. */
  readonly data: string;
}

/**
 * Cuts text that arrives in arbitrary pieces into events. More tolerant than the standard: events need no blank
 * line between them when the data of each is complete by itself (`isComplete` tells), the last one needs no end,
 * field names may be indented or in capitals, bare JSON counts as data, and so does an `error` field.
 */
export class EventParser {
  /** True once anything looked like an event stream, be it only a comment or bare JSON. */
  sawField = false;
  /** Pieces of the line that has not ended yet. */
  private readonly begun: string[] = [];
  private endedInReturn = false;
  private name = '';
  private data: string | null = null;

  constructor(private readonly isComplete: (data: string) => boolean) {}

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const breaks = /\r\n|\n|\r/g;
    // The line feed of a pair may come with the next piece of text.
    let start = this.endedInReturn && text.startsWith('\n') ? 1 : 0;
    this.endedInReturn = text === '' ? this.endedInReturn : text.endsWith('\r');
    breaks.lastIndex = start;
    for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
      this.begun.push(text.slice(start, found.index));
      this.line(this.begun.splice(0).join(''), events);
      start = found.index + found[0].length;
    }
    if (start < text.length) {
      this.begun.push(text.slice(start));
    }
    return events;
  }

  /** Call when no more text comes. */
  end(): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.line(this.begun.splice(0).join(''), events);
    this.flush(events);
    return events;
  }

  private line(line: string, events: ServerEvent[]): void {
    if (line === '') {
      this.flush(events);
      return;
    }
    const field = /^\s*(data|event|error|id|retry|)(?::[ ]?|$)/i.exec(line);
    if (!field) {
      this.bareLine(line, events);
      return;
    }
    this.sawField = true;
    const value = line.slice(field[0].length);
    const name = field[1]?.toLowerCase();
    if (name === 'event') {
      this.name = value.trim();
    } else if (name === 'error') {
      this.flush(events);
      this.name = 'error';
      this.addData(value, events);
    } else if (name === 'data') {
      this.addData(value, events);
    }
  }

  /** JSON without a field name: a value by itself, or the next line of one that has begun. */
  private bareLine(line: string, events: ServerEvent[]): void {
    if (this.isOpen || /^\s*[{[]/.test(line)) {
      this.sawField = true;
      this.addData(line, events);
    }
  }

  private get isOpen(): boolean {
    return this.data !== null && /^\s*[{[]/.test(this.data);
  }

  private addData(value: string, events: ServerEvent[]): void {
    if (!this.isOpen && this.data !== '') {
      // Words, such as a heartbeat, are one line long.
      const { name } = this;
      this.flush(events);
      this.name = name;
    }
    this.data = this.isOpen ? `${this.data}\n${value}` : value;
    if (this.isComplete(this.data)) {
      this.flush(events);
    }
  }

  private flush(events: ServerEvent[]): void {
    if (this.data !== null) {
      events.push({ name: this.name, data: this.data });
      this.data = null;
    }
    this.name = '';
  }
}
