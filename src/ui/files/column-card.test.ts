import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../core/file-context/profile';
import { trans, visibleText } from '../../testing/drawing';
import { fileProfile } from '../../testing/fake-file-context';
import { columnCard } from './column-card';

function card(fields: Partial<ColumnProfile>, rows = 2000): HTMLElement {
  const column = { name: 'revenue', dtype: 'float64', ...fields };
  return columnCard(column, fileProfile({ rows, columns: [column] }), trans);
}
const text = (fields: Partial<ColumnProfile>, rows?: number): string =>
  visibleText(card(fields, rows));

describe('the facts of a column', () => {
  it('name, type, different values, missing ones, range and mean', () => {
    expect(
      text({ nulls: 100, distinct: 1800, min: 1.5, max: 1200.25, mean: 512.1 })
    ).toBe(
      'revenuefloat641,800 different values · 100 missing (5%) · 1.5 to 1,200.25 · mean 512.1'
    );
  });

  it.each([
    [{ nulls: 0 }, 2000, 'none missing'],
    [{ nulls: 1 }, 2_000_000, '1 missing (0.1%)'],
    [{ nulls: 1_999_999 }, 2_000_000, '1,999,999 missing (99.9%)'],
    [{ nulls: 2000 }, 2000, '2,000 missing (100%)'],
    [
      { distinct: null, distinct_at_least: 20_001 },
      2000,
      'more than 20,000 different values'
    ],
    [{ distinct: 1 }, 2000, '1 different value'],
    [{ min: 7, max: 7 }, 2000, 'always 7'],
    [
      { dtype: 'int64', min: 2020, max: 2024, mean: 2022.1 },
      2000,
      '2020 to 2024 · mean 2022.1'
    ]
  ])('%o of %i rows: %s', (fields, rows, words) => {
    expect(text(fields, rows)).toContain(words);
  });

  it('says nothing of what is not known', () => {
    expect(text({})).toBe('revenuefloat64');
  });

  it('names are text, and an empty one is said to be none', () => {
    const odd = card({ name: '<img src=x onerror=alert(1)>' });
    expect(odd.querySelector('img')).toBeNull();
    expect(visibleText(odd)).toContain('<img src=x');
    expect(text({ name: '' })).toContain('(no name)');
  });
});

describe('how values are spread', () => {
  it('a histogram has a bar for each bin, and words for those who do not see it', () => {
    const node = card({ min: 0, max: 120, histogram: [1, 0, 4] });
    const bars = node.querySelector('[role=img]')!;
    expect(bars.getAttribute('aria-label')).toBe(
      'Histogram of revenue from 0 to 120: 1, 0, 4'
    );
    const heights = [...bars.children].map(
      bar => (bar.firstElementChild as HTMLElement).style.height
    );
    expect(heights).toEqual(['25%', '0px', '100%']);
    expect((bars.children[2] as HTMLElement).title).toBe('80 – 120: 4');
  });

  it('bins of dates are named by dates', () => {
    const node = card({
      dtype: 'datetime',
      min: '2024-01-01T00:00:00',
      max: '2024-01-11T00:00:00',
      histogram: [3, 5]
    });
    const bars = node.querySelector('[role=img]')!;
    expect((bars.children[1] as HTMLElement).title).toBe(
      '2024-01-06 – 2024-01-11: 5'
    );
  });

  it('a histogram of nothing is not drawn', () => {
    expect(card({ histogram: [0, 0] }).querySelector('[role=img]')).toBeNull();
    expect(card({ histogram: [] }).querySelector('[role=img]')).toBeNull();
  });

  it('frequent values are listed with their counts, the most frequent first', () => {
    const node = card({
      dtype: 'str',
      top: [
        ['North', 1200],
        ['', 600],
        [true, 3]
      ]
    });
    const list = node.querySelector('ul')!;
    expect(list.getAttribute('aria-label')).toBe(
      'Most frequent values of revenue'
    );
    expect([...list.children].map(visibleText)).toEqual([
      'North1,200',
      '(empty)600',
      'true3'
    ]);
  });

  it('otherwise there are examples', () => {
    expect(text({ dtype: 'str', examples: ['a', null, 'b'] })).toContain(
      'For example: a, b'
    );
  });
});
