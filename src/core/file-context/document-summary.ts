import type { FileContextDocument } from './document';

/** Names that a summary lists; the others are counted. */
const NAMED = 5;

/** When the context was saved, and the first names in it. */
export function summary(document: FileContextDocument): string {
  const { timestamp, file_list: names, file_count: count } = document;
  const named = names.slice(0, NAMED).join(', ');
  const more = count > NAMED ? ` ... (+${count - NAMED} more)` : '';
  return `Saved file context from ${timestamp}:\n  - ${count} file(s): ${named}${more}`;
}

/** Whose context it is, when it was saved, its files, and the keys of their metadata. */
export function inspect(document: FileContextDocument): string {
  return [
    `Session: ${document.session_id}`,
    `Timestamp: ${document.timestamp}`,
    `Files: ${document.file_list.join(', ')}`,
    `Metadata keys: ${Object.keys(document.file_metadata).join(', ')}`
  ].join('\n');
}

/** Why a session may have no saved context. */
export function noContextReasons(sessionId: string): string {
  return [
    `No saved file context for session ${sessionId}. Possible reasons:`,
    '1. It is the first time this session is used (expected).',
    "2. The session's folder was cleaned up.",
    '3. No files were processed in it so far.'
  ].join('\n');
}
