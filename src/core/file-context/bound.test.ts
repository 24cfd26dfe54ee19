import { expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import { LIMITS } from '../limits';
import { bytesOf } from './bound';
import type { FileContextDocument, FileMetadata } from './document';
import { mergeFiles } from './document-merge';
import { metadataOf, profileOf } from './metadata';

/** A document of files of 40 columns each with non-ASCII values, profiled one minute after the other. */
function documentOf(count: number, folder = 'data/'): FileContextDocument {
  const columns = Array.from({ length: 40 }, (_, index) => ({
    name: `Spalte ${index} ü`,
    dtype: 'str',
    nulls: 0,
    top: [['売上'.repeat(20), 3]]
  }));
  const entries = Array.from({ length: count }, (_, index) => {
    const path = `${folder}${index}.csv`;
    const row = columns.map(() => 'é'.repeat(50));
    const at = new Date(Date.UTC(2026, 10, 23, 10, index)).toISOString();
    const profile = fileProfile({ path, columns, preview: [row, row, row] });
    return { path, metadata: metadataOf(profile, at) };
  });
  return mergeFiles(null, 'main', entries, '2026-11-23T10:15:00.000Z');
}

function entriesOf(document: FileContextDocument): FileMetadata[] {
  return Object.values(document.file_metadata);
}

it('a document within its size is left alone', () => {
  const document = documentOf(10);
  expect(entriesOf(document).every(entry => !('shortened' in entry))).toBe(
    true
  );
});

it.each([25, 40, 120])(
  'R43 with %d wide files it stays within its size, and keeps every file',
  count => {
    const document = documentOf(count);
    expect(bytesOf(document)).toBeLessThanOrEqual(LIMITS.fileContextBytes);
    expect(document.file_count).toBe(count);
    const entries = entriesOf(document);
    const first = entries[0];
    const last = entries[count - 1];
    expect(first?.shortened).toBeDefined();
    expect(first?.notes).toEqual([expect.stringContaining('large: preview')]);
    expect(first?.fingerprint).toEqual(last?.fingerprint);
    // What was profiled last keeps the most.
    const kept = entries.map(entry => Object.keys(entry).length);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
  }
);

it('an entry without its columns is no profile any more: the file is read again', () => {
  const entries = entriesOf(documentOf(120));
  expect(profileOf('a.csv', entries[0] ?? { type: '', size_mb: 0 })).toBeNull();
  expect(
    profileOf('a.csv', entries[119] ?? { type: '', size_mb: 0 })
  ).not.toBeNull();
});

const LONG = 'a folder/'.repeat(60);

it('files are forgotten only when nothing else is left, the oldest first, and it says so', () => {
  const document = documentOf(250, LONG);
  expect(bytesOf(document)).toBeLessThanOrEqual(LIMITS.fileContextBytes);
  expect(document.file_count).toBeGreaterThan(50);
  expect(document.file_count).toBe(document.file_list.length);
  expect(document.file_metadata).not.toHaveProperty([`${LONG}0.csv`]);
  expect(document.file_metadata).toHaveProperty([`${LONG}249.csv`]);
  expect(document.notes).toEqual([
    expect.stringMatching(/^\d+ files .* are not listed/)
  ]);
});
