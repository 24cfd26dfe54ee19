import { expect, it } from 'vitest';
import { fileProfile } from '../../testing/fake-file-context';
import type { FileContextDocument } from './document';
import { mergeFiles } from './document-merge';
import { inspect, noContextReasons, summary } from './document-summary';
import { metadataOf } from './metadata';

const AT = '2026-11-23T10:15:00.000Z';

function documentOf(...paths: string[]): FileContextDocument {
  const entries = paths.map(path => ({
    path,
    metadata: metadataOf(fileProfile({ path }), AT)
  }));
  return mergeFiles(null, 'sales_q4', entries, AT);
}

it('R15 the summary names the files', () => {
  expect(summary(documentOf('data/a.csv', 'b.json'))).toBe(
    `Saved file context from ${AT}:\n  - 2 file(s): a.csv, b.json`
  );
});

it('R15 the summary names five files and counts the others', () => {
  expect(summary(documentOf('a', 'b', 'c', 'd', 'e'))).toBe(
    `Saved file context from ${AT}:\n  - 5 file(s): a, b, c, d, e`
  );
  expect(summary(documentOf('a', 'b', 'c', 'd', 'e', 'f', 'g'))).toBe(
    `Saved file context from ${AT}:\n  - 7 file(s): a, b, c, d, e ... (+2 more)`
  );
});

it('R77 inspecting shows session, timestamp, files and metadata keys', () => {
  expect(inspect(documentOf('data/a.csv', 'b.json'))).toBe(
    `Session: sales_q4\nTimestamp: ${AT}\nFiles: a.csv, b.json\nMetadata keys: data/a.csv, b.json`
  );
});

it('R76 there are three reasons for no saved context', () => {
  const reasons = noContextReasons('sales_q4');
  expect(reasons).toContain('sales_q4');
  expect(reasons).toMatch(
    /1\. .*first time.*\n2\. .*cleaned up.*\n3\. .*No files were processed/
  );
});
