import type { TranslationBundle } from '@jupyterlab/translation';
import type { ColumnProfile, Value } from '../../core/file-context/profile';
import { element, part } from '../dom';
import type { WriteValue } from './value-words';

/** Bars drawn at most, whatever a profile holds. */
const MOST_BINS = 60;
/** Part of the height that even a single value gets, in percent. */
const SMALLEST_BAR = 4;

/** How numbers or dates are spread: bars of equal width from the smallest to the largest. Null without a histogram. */
export function histogram(
  column: ColumnProfile,
  write: WriteValue,
  trans: TranslationBundle
): HTMLElement | null {
  const counts = column.histogram?.slice(0, MOST_BINS) ?? [];
  const largest = Math.max(0, ...counts);
  if (counts.length < 2 || !(largest > 0)) {
    return null;
  }
  const from = write(column.min);
  const to = write(column.max);
  return element('div', part('histogram'), {}, [
    element(
      'div',
      part('histogramBars'),
      {
        role: 'img',
        'aria-label': trans.__(
          'Histogram of %1 from %2 to %3: %4',
          column.name,
          from,
          to,
          counts.map(count => count.toLocaleString()).join(', ')
        )
      },
      counts.map((count, index) =>
        bar(count / largest, binWords(column, index, counts, write))
      )
    ),
    element('div', part('histogramEnds'), { 'aria-hidden': 'true' }, [
      element('span', '', {}, [from]),
      element('span', '', {}, [to])
    ])
  ]);
}

function bar(share: number, words: string): HTMLElement {
  const node = element('span', part('histogramBar'), { title: words }, [
    element('span', '')
  ]);
  const inner = node.firstElementChild;
  if (inner instanceof HTMLElement) {
    inner.style.height =
      share > 0 ? `${Math.max(SMALLEST_BAR, share * 100)}%` : '0';
  }
  return node;
}

/** `100 – 200: 40`. */
function binWords(
  { min, max }: ColumnProfile,
  index: number,
  counts: readonly number[],
  write: WriteValue
): string {
  const count = (counts[index] ?? 0).toLocaleString();
  const low = position(min);
  const high = position(max);
  if (low === null || high === null) {
    return count;
  }
  const edge = (at: number): string =>
    write(valueAt(min, low + ((high - low) * at) / counts.length));
  return `${edge(index)} – ${edge(index + 1)}: ${count}`;
}

function position(value: Value | undefined): number | null {
  if (typeof value === 'number') {
    return value;
  }
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** A number stays one; a moment becomes a date again. */
function valueAt(like: Value | undefined, at: number): Value {
  return typeof like === 'number'
    ? at
    : new Date(at).toISOString().slice(0, 10);
}
