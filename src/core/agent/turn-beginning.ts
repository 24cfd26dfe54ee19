import { describeFindings } from '../context/findings';
import { describeHandoff } from '../context/handoff';
import { toldFiles } from '../file-context/told-files';
import { describeFiles } from '../file-context/turn-digest';
import type { Files } from '../ports';
import type { Prompt } from './session-types';
import type { TurnServices } from './turn-services';

/**
 * What a turn does before its first request: it gets to know the files in play, each at most once for as long as it is
 * unchanged, and collects what the model is told. Resolves with the lines of the envelope.
 * Throws `AgentError` `stopped`.
 */
export async function prepareTurn(
  services: TurnServices & { readonly files: Files },
  turn: number,
  prompt: Prompt,
  signal: AbortSignal
): Promise<string[]> {
  const { journal, context, sessionFiles, turnFiles, onPhase } = services;
  const attached = prompt.files ?? [];
  const nearby = await services.files.nearby();
  const told = toldFiles(journal.entries);
  const { events, notChecked } = await turnFiles.prepare(
    { attached, prompt: prompt.text, nearby, told },
    () => onPhase('profiling', 0),
    signal
  );
  const digest = describeFiles(events, sessionFiles.files, told, notChecked);
  if (digest.events.length > 0) {
    await journal.write({ kind: 'files', turn, files: [...digest.events] });
  }
  onPhase('preparing', 0);
  return context.lines(
    attached,
    nearby,
    [
      ...digest.lines,
      ...describeFindings(journal.entries, sessionFiles.files),
      ...describeHandoff(prompt.text)
    ],
    signal
  );
}
