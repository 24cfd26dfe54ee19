/** Splitting and comparing words of prompts and of column names. */

export interface Token {
  /** As written, quotes removed. */
  readonly text: string;
  readonly lower: string;
  /** The word without its plural ending and accents. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** It stood in quotes or backticks. */
  readonly quoted: boolean;
  readonly kind: 'word' | 'number' | 'mark';
}

const TOKEN =
  /"[^"\n]+"|`[^`\n]+`|“[^”\n]+”|(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])|>=|<=|!=|<>|==|[<>=]|(?:(?<=(?:^|[\s(<>=]))-)?[$€£¥]?\d[\d.,]*(?:%|(?![\p{L}\p{N}_]))|[\p{L}\p{N}_]+(?:[.'’][\p{L}\p{N}_]+)*|[^\s]/gu;

const QUOTES = /^["'`“]([\s\S]+)["'`”]$/;

/** The words, numbers and marks of a prompt, with their places in it. */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(match => {
    const raw = match[0];
    const inner = QUOTES.exec(raw)?.[1];
    const shown = (inner ?? raw).replace(/(?<=\d)[.,]+$/, '');
    const lower = shown.toLowerCase().replace(/[’']s$/, '');
    return {
      text: shown,
      lower,
      stem: stem(lower),
      start: match.index,
      end: match.index + raw.length,
      quoted: inner !== undefined,
      kind:
        inner === undefined && /^-?[$€£¥]?\d[\d.,]*%?$/.test(raw)
          ? 'number'
          : /[\p{L}\p{N}]/u.test(shown)
            ? 'word'
            : 'mark'
    };
  });
}

const KEEP_S =
  /(ss|us|is|ous|news|gps|sms|https?)$|^(always|this|was|has|its|vs|as|units)$/;

const stems = new Map<string, string>();
const MOST_STEMS = 5000;

/** Lower case, no accents, singular. */
export function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    if (stems.size >= MOST_STEMS) {
      stems.clear();
    }
    found = findStem(word);
    stems.set(word, found);
  }
  return found;
}

function findStem(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  if (plain.length < 4 || KEEP_S.test(plain)) {
    return plain;
  }
  if (
    /^(movies|cookies|calories|selfies|rookies|hoodies|smoothies|brownies|ties|pies)$/.test(
      plain
    )
  ) {
    return plain.slice(0, -1);
  }
  if (/ies$/.test(plain) && plain.length > 4) {
    return plain === 'series' ? plain : `${plain.slice(0, -3)}y`;
  }
  if (/(sses|xes|zes|ches|shes)$/.test(plain)) {
    return plain.slice(0, -2);
  }
  return plain.endsWith('s') ? plain.slice(0, -1) : plain;
}

/** What words of one family begin with: `cancelled` and `cancellation`, `readmission` and `readmitted`. */
export function root(word: string): string {
  const bare = word
    .replace(/(?:ssion|tted|tting)$/, '')
    .replace(
      /(?:ations?|ating|ated|ments?|ional|ions?|ings?|ed|er|or|al|is|es)$/,
      ''
    )
    .replace(/[ey]$/, '')
    .replace(/([^aeiouls])\1$/, '$1');
  return bare.length >= 4 ? bare : word;
}

/** The stems of a column's name: `unitPrice`, `unit_price`, `Unit Price (€)` → unit, price. */
export function nameStems(name: string): string[] {
  return (
    name
      // Two characters at least: `kWh` and `pH` are single words.
      .replace(/([\p{L}\d][\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .split(/[^\p{L}\p{N}]+/u)
      .filter(part => part !== '')
      .map(stem)
  );
}

/** A value or a phrase as it is compared: lower case, accents and odd spaces gone. */
export function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether two words differ by a slip of the keys: one in five letters, two in nine. */
export function nearlySame(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  const allowed = length >= 9 ? 2 : length >= 5 ? 1 : 0;
  return (
    allowed > 0 &&
    Math.abs(a.length - b.length) <= allowed &&
    a[0] === b[0] &&
    editDistance(a, b) <= allowed
  );
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const before = rows[i - 1] ?? [];
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (before[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (before[j - 1] ?? 0) + (same ? 0 : 1)
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
