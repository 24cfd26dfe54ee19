import { describe, expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import { LIMITS } from '../limits';
import { MetadataSchema } from './document';
import { metadataOf, profileOf } from './metadata';

const AT = '2026-11-23T10:15:00.000Z';

describe('metadata of a profile', () => {
  it('R5 R6 holds type, size, columns, rows, preview, types and nulls', () => {
    expect(metadataOf(fileProfile(), AT)).toMatchObject({
      type: 'csv',
      size_mb: 0.0836,
      columns: ['region', 'revenue'],
      rows: 2000,
      preview: [
        ['North', 12.5],
        ['South', null]
      ],
      dtypes: { region: 'str', revenue: 'float64' },
      nulls: { region: 0, revenue: 100 },
      statistics: [
        {
          distinct: 3,
          top: [['North', 900], expect.anything(), ['West', 400]]
        },
        { distinct: 1800, min: 1.5, max: 1200.25, mean: 512.125 }
      ],
      fingerprint: { size: 87_654 },
      profiled_at: AT
    });
  });

  it('becomes the same profile again', () => {
    const profile = fileProfile({
      load_line: 'df = pd.read_csv("ü.csv")',
      structure: ['data["a"]: int'],
      details: { pages: 3 },
      notes: ['A note.'],
      delimiter: ';'
    });
    const metadata = metadataOf(profile, AT);
    expect(MetadataSchema.parse(metadata)).toEqual(metadata);
    expect(profileOf(profile.path, metadata)).toEqual(profile);
  });

  it('tells columns of the same name apart, and takes odd ones', () => {
    const profile = fileProfile({
      columns: [
        { name: 'a', dtype: 'int64', nulls: 1 },
        { name: 'a', dtype: 'str', nulls: 2 },
        { name: '2024', dtype: 'str', nulls: 0 },
        { name: '__proto__', dtype: 'bool', nulls: 3 },
        { name: 'constructor', dtype: 'bool', nulls: 4 }
      ],
      total_columns: 5
    });
    const columns = profileOf('a.csv', metadataOf(profile, AT))?.columns;
    expect(columns).toEqual(profile.columns);
  });

  it('R7 a workbook keeps its sheets, once', () => {
    const sheets = [
      { name: 'Q1', rows: 3, columns: ['a'], load_line: 'x' },
      { name: 'Q2', rows: 4, columns: ['b'] }
    ];
    const profile = fileProfile({ type: 'excel', sheets, tables: sheets });
    const metadata = metadataOf(profile, AT);
    expect(metadata).toMatchObject({ tables: sheets });
    expect(metadata).not.toHaveProperty('sheets');
    expect(profileOf('a.xlsx', metadata)).toMatchObject({
      sheets,
      tables: sheets
    });
  });

  it('is none when it was written by hand, or was shortened', () => {
    const whole = metadataOf(fileProfile(), AT);
    expect(profileOf('a.csv', { type: 'csv', size_mb: 2.5 })).toBeNull();
    expect(profileOf('a.csv', { ...whole, shortened: 'columns' })).toBeNull();
    expect(
      profileOf('a.csv', { ...whole, shortened: 'preview' })
    ).not.toBeNull();
  });

  it('has a cap on every list and text', () => {
    const long = 'x'.repeat(5_000);
    const many = Array.from({ length: 300 }, (_, index) => `${index}${long}`);
    const profile = fileProfile({
      columns: many.map(name => ({
        name,
        dtype: 'str',
        min: long,
        top: many.slice(0, 50).map(value => [value, 1]),
        examples: many,
        histogram: many.map(() => 1),
        other: long
      })),
      preview: many.map(() => many),
      load_line: long,
      tables: many.map(name => ({ name, columns: many, load_line: long })),
      structure: many,
      notes: many,
      details: { a: long, b: many, c: { d: { e: many } } },
      unknown: many
    });
    const metadata = metadataOf(profile, AT);
    expect(metadata.columns).toHaveLength(LIMITS.fileColumns);
    expect(metadata.preview).toHaveLength(LIMITS.filePreviewRows);
    expect(metadata.total_columns).toBe(2);
    expect(JSON.stringify(metadata).length).toBeLessThan(3_000_000);
    expect(JSON.stringify(metadata.details).length).toBeLessThan(
      LIMITS.fileDetails + 100
    );
    expect(metadata).not.toHaveProperty('unknown');
  });
});
