import type { TranslationBundle } from '@jupyterlab/translation';
import type { SessionStatus } from '../../core/agent/session-types';
import type { KnownFile } from '../../core/file-context/known-file';
import type { KernelState } from '../../core/ports';
import { formatElapsed } from '../format';

/**
 * What happens now, in words: `Running code · 12 s · step 2`. Empty when nothing does.
 * @param files what the session knows of data files
 */
export function statusWords(
  status: SessionStatus,
  now: number,
  trans: TranslationBundle,
  files: readonly KnownFile[] = []
): string {
  const what = phaseWords(status, files, trans);
  if (what === '') {
    return '';
  }
  return [
    what,
    formatElapsed(now - status.since, trans),
    status.step > 0 ? trans.__('step %1', String(status.step)) : ''
  ]
    .filter(text => text !== '')
    .join(' · ');
}

/** Which file is read, if it is a single one. */
function readingWords(
  files: readonly KnownFile[],
  trans: TranslationBundle
): string {
  const [file, another] = files.filter(({ state }) => state === 'profiling');
  return file && !another
    ? trans.__('Reading %1…', file.name)
    : trans.__('Reading files…');
}

function phaseWords(
  { phase, model, modelKind, kernel }: SessionStatus,
  files: readonly KnownFile[],
  trans: TranslationBundle
): string {
  switch (phase) {
    case 'idle':
      return '';
    case 'loading':
      return trans.__('Reading the transcript');
    case 'preparing':
      return kernel.status === 'none' || kernel.status === 'starting'
        ? trans.__('Kernel is starting')
        : trans.__('Looking at the notebook');
    case 'profiling':
      return readingWords(files, trans);
    case 'waiting-for-model':
      return modelKind === 'offline' || model === ''
        ? trans.__('Thinking')
        : trans.__('Waiting for %1', model);
    case 'streaming':
      return trans.__('Writing');
    case 'waiting-to-retry':
      return trans.__('The model is busy; trying again shortly');
    case 'awaiting-approval':
      return trans.__('Waiting for your approval');
    case 'running-code':
      return trans.__('Running code');
  }
}

/** The kernel in words, for the header. */
export function kernelWords(
  { kernel, status }: KernelState,
  trans: TranslationBundle
): string {
  switch (status) {
    case 'none':
      return trans.__('No kernel yet');
    case 'starting':
      return trans.__('Kernel is starting');
    case 'dead':
      return trans.__('Kernel died');
    case 'disconnected':
      return trans.__('Kernel disconnected');
    case 'idle':
      return kernel?.displayName || trans.__('Kernel idle');
    case 'busy':
      return trans.__('%1, busy', kernel?.displayName || trans.__('Kernel'));
  }
}

/** What the user must know about kernel and storage before anything else; empty when all is well. */
export function bannerWords(
  { kernel, storage }: SessionStatus,
  trans: TranslationBundle
): string[] {
  const banners: string[] = [];
  if (kernel.status === 'dead') {
    banners.push(
      trans.__(
        'The kernel died and its variables are gone. It is started again with your next prompt.'
      )
    );
  } else if (kernel.status === 'disconnected') {
    banners.push(
      trans.__(
        'The connection to the kernel is lost. Trying to reach it again…'
      )
    );
  }
  if (storage.kind === 'memory') {
    banners.push(
      trans.__(
        'Not saved: %1 The conversation is kept in this tab only.',
        storage.reason
      )
    );
  }
  return banners;
}
