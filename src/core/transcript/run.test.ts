import { describe, expect, it } from 'vitest';
import { START } from '../../testing/fixed-time';
import { checkSessionId, makeRunId, stem } from './run';

describe('session ids', () => {
  it.each(['main', 'sales_analysis_2024_q4', 'kunden-v2', '売上', 'a.b'])(
    'accepts the descriptive name %s',
    id => expect(checkSessionId(id)).toBe(id)
  );

  it.each([
    '',
    '..',
    '../other',
    'a/b',
    'a\\b',
    '.hidden',
    'a..b',
    'end.',
    'line\nbreak',
    'x'.repeat(65)
  ])('refuses %j, so that no path is smuggled in', id =>
    expect(() => checkSessionId(id)).toThrowError(
      expect.objectContaining({ code: 'session-id-invalid' })
    )
  );
});

describe('run ids', () => {
  it('R64 are YYYYMMDD_HHMMSS_dataset', () => {
    expect(makeRunId(START, 'sales_2024')).toBe('20261123_101500_sales_2024');
  });

  it('hold nothing that a file name trips over', () => {
    expect(makeRunId(START, '../a b:c*"d"')).toBe('20261123_101500_a_b_c_d');
    expect(makeRunId(START, '...')).toBe('20261123_101500_notebook');
    expect(makeRunId(START, 'Umsätze März')).toBe(
      '20261123_101500_Umsätze_März'
    );
  });

  it('take the stem of a path', () => {
    expect(stem('data/sales 2024.csv')).toBe('sales 2024');
    expect(stem('.env')).toBe('.env');
    expect(stem('archive.tar.gz')).toBe('archive.tar');
  });
});
