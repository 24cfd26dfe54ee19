import type { FileState } from '../core/file-context/known-file';
import { messageText } from '../core/llm/chat-message';
import type { FileEntry } from '../core/ports';
import { SessionHarness } from './session-harness';

export const SALES = 'region,amount\nNorth,1\nSouth,2\n';

export function withSales(): SessionHarness {
  const harness = new SessionHarness();
  harness.disk.write('sales.csv', SALES);
  return harness;
}

/** What the model was told at the head of the last turn. */
export function told(harness: SessionHarness): string {
  const message = harness.model.lastRequest.messages.findLast(
    ({ role }) => role === 'user'
  );
  return message ? messageText(message) : '';
}

export function fileStates(harness: SessionHarness): string[][] {
  return harness
    .entriesOf('files')
    .map(entry =>
      entry.files.map(
        ({ path, state, since }) =>
          `${path} ${state}${since === undefined ? '' : ` since ${since}`}`
      )
    );
}

export async function ask(
  harness: SessionHarness,
  text: string,
  files: string[] = []
): Promise<string> {
  harness.model.enqueueText('Done.');
  const { error } = await harness.session.ask({ text, files });
  if (error) {
    throw error;
  }
  return told(harness);
}

/** Resolves when the only file is in that state. */
export function whenState(
  { session }: SessionHarness,
  state: FileState
): Promise<void> {
  return new Promise(resolve => {
    const check = (): void => {
      if (session.fileContext.files[0]?.state === state) {
        resolve();
      }
    };
    session.fileContext.changed.subscribe(check);
    check();
  });
}

export function beside(path: string): FileEntry {
  return { path, kind: 'file', size: 10, modified: 'now' };
}
