import type { SessionStatus } from '../../agent/session-types';
import { quantity } from '../../context/phrases';
import type { KernelState } from '../../ports';
import { codeSpan, plain } from '../markdown';
import type { Command } from './command';

const MODEL_KINDS: Readonly<Record<SessionStatus['modelKind'], string>> = {
  offline: 'the built-in analyst, which is no language model',
  relay: 'through the Jupyter server',
  direct: 'asked directly'
};

const PHASES: Readonly<Record<SessionStatus['phase'], string>> = {
  idle: 'nothing',
  loading: 'the transcript is read',
  preparing: 'a turn is prepared',
  profiling: 'data files are read',
  'waiting-for-model': 'the model is waited for',
  streaming: 'the model answers',
  'waiting-to-retry': 'the model server is busy; it is asked again soon',
  'awaiting-approval': 'your permission is waited for',
  'running-code': 'code runs'
};

/** Session, model, kernel, what is running, and where the transcript is kept. */
export const status: Command = async context => {
  const session = await context.session();
  if (session.status.model === '') {
    await session.lookUpModel();
  }
  const { model, modelKind, phase, storage } = session.status;
  const { turns } = session.conversation;
  const waiting = session.queue.length;
  return [
    `- **Session** ${codeSpan(session.sessionId)}: ${quantity(turns.length, 'turn', 'turns')} in this run`,
    `- **Model** ${model === '' ? 'not known yet' : codeSpan(model)} (${MODEL_KINDS[modelKind]})`,
    `- **Kernel** ${kernelWords(context.host.kernel.state)}`,
    `- **Running** ${PHASES[phase]}${waiting > 0 ? `; ${quantity(waiting, 'prompt waits', 'prompts wait')}` : ''}`,
    `- **Transcript** ${storage.kind === 'saved' ? 'saved beside the notebook' : `kept in memory: ${plain(storage.reason)}`}`,
    `- **Files** ${quantity(session.fileContext.files.length, 'data file', 'data files')} known, ${session.artifacts.length} written`
  ].join('\n');
};

function kernelWords({ status: state, kernel, epoch }: KernelState): string {
  if (!kernel || state === 'none') {
    return 'none; one is started when it is needed';
  }
  const lives = epoch > 1 ? `, started ${epoch} times` : '';
  return `${codeSpan(kernel.displayName)}, ${state}${lives}`;
}
