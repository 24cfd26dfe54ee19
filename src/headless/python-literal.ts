/** What stands for true, false and nothing, in JSON and in Python. */
const WORDS: Readonly<Record<string, string>> = {
  true: 'True',
  True: 'True',
  false: 'False',
  False: 'False',
  null: 'None',
  None: 'None'
};

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
/** Python does not take 007. */
const LEADING_ZERO = /^[-+]?0\d+$/;

/** Signs that a text which is not quoted cannot begin with. */
const OPENING = /^["'[{]/;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\\': '\\',
  '/': '/',
  '"': '"',
  "'": "'",
  '\n': ''
};

/** How deep lists may lie in lists. */
const DEPTH = 40;

/**
 * The Python literal of a value that is written as JSON or Python writes it: a number, `true`, `None`, a quoted text, a
 * list or a mapping. Anything else is a text as it stands. Null for what begins like one of these and is none.
 */
export function literalOf(text: string): string | null {
  const reader = new Reader(text);
  const value = reader.value(0);
  if (value !== null && reader.isAtEnd()) {
    return value;
  }
  return OPENING.test(text) ? null : quoted(text);
}

/** JSON's texts are Python's, too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at === this.text.length;
  }

  /** The literal that begins here; null when there is none. */
  value(depth: number): string | null {
    this.skipSpace();
    const sign = this.text[this.at] ?? '';
    if (depth > DEPTH) {
      return null;
    }
    switch (sign) {
      case '"':
      case "'":
        return this.quotedText(sign);
      case '[':
        return this.items(']', () => this.value(depth + 1));
      case '{':
        return this.items('}', () => this.pair(depth + 1));
      default:
        return this.word() ?? this.number();
    }
  }

  private number(): string | null {
    const found = NUMBER.exec(this.text.slice(this.at))?.[0];
    if (found === undefined || LEADING_ZERO.test(found)) {
      return null;
    }
    this.at += found.length;
    return found;
  }

  private word(): string | null {
    const found = /^\w+/.exec(this.text.slice(this.at))?.[0] ?? '';
    const word = Object.hasOwn(WORDS, found) ? WORDS[found] : undefined;
    if (word === undefined) {
      return null;
    }
    this.at += found.length;
    return word;
  }

  private pair(depth: number): string | null {
    const key = this.value(depth);
    this.skipSpace();
    if (key === null || /^[[{]/.test(key) || this.text[this.at] !== ':') {
      return null;
    }
    this.at += 1;
    const value = this.value(depth);
    return value === null ? null : `${key}: ${value}`;
  }

  private items(end: string, item: () => string | null): string | null {
    const begin = this.text[this.at] ?? '';
    const items: string[] = [];
    this.at += 1;
    for (;;) {
      this.skipSpace();
      if (this.text[this.at] === end) {
        this.at += 1;
        return `${begin}${items.join(', ')}${end}`;
      }
      const next = item();
      if (next === null) {
        return null;
      }
      items.push(next);
      this.skipSpace();
      if (this.text[this.at] === ',') {
        this.at += 1;
      } else if (this.text[this.at] !== end) {
        return null;
      }
    }
  }

  private quotedText(quote: string): string | null {
    let value = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const sign = this.text[this.at] ?? '';
      if (sign === quote) {
        this.at += 1;
        return quoted(value);
      }
      value += sign === '\\' ? this.escaped() : sign;
    }
    return null;
  }

  /** The reader stands on the backslash, and on the last sign that belongs to it afterwards. */
  private escaped(): string {
    const code = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(
      this.text.slice(this.at)
    );
    if (code) {
      this.at += code[0].length - 1;
      return String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16));
    }
    const sign = this.text[this.at + 1] ?? '';
    const meant = ESCAPES[sign];
    if (meant === undefined) {
      return '\\';
    }
    this.at += 1;
    return meant;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) {
      this.at += 1;
    }
  }
}
