import { MONTHS, monthNumber } from '../vocabulary';

/** A stretch of time that a prompt names, before it is known which column it is about. */
export type DateAtom =
  | { readonly unit: 'year'; readonly year: number }
  | { readonly unit: 'years'; readonly first: number; readonly last: number }
  /** `number` counts the quarters, halves or months of a year. */
  | {
      readonly unit: 'half' | 'quarter' | 'month';
      readonly year: number | null;
      readonly number: number;
    }
  | {
      readonly unit: 'day';
      readonly year: number;
      readonly month: number;
      readonly day: number;
    }
  | {
      readonly unit: 'recent';
      readonly count: number;
      readonly of: 'day' | 'week' | 'month' | 'quarter' | 'year';
    }
  /** Days of the week, Monday first, from 0. */
  | { readonly unit: 'weekdays'; readonly days: readonly number[] };

export interface DatePhrase {
  readonly start: number;
  readonly end: number;
  readonly atom: DateAtom;
}

const MONTH = [
  ...MONTHS,
  ...MONTHS.map(month => month.slice(0, 3)),
  'sept',
  'januar',
  'februar',
  'märz',
  'mai',
  'juni',
  'juli',
  'oktober',
  'dezember'
]
  .sort((a, b) => b.length - a.length)
  .join('|');
const GERMAN: Record<string, string> = {
  januar: 'January',
  februar: 'February',
  märz: 'March',
  mai: 'May',
  juni: 'June',
  juli: 'July',
  oktober: 'October',
  dezember: 'December'
};
const YEAR = String.raw`(?:19|20)\d{2}`;
const BEFORE = String.raw`(?<![\p{L}\p{N}_.$€£¥-])`;
const AFTER = String.raw`(?![\p{L}\p{N}_%]|[.,]\d)`;
const UNIT = String.raw`(days?|weeks?|months?|quarters?|years?|tagen?|tage|wochen?|monaten?|monat|quartalen?|quartale|jahren?|jahre)`;

type Read = (match: RegExpExecArray) => DateAtom | null;

const number = (text: string | undefined): number => Number(text ?? '0');

function monthOf(text: string): number {
  const name = GERMAN[text.toLowerCase()] ?? text;
  return monthNumber(name, name.charAt(0).toUpperCase() + name.slice(1)) ?? 0;
}

function day(year: number, month: number, date: number): DateAtom | null {
  return month >= 1 && month <= 12 && date >= 1 && date <= 31
    ? { unit: 'day', year, month, day: date }
    : null;
}

function part(
  unit: 'half' | 'quarter' | 'month',
  count: number,
  year: string | undefined
): DateAtom {
  return {
    unit,
    number: count,
    year: year === undefined ? null : number(year)
  };
}

const ORDINALS: Record<string, number> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: 4
};

const COUNTS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12
};

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday'
];
const WEEKENDS = [5, 6];
const WORKING_DAYS = [0, 1, 2, 3, 4];

/** The day of the week that a name or its beginning means, Monday first; null for any other word. */
export function weekdayNumber(name: string): number | null {
  const lower = name.trim().toLowerCase();
  const at = WEEKDAYS.findIndex(
    day => lower.length >= 3 && (day.startsWith(lower) || lower === `${day}s`)
  );
  return at < 0 ? null : at;
}

/** The name of a day, as long and in the letters of another day's name. */
export function weekdayName(day: number, like: string): string {
  const name = WEEKDAYS[day] ?? '';
  const whole = WEEKDAYS.includes(like.toLowerCase());
  const cut = whole ? name : name.slice(0, like.length);
  return like === like.toUpperCase()
    ? cut.toUpperCase()
    : like === like.toLowerCase()
      ? cut
      : `${cut.charAt(0).toUpperCase()}${cut.slice(1)}`;
}

function recentUnit(word: string): Extract<DateAtom, { unit: 'recent' }>['of'] {
  const lower = word.toLowerCase();
  return lower.startsWith('d') || lower.startsWith('t')
    ? 'day'
    : lower.startsWith('w')
      ? 'week'
      : lower.startsWith('m')
        ? 'month'
        : lower.startsWith('q')
          ? 'quarter'
          : 'year';
}

/** Longer forms first: each takes its place in the text, and later ones only what is left. */
const FORMS: readonly (readonly [string, Read])[] = [
  [
    String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?`,
    match => day(number(match[1]), number(match[2]), number(match[3]))
  ],
  [
    String.raw`(\d{1,2})\.(\d{1,2})\.(${YEAR})`,
    match => day(number(match[3]), number(match[2]), number(match[1]))
  ],
  [
    String.raw`(\d{1,2})[/-](\d{1,2})[/-](${YEAR})`,
    match =>
      // Which comes first is only told by a number above twelve; otherwise the month, as in the language of the prompt.
      number(match[1]) > 12
        ? day(number(match[3]), number(match[2]), number(match[1]))
        : day(number(match[3]), number(match[1]), number(match[2]))
  ],
  [
    String.raw`(${YEAR}) ?[-–—] ?(${YEAR})`,
    match =>
      number(match[1]) <= number(match[2])
        ? { unit: 'years', first: number(match[1]), last: number(match[2]) }
        : null
  ],
  [
    String.raw`(${MONTH})\.? (\d{1,2})(?:st|nd|rd|th)?,? (${YEAR})`,
    match => day(number(match[3]), monthOf(match[1] ?? ''), number(match[2]))
  ],
  [
    String.raw`(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (${MONTH})\.?,? (${YEAR})`,
    match => day(number(match[3]), monthOf(match[2] ?? ''), number(match[1]))
  ],
  [
    String.raw`q([1-4])[ \-/_']*(?:of |in |fy ?)?(${YEAR})`,
    match => part('quarter', number(match[1]), match[2])
  ],
  [
    String.raw`(${YEAR})[ \-/_]*q([1-4])`,
    match => part('quarter', number(match[2]), match[1])
  ],
  [
    String.raw`h([12])[ \-/_']*(?:of |in |fy ?)?(${YEAR})`,
    match => part('half', number(match[1]), match[2])
  ],
  [
    String.raw`(first|1st|second|2nd|third|3rd|fourth|4th|last) quarter (?:(?:of|in) )?(${YEAR})`,
    match =>
      part('quarter', ORDINALS[(match[1] ?? '').toLowerCase()] ?? 1, match[2])
  ],
  [
    String.raw`(first|1st|second|2nd|last) half(?: (?:of|in) (?:the year )?)? ?(${YEAR})?`,
    match =>
      part(
        'half',
        Math.min(2, ORDINALS[(match[1] ?? '').toLowerCase()] ?? 1),
        match[2]
      )
  ],
  [
    String.raw`(first|1st|second|2nd|third|3rd|fourth|4th) quarter`,
    match =>
      part('quarter', ORDINALS[(match[1] ?? '').toLowerCase()] ?? 1, undefined)
  ],
  [
    String.raw`(${MONTH})\.?,?(?: of| in)?[ \-](${YEAR})`,
    match => part('month', monthOf(match[1] ?? ''), match[2])
  ],
  [
    String.raw`(${YEAR})-(0[1-9]|1[0-2])`,
    match => part('month', number(match[2]), match[1])
  ],
  [
    String.raw`(?:last|past|previous|latest|most recent|trailing|letzten?|letztes|letzter) (?:(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve) )?${UNIT}`,
    match => ({
      unit: 'recent',
      count:
        match[1] === undefined
          ? 1
          : (COUNTS[match[1].toLowerCase()] ?? number(match[1])),
      of: recentUnit(match[2] ?? '')
    })
  ],
  [
    String.raw`(?:last|past|previous) (24|48|72) hours?`,
    match => ({ unit: 'recent', count: number(match[1]) / 24, of: 'day' })
  ],
  [
    String.raw`(?:this|current) (week|month|quarter|year)`,
    match => ({ unit: 'recent', count: 1, of: recentUnit(match[1] ?? '') })
  ],
  [
    String.raw`(?:fy ?|year |jahr )?(${YEAR})`,
    match => ({ unit: 'year', year: number(match[1]) })
  ],
  [
    `(${WEEKDAYS.join('|')})s?`,
    match => ({
      unit: 'weekdays',
      days: [WEEKDAYS.indexOf((match[1] ?? '').toLowerCase())]
    })
  ],
  [
    String.raw`(?:(?:on|at|during|only|for) )?(?:the )?weekends?`,
    () => ({ unit: 'weekdays', days: WEEKENDS })
  ],
  [
    String.raw`(?:on|during|only|for) (?:weekdays|week days|working days|workdays)`,
    () => ({ unit: 'weekdays', days: WORKING_DAYS })
  ],
  ['q([1-4])', match => part('quarter', number(match[1]), undefined)],
  ['h([12])', match => part('half', number(match[1]), undefined)],
  [
    `(${MONTH})`,
    match => {
      const written = match[1] ?? '';
      const lower = written.toLowerCase();
      const month = GERMAN[lower]
        ? monthOf(written)
        : monthNumber(written, written);
      return month === null || (lower === 'mar' && written === 'mar')
        ? null
        : part('month', month, undefined);
    }
  ]
];

const compiled = FORMS.map(
  ([form, read]) =>
    [new RegExp(`${BEFORE}${form}${AFTER}`, 'giu'), read] as const
);

/** The stretches of time that a prompt names, in order. */
export function findDates(text: string): DatePhrase[] {
  const found: DatePhrase[] = [];
  for (const [form, read] of compiled) {
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      const atom = read(match);
      if (atom && !found.some(each => start < each.end && end > each.start)) {
        found.push({ start, end, atom });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
