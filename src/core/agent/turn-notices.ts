import type { KernelState } from '../ports';
import type { Entry } from '../transcript/entries';
import { currentRun } from '../transcript/run';

/**
 * What the user should know before a turn goes on, each sentence once in a run.
 * @param unreadableLines of the transcript, as counted when it was read
 */
export function turnNotices(
  entries: readonly Entry[],
  unreadableLines: number,
  kernel: KernelState
): string[] {
  const said = new Set(
    currentRun(entries).flatMap(entry =>
      entry.kind === 'notice' ? [entry.text] : []
    )
  );
  return [...aboutTranscript(unreadableLines), ...aboutKernel(kernel)].filter(
    text => !said.has(text)
  );
}

function aboutTranscript(unreadableLines: number): string[] {
  if (unreadableLines === 0) {
    return [];
  }
  return [
    unreadableLines === 1
      ? 'One line of transcript.jsonl cannot be read, most likely torn by a crash. It was set aside; it stays in the file.'
      : `${unreadableLines} lines of transcript.jsonl cannot be read. They were set aside; they stay in the file.`
  ];
}

function aboutKernel({ kernel }: KernelState): string[] {
  if (!kernel || kernel.language === '' || kernel.language === 'python') {
    return [];
  }
  return [
    `This notebook's kernel is ${kernel.displayName} (${kernel.language}), not Python: the agent can answer, but cannot run code here. ` +
      'Pick a Python kernel for that.'
  ];
}
