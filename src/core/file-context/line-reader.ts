import { ValueSchema, type Value } from './profile';

const TEXT = /"(?:[^"\\]|\\.)*"/y;
const VALUE = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;

/** Reads one line from left to right. */
export class LineReader {
  private at: number;

  /** @param opening how the line begins; reading goes on behind it */
  constructor(
    private readonly line: string,
    opening: string
  ) {
    this.at = opening.length;
  }

  /** Whether `text` comes next; it is passed then. */
  take(text: string): boolean {
    const comes = this.line.startsWith(text, this.at);
    this.at += comes ? text.length : 0;
    return comes;
  }

  /** A quoted text; null when none comes next. */
  text(): string | null {
    const value = this.json(TEXT);
    return typeof value === 'string' ? value : null;
  }

  /** A quoted text, number, boolean or null; undefined when none comes next. */
  value(): Value | undefined {
    return this.json(VALUE);
  }

  /** Items with a comma between them, as long as `item` finds one. */
  list<Item>(item: () => Item | undefined): Item[] {
    const items: Item[] = [];
    do {
      const found = item();
      if (found === undefined) {
        break;
      }
      items.push(found);
    } while (this.take(', '));
    return items;
  }

  /** What comes before the next `mark`, or before the end. */
  until(mark: string): string {
    const found = this.line.indexOf(mark, this.at);
    const end = found === -1 ? this.line.length : found;
    const text = this.line.slice(this.at, end);
    this.at = end;
    return text;
  }

  /** All that is left: as it is, or what it is the JSON of. */
  rest(): string {
    return this.text() ?? this.until('\n');
  }

  private json(pattern: RegExp): Value | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.line);
    if (!match) {
      return undefined;
    }
    try {
      const value: unknown = JSON.parse(match[0]);
      this.at += match[0].length;
      return ValueSchema.parse(value);
    } catch {
      return undefined;
    }
  }
}
