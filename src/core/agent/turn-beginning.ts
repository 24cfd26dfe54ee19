import { describeFindings } from '../context/findings';
import { describeHandoff } from '../context/handoff';
import { describeWork } from '../context/work-so-far';
import { toldFiles, type Told } from '../file-context/told-files';
import { describeFiles } from '../file-context/turn-digest';
import type { PreparedFiles } from '../file-context/turn-files';
import { AgentError } from '../errors';
import { orStopped } from '../clock';
import { recordings } from '../replay/recording';
import type { FileEntry, Files, Kernel } from '../ports';
import type { FileEvent } from '../transcript/entries';
import { turnsOfRun } from '../transcript/turns-of-run';
import type { Prompt } from './session-types';
import type { TurnServices } from './turn-services';

/** The files in play when a turn begins. */
export interface FilesAtBeginning extends PreparedFiles {
  /** What lies beside the notebook. */
  readonly nearby: readonly FileEntry[];
  /** What the model was told of files before. */
  readonly told: ReadonlyMap<string, Told>;
}

/**
 * Gets to know the files in play, each at most once for as long as it is unchanged. Nothing is told yet.
 * Throws `AgentError`: `stopped`; `file-not-profiled` when a cell names files and none of them can be read: nobody sits
 * there to be asked for another one, and the cells below would go on with nothing.
 */
export async function lookAtFiles(
  services: TurnServices & { readonly files: Files },
  prompt: Prompt,
  signal: AbortSignal
): Promise<FilesAtBeginning> {
  const { journal, turnFiles, onPhase } = services;
  const nearby = await services.files.nearby();
  const told = toldFiles(journal.entries);
  const prepared = await turnFiles.prepare(
    { attached: prompt.files ?? [], prompt: prompt.text, nearby, told },
    () => onPhase('profiling', 0),
    signal
  );
  if (prompt.cell && prepared.notChecked === null) {
    refuseUnlessOneIsThere(prompt.files ?? [], prepared.events);
  }
  return { ...prepared, nearby, told };
}

/**
 * As `lookAtFiles`; a turn that was answered before, and may be replayed, waits for a kernel that is busy or starting: it
 * needs that kernel anyway, and unless the files are looked at nothing can be replayed.
 */
export async function lookBeforeReplay(
  services: TurnServices & { readonly files: Files },
  prompt: Prompt,
  signal: AbortSignal
): Promise<FilesAtBeginning> {
  const look = await lookAtFiles(services, prompt, signal);
  const mayBeReplayed =
    (prompt.cell?.replay ?? 'never') !== 'never' &&
    recordings(turnsOfRun(services.journal.entries), prompt.text).length > 0;
  if (look.notChecked === null || !mayBeReplayed) {
    return look;
  }
  await untilFree(services.kernel, signal);
  return lookAtFiles(services, prompt, signal);
}

/** Throws `AgentError` `stopped`. */
async function untilFree(kernel: Kernel, signal: AbortSignal): Promise<void> {
  const isWaitedFor = (): boolean =>
    ['busy', 'starting'].includes(kernel.state.status);
  let stop: () => void = () => undefined;
  const free = new Promise<void>(resolve => {
    const check = (): void => {
      if (!isWaitedFor()) {
        resolve();
      }
    };
    stop = kernel.stateChanged.subscribe(check);
    check();
  });
  try {
    await orStopped(free, signal);
  } finally {
    stop();
  }
}

function refuseUnlessOneIsThere(
  attached: readonly string[],
  events: readonly FileEvent[]
): void {
  const reasons = events
    .filter(({ path, state }) => attached.includes(path) && state === 'failed')
    .map(({ path, reason }) => reason ?? `${path} could not be read.`);
  if (attached.length > 0 && reasons.length === attached.length) {
    throw new AgentError('file-not-profiled', reasons.join(' '), {
      advice: 'Check the names behind --files; the model was not asked.'
    });
  }
}

/**
 * What a model is told at the beginning of a turn: the lines of the envelope. Throws `AgentError` `stopped`.
 */
export async function linesOfTurn(
  services: TurnServices,
  turn: number,
  prompt: Prompt,
  { events, notChecked, nearby, told }: FilesAtBeginning,
  signal: AbortSignal
): Promise<string[]> {
  const { journal, context, sessionFiles, onPhase } = services;
  const digest = describeFiles(events, sessionFiles.files, told, notChecked);
  if (digest.events.length > 0) {
    await journal.write({ kind: 'files', turn, files: [...digest.events] });
  }
  onPhase('preparing', 0);
  return context.lines(
    prompt.files ?? [],
    nearby,
    [
      ...digest.lines,
      ...describeFindings(journal.entries, sessionFiles.files),
      ...describeWork(journal.entries, turn),
      ...describeHandoff(prompt.text)
    ],
    signal
  );
}
