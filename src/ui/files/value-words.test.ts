import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../core/file-context/profile';
import { formatNumber, valueWriter } from './value-words';

const column = (fields: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'x',
  dtype: 'float64',
  ...fields
});

it.each([
  [0, '0'],
  [1234567, '1,234,567'],
  [1234567.891, '1,234,568'],
  [512.125, '512.125'],
  [0.000001234, '1.234e-6'],
  [3e20, '3.000e+20'],
  [-42.5, '-42.5']
])('the number %s is written %s', (value, words) => {
  expect(formatNumber(value)).toBe(words);
});

describe('values of a column', () => {
  it('years have no separator, amounts have one', () => {
    const years = column({ dtype: 'int64', min: 1999, max: 2024 });
    expect(valueWriter(years)(2024)).toBe('2024');
    const amounts = column({ dtype: 'int64', min: 5, max: 2024 });
    expect(valueWriter(amounts)(2024)).toBe('2,024');
  });

  it('dates lose an empty time, and keep one that is not', () => {
    const write = valueWriter(column({ dtype: 'datetime' }));
    expect(write('2024-01-31T00:00:00')).toBe('2024-01-31');
    expect(write('2024-01-31T08:30:00')).toBe('2024-01-31T08:30:00');
  });

  it('a cell with a document in it is cut', () => {
    expect(valueWriter(undefined)('x'.repeat(5000))).toHaveLength(200);
  });

  it('what is missing is empty', () => {
    expect(valueWriter(undefined)(null)).toBe('');
    expect(valueWriter(undefined)(undefined)).toBe('');
  });
});
