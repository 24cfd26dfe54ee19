import { describe, expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import type { FileContextDocument } from './document';
import { formatDocument, parseDocument } from './document-format';
import { forgetFile, mergeFiles, type FileEntryUpdate } from './document-merge';
import { metadataOf } from './metadata';

const AT = '2026-11-23T10:15:00.000Z';
const LATER = '2026-11-23T10:16:00.000Z';

function entry(path: string, fields = {}, at = AT): FileEntryUpdate {
  return { path, metadata: metadataOf(fileProfile({ path, ...fields }), at) };
}

/** As another tab reads it. */
function onDisk(document: FileContextDocument): FileContextDocument {
  const read = parseDocument(formatDocument(document));
  if (!read) {
    throw new Error('The document cannot be read back.');
  }
  return read;
}

describe('merging files into the document', () => {
  it('R3 R4 makes all keys, the count and the list of names', () => {
    const document = mergeFiles(
      null,
      'main',
      [entry('2023/a.csv'), entry('2024/a.csv'), entry('data/b.json')],
      AT
    );
    expect(Object.keys(document).sort()).toEqual([
      'file_context_text',
      'file_count',
      'file_list',
      'file_metadata',
      'session_id',
      'timestamp',
      'validated_files',
      'version'
    ]);
    expect(document).toMatchObject({
      version: 1,
      timestamp: AT,
      session_id: 'main',
      validated_files: {
        '2023/a.csv': '2023/a.csv',
        '2024/a.csv': '2024/a.csv',
        'data/b.json': 'b.json'
      },
      file_count: 3,
      file_list: ['2023/a.csv', '2024/a.csv', 'b.json']
    });
    expect(Object.values(document.validated_files)).toEqual(document.file_list);
    expect(new Date(document.timestamp).toISOString()).toBe(document.timestamp);
    expect(document.file_context_text).toContain('File: 2023/a.csv');
  });

  it('R5 every entry has type and a size that is not zero', () => {
    const { file_metadata: metadata } = mergeFiles(
      null,
      'main',
      [entry('a.csv', { size_bytes: 12, size_mb: 0.0000114 })],
      AT
    );
    expect(metadata['a.csv']).toMatchObject({
      type: 'csv',
      size_mb: 0.0000114
    });
  });

  it('keeps what is there, and what it does not know', () => {
    const first = {
      ...mergeFiles(null, 'main', [entry('a.csv')], AT),
      from_another_program: { x: 1 }
    };
    const second = mergeFiles(first, 'main', [entry('b.csv')], LATER);
    expect(second.file_metadata['a.csv']).toEqual(first.file_metadata['a.csv']);
    expect(second).toMatchObject({
      timestamp: LATER,
      file_list: ['a.csv', 'b.csv'],
      from_another_program: { x: 1 }
    });
  });

  it('R3 keeps names that somebody gave, as long as they are unique', () => {
    const given = parseDocument(
      '{"validated_files": {"a.csv": "Costs", "b.csv": "c.csv", "d.csv": "Costs"}}'
    );
    const document = mergeFiles(given, 'main', [entry('x/c.csv')], AT);
    expect(document.validated_files).toEqual({
      'a.csv': 'Costs',
      'b.csv': 'b.csv',
      'd.csv': 'd.csv',
      'x/c.csv': 'c.csv'
    });
  });

  it('takes the later profile, and is the same document when nothing is new', () => {
    const first = onDisk(mergeFiles(null, 'main', [entry('a.csv')], AT));
    expect(mergeFiles(first, 'main', [entry('a.csv')], LATER)).toBe(first);
    const newer = mergeFiles(
      first,
      'main',
      [entry('a.csv', { rows: 3 }, LATER)],
      LATER
    );
    expect(newer.file_metadata['a.csv']?.rows).toBe(3);
    expect(mergeFiles(newer, 'main', [entry('a.csv')], LATER)).toBe(newer);
  });

  it('does not put the beginning of a file in the place of the whole', () => {
    const whole = mergeFiles(null, 'main', [entry('a.csv')], AT);
    const partial = { partial: true, rows: null };
    const same = [entry('a.csv', partial, LATER)];
    expect(mergeFiles(whole, 'main', same, LATER)).toBe(whole);
    const fingerprint = { size: 1, mtime_ns: '2', sha256: null };
    const changed = [entry('a.csv', { ...partial, fingerprint }, LATER)];
    expect(
      mergeFiles(whole, 'main', changed, LATER).file_metadata['a.csv']
    ).toMatchObject({ partial: true });
  });

  it('replaces what was written by hand', () => {
    const byHand = parseDocument(
      '{"file_metadata": {"a.csv": {"type": "csv", "size_mb": 1}}}'
    );
    const document = mergeFiles(byHand, 'main', [entry('a.csv')], AT);
    expect(document.file_metadata['a.csv']?.fingerprint).toBeDefined();
    expect(document.session_id).toBe('main');
  });
});

it('forgetting a file leaves the others', () => {
  const document = mergeFiles(
    null,
    'main',
    [entry('x/a.csv'), entry('y/a.csv')],
    AT
  );
  const rest = forgetFile(document, 'x/a.csv', LATER);
  expect(rest).toMatchObject({
    timestamp: LATER,
    validated_files: { 'y/a.csv': 'a.csv' },
    file_count: 1,
    file_list: ['a.csv']
  });
  expect(rest.file_context_text).not.toContain('x/a.csv');
  expect(forgetFile(rest, 'x/a.csv', LATER)).toBe(rest);
});
