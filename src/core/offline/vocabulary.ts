import { stem } from './words';

/**
 * What people call things. `words` mean the concept, `weak` may mean it when nothing better is there.
 * `adds` tells whether it makes sense to add such values up; null for what is no number.
 */
interface Concept {
  readonly name: string;
  readonly words: readonly string[];
  readonly weak: readonly string[];
  readonly adds: boolean | null;
}

function concept(
  name: string,
  adds: boolean | null,
  words: string,
  weak = ''
): Concept {
  const list = (text: string): string[] =>
    text.split(' ').filter(Boolean).map(stem);
  return { name, adds, words: list(words), weak: list(weak) };
}

export const CONCEPTS: readonly Concept[] = [
  concept(
    'revenue',
    true,
    'revenue sales turnover proceeds takings gmv rev umsatz erlos',
    'amount income total value earn earned billing betrag money'
  ),
  concept(
    'quantity',
    true,
    'quantity units qty quantities pieces pcs menge stuck stuckzahl',
    'volume count amount sold'
  ),
  concept('price', false, 'price pricing preis', 'rate fare tariff'),
  concept(
    'cost',
    true,
    'cost expense expenses spend spent spending cogs expenditure charge charges kosten ausgaben ausgabe',
    'fee fees bill price amount betrag'
  ),
  concept(
    'profit',
    true,
    'profit earnings gain gewinn',
    'income result ebit net'
  ),
  concept('margin', false, 'margin marge'),
  concept('discount', false, 'discount rebate reduction rabatt'),
  concept(
    'region',
    null,
    'region area territory zone gebiet',
    'location market district state'
  ),
  concept('country', null, 'country nation land', 'market'),
  concept('city', null, 'city town stadt ort', 'location place municipality'),
  concept('location', null, 'location site place station', 'city office'),
  concept(
    'product',
    null,
    'product item sku article goods produkt artikel',
    'model name'
  ),
  concept(
    'category',
    null,
    'category type kind kategorie',
    'class group segment line'
  ),
  concept(
    'customer',
    null,
    'customer client buyer account kunde kunden',
    'user member'
  ),
  concept('person', null, 'person people name respondent participant'),
  concept(
    'employee',
    null,
    'employee staff worker colleague',
    'person people name'
  ),
  concept(
    'department',
    null,
    'department dept division team abteilung',
    'unit function'
  ),
  concept('salesperson', null, 'salesperson seller rep agent', 'employee'),
  concept('store', null, 'store shop branch outlet', 'location'),
  concept('channel', null, 'channel', 'source medium'),
  concept(
    'pay',
    false,
    'salary pay wage compensation remuneration gehalt lohn',
    'income earnings payroll earner'
  ),
  concept('age', false, 'age alter'),
  concept('gender', null, 'gender sex geschlecht'),
  concept('date', null, 'date day when datum', 'time timestamp datetime'),
  concept('time', null, 'time timestamp datetime', 'date'),
  concept('temperature', false, 'temperature temp', 'degree'),
  concept('rain', true, 'rain rainfall precipitation precip'),
  concept('wind', false, 'wind'),
  concept('humidity', false, 'humidity'),
  concept(
    'duration',
    false,
    'duration latency elapsed runtime',
    'time length stay minute second hour'
  ),
  concept('rating', false, 'rating score satisfaction star', 'grade mark'),
  concept('status', null, 'status state outcome', 'code result'),
  concept('page', null, 'page url path endpoint', 'uri route'),
  concept(
    'energy',
    true,
    'energy consumption kwh mwh electricity usage',
    'power'
  ),
  concept('delay', false, 'delay delayed late lateness verspatung'),
  concept('distance', true, 'distance', 'mile kilometer kilometre'),
  concept('grade', false, 'grade mark', 'score result'),
  concept('size', true, 'bytes size traffic', 'length'),
  concept('ward', null, 'ward', 'department unit'),
  concept('doctor', null, 'doctor physician', 'staff'),
  concept('diagnosis', null, 'diagnosis disease illness', 'condition'),
  concept('tenure', false, 'tenure seniority experience', 'years'),
  concept('inflow', true, 'income inflow deposit einnahmen einnahme', 'amount'),
  concept('square', false, 'square sq'),
  concept('foot', false, 'foot feet ft'),
  concept('weight', false, 'weight mass'),
  concept('height', false, 'height'),
  concept('population', true, 'population inhabitants')
];

/** Words in the name of a column whose values should not be added up. */
const NOT_ADDABLE = new Set(
  (
    'price rate age temperature temp humidity pressure speed score rating grade percent pct percentage share ratio margin mean avg average ' +
    'median index salary wage pay latency duration tenure height weight voltage level concentration ph bmi density altitude elevation ' +
    'latitude longitude lat lon lng year month day hour minute probability per satisfaction discount rank years experience celsius ' +
    'fahrenheit time ms vibration balance voltage acceleration frequency noise brightness light delay efficiency utilization utilisation bmi gpa expectancy capita'
  ).split(' ')
);

const IDENTIFIER = new Set(
  (
    'id ids uuid guid code key no nr number num zip zipcode postcode postal phone telephone fax isbn ean sku serial index row ssn vin ' +
    'account'
  ).split(' ')
);

const synonyms = new Map<string, { concept: Concept; strength: number }[]>();
for (const each of CONCEPTS) {
  const add = (word: string, strength: number): void => {
    const list = synonyms.get(word) ?? [];
    list.push({ concept: each, strength });
    synonyms.set(word, list);
  };
  each.words.forEach(word => add(word, 1));
  each.weak.forEach(word => add(word, 0.8));
}

/** How far two stems mean the same by the vocabulary: 0 to 0.85. */
export function synonymStrength(a: string, b: string): number {
  let best = 0;
  for (const left of synonyms.get(a) ?? []) {
    for (const right of synonyms.get(b) ?? []) {
      // Two weak words of one concept have nothing to do with each other.
      if (
        left.concept === right.concept &&
        Math.max(left.strength, right.strength) === 1
      ) {
        best = Math.max(best, 0.85 * left.strength * right.strength);
      }
    }
  }
  return best;
}

/** The concepts that a stem stands for, its main one first. */
export function conceptsOf(word: string): string[] {
  return (synonyms.get(word) ?? [])
    .filter(each => each.strength === 1)
    .map(each => each.concept.name);
}

export function conceptWords(name: string): readonly string[] {
  return CONCEPTS.find(each => each.name === name)?.words ?? [];
}

/** Words that may mean the concept when nothing better is there. */
export function weakWords(name: string): readonly string[] {
  return CONCEPTS.find(each => each.name === name)?.weak ?? [];
}

/** Whether values under a name of these stems are added up (true) or averaged (false) unless the user says. */
export function addsUp(stems: readonly string[]): boolean {
  if (stems.some(word => NOT_ADDABLE.has(word))) {
    return false;
  }
  return !stems.some(word =>
    (synonyms.get(word) ?? []).some(
      each => each.strength === 1 && each.concept.adds === false
    )
  );
}

/** Whether a column is named like an identifier: something to count, not to add. */
export function namesIdentifier(stems: readonly string[]): boolean {
  const last = stems.at(-1) ?? '';
  return IDENTIFIER.has(last) || (stems.length > 1 && stems[0] === 'id');
}

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
] as const;

/** As they are written: `January`, … */
export const MONTH_NAMES: readonly string[] = MONTHS.map(
  month => month.charAt(0).toUpperCase() + month.slice(1)
);

/** 1 to 12, or null; `sep` and `sept` are read too. `may` only when it is written like a name. */
export function monthNumber(word: string, written: string): number | null {
  const lower = word.toLowerCase().replace(/\.$/, '');
  if (lower === 'may' || lower === 'march' || lower === 'mar') {
    if (!/^[A-Z]/.test(written) && lower !== 'march') {
      return null;
    }
  }
  if (lower.length < 3) {
    return null;
  }
  const index = MONTHS.findIndex(
    month => month === lower || month.slice(0, 3) === lower
  );
  return index >= 0 ? index + 1 : lower === 'sept' ? 9 : null;
}

/** Number words up to twelve, and the usual round ones. */
const NUMBER_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  fifty: 50,
  hundred: 100
};

/** A number as a prompt writes it: `10`, `1,200.5`, `$5`, `20%`, `ten`, `5k`; null otherwise. */
export function readNumber(text: string): number | null {
  const word = NUMBER_WORDS[text.toLowerCase()];
  if (word !== undefined) {
    return word;
  }
  const match =
    /^[$€£¥]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:[.,]\d+)?)\s*(k|m|%)?$/i.exec(
      text
    );
  if (!match?.[1]) {
    return null;
  }
  const digits = /,\d{3}(\D|$)/.test(match[1])
    ? match[1].replace(/,/g, '')
    : match[1].replace(',', '.');
  const scale = { k: 1000, m: 1_000_000 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  return Number(digits) * scale;
}
