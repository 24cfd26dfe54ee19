import { describe, expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import type { FileContextDocument } from './document';
import { formatDocument, parseDocument } from './document-format';
import { mergeFiles } from './document-merge';
import { metadataOf, profileOf } from './metadata';

const AT = '2026-11-23T10:15:00.000Z';

/** Eight columns, as a typical table of sales has them. */
function typical(): FileContextDocument {
  const names = [
    'date',
    'region',
    'product',
    'units',
    'price',
    'cost',
    'revenue',
    'margin'
  ];
  const columns = names.map((name, index) =>
    index < 3
      ? {
          name,
          dtype: 'str',
          nulls: 0,
          distinct: 10,
          top: Array.from({ length: 10 }, (_, at) => [
            `${name} value ${at}`,
            900 - at
          ])
        }
      : {
          name,
          dtype: 'float64',
          nulls: 12,
          distinct: 1873,
          min: -1234.5678,
          max: 98765.4321,
          mean: 4321.123456789,
          histogram: Array.from({ length: 12 }, (_, at) => at * 37),
          examples: [1.25, 2.5, 3.75]
        }
  );
  const row = ['2024-01-01', 'North', 'Widget', 12, 9.99, 4.5, 119.88, 65.88];
  const profile = fileProfile({
    columns,
    total_columns: 8,
    preview: [row, row, row, row, row],
    notes: ['Delimiter is “,”, encoding UTF-8.']
  });
  const entries = [{ path: profile.path, metadata: metadataOf(profile, AT) }];
  return mergeFiles(null, 'main', entries, AT);
}

describe('the text of the document', () => {
  it('R2 R43 is indented JSON of at most 10 KB for a typical table, non-ASCII kept', () => {
    const text = formatDocument({ ...typical(), session_id: '売上_ü' });
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(10_240);
    expect(text).toContain('"session_id": "売上_ü"');
    expect(text.startsWith('{\n  "version": 1,\n')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).toMatch(/"columns": \["date", .*"margin"\],\n/);
    expect(text).toMatch(/\n +\["2024-01-01", "North", .*\],\n/);
  });

  it('is read back as it was', () => {
    expect(parseDocument(formatDocument(typical()))).toEqual(typical());
  });

  it('R19 is strict JSON: no number is null, what JSON does not know is text', () => {
    class Thing {
      toString(): string {
        return 'a thing';
      }
    }
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const text = formatDocument({
      ...typical(),
      odd: {
        nan: NaN,
        infinite: [-Infinity, Infinity],
        big: 12n,
        date: new Date(0),
        nothing: undefined,
        thing: new Thing(),
        call: Math.max,
        symbol: Symbol('s'),
        half: '\ud800'
      },
      loop
    });
    const read: unknown = JSON.parse(text);
    expect(read).toMatchObject({
      odd: {
        nan: null,
        infinite: [null, null],
        big: '12',
        date: '1970-01-01T00:00:00.000Z',
        thing: 'a thing',
        call: expect.stringContaining('max'),
        symbol: 'Symbol(s)',
        half: '\ud800'
      }
    });
    expect(text).not.toMatch(/\b(NaN|Infinity|undefined)\b/);
    expect(text).toContain('\\ud800');
  });
});

describe('reading a document', () => {
  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"timestamp": "x"}',
    '{"file_metadata": {"a.csv": {"type": "csv", "si',
    '{"file_metadata": []}',
    '\u0000\u0001'
  ])('R13 %j is none', text => expect(parseDocument(text)).toBeNull());

  it('takes one without version and fingerprint; its entries are stale', () => {
    const document = parseDocument(`{
      "timestamp": "2025-11-20T13:23:07.152257",
      "session_id": "your_session_id",
      "validated_files": {"path/to/file.csv": "file.csv", "path/to/data.json": "data.json"},
      "file_metadata": {
        "path/to/file.csv": {"type": "csv", "size_mb": 2.5, "columns": ["id", "name", "value"], "rows": 10000, "preview": [[1, NaN]]}
      },
      "file_context_text": "Human-readable context string",
      "file_count": 2,
      "file_list": ["file.csv", "data.json"]
    }`);
    expect(document).toMatchObject({
      version: 1,
      timestamp: '2025-11-20T13:23:07.152257',
      session_id: 'your_session_id',
      file_count: 2,
      file_list: ['file.csv', 'data.json'],
      file_metadata: {
        'path/to/file.csv': { rows: 10000, preview: [[1, null]] },
        'path/to/data.json': { type: 'unknown', size_mb: 0 }
      }
    });
    for (const [path, metadata] of Object.entries(
      document?.file_metadata ?? {}
    )) {
      expect(profileOf(path, metadata)).toBeNull();
    }
  });

  it('leaves out fields of another form and keeps the rest', () => {
    const document = parseDocument(
      `\uFEFF{"version": "two", "file_metadata": {
        "a": {"type": 3, "size_mb": "2 MB", "rows": "many", "columns": {"x": 1}, "mine": 1},
        "b": null, "c": "text"}}`
    );
    expect(document?.version).toBe(1);
    expect(document?.file_metadata).toEqual({
      a: { type: 'unknown', size_mb: 0, mine: 1 },
      b: { type: 'unknown', size_mb: 0 },
      c: { type: 'unknown', size_mb: 0 }
    });
  });
});
