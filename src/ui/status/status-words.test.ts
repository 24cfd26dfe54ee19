import { describe, expect, it } from 'vitest';
import type { SessionStatus } from '../../core/agent/session-types';
import type { KnownFile } from '../../core/file-context/known-file';
import type { KernelState } from '../../core/ports';
import { trans } from '../../testing/drawing';
import { knownFile } from '../../testing/fake-file-context';
import { FakeSession } from '../../testing/fake-session';
import { START } from '../../testing/fixed-time';
import { bannerWords, kernelWords, statusWords } from './status-words';

const { status: idle } = new FakeSession();
const python = { name: 'python3', displayName: 'Python 3', language: 'python' };

function words(status: Partial<SessionStatus>, seconds = 0): string {
  return statusWords({ ...idle, ...status }, START + seconds * 1000, trans);
}

function kernel(state: Partial<KernelState>): KernelState {
  return { status: 'idle', kernel: python, epoch: 1, ...state };
}

describe('what happens now', () => {
  it.each<[string, Partial<SessionStatus>]>([
    ['', { phase: 'idle' }],
    ['Reading the transcript', { phase: 'loading' }],
    ['Looking at the notebook', { phase: 'preparing' }],
    [
      'Kernel is starting',
      { phase: 'preparing', kernel: kernel({ status: 'none', kernel: null }) }
    ],
    ['Waiting for test-model', { phase: 'waiting-for-model' }],
    ['Thinking', { phase: 'waiting-for-model', modelKind: 'offline' }],
    ['Thinking', { phase: 'waiting-for-model', model: '' }],
    ['Writing', { phase: 'streaming' }],
    ['The model is busy; trying again shortly', { phase: 'waiting-to-retry' }],
    ['Waiting for your approval', { phase: 'awaiting-approval' }],
    ['Running code', { phase: 'running-code' }]
  ])('“%s”', (expected, status) => {
    expect(words(status)).toBe(expected);
  });

  it('names the file that is read, if it is one', () => {
    const reading = { ...idle, phase: 'profiling' as const };
    const file = knownFile({ state: 'profiling' });
    const other = knownFile({ path: 'b.csv', state: 'profiling' });
    const say = (...files: KnownFile[]): string =>
      statusWords(reading, START, trans, files);
    expect(say(knownFile({ path: 'c.csv' }), file)).toBe('Reading sales.csv…');
    expect(say(file, other)).toBe('Reading files…');
    expect(say()).toBe('Reading files…');
  });

  it('R72: says how long it has taken, and at which step the turn is', () => {
    expect(words({ phase: 'running-code', step: 2 }, 12)).toBe(
      'Running code · 12 s · step 2'
    );
    expect(words({ phase: 'running-code', step: 2 }, 65)).toBe(
      'Running code · 1 min 05 s · step 2'
    );
    expect(words({ phase: 'running-code', step: 2 }, 3720)).toBe(
      'Running code · 1 h 02 min · step 2'
    );
  });
});

describe('the kernel', () => {
  it.each<[string, Partial<KernelState>]>([
    ['Python 3', {}],
    ['Python 3, busy', { status: 'busy' }],
    ['Kernel, busy', { status: 'busy', kernel: null }],
    ['Kernel idle', { kernel: null }],
    ['No kernel yet', { status: 'none', kernel: null }],
    ['Kernel is starting', { status: 'starting' }],
    ['Kernel died', { status: 'dead' }],
    ['Kernel disconnected', { status: 'disconnected' }]
  ])('“%s”', (expected, state) => {
    expect(kernelWords(kernel(state), trans)).toBe(expected);
  });
});

describe('warnings', () => {
  it('are none when all is well', () => {
    expect(bannerWords(idle, trans)).toEqual([]);
  });

  it('tell a dead kernel from a lost connection', () => {
    const [dead] = bannerWords(
      { ...idle, kernel: kernel({ status: 'dead' }) },
      trans
    );
    const [lost] = bannerWords(
      { ...idle, kernel: kernel({ status: 'disconnected' }) },
      trans
    );
    expect(dead).toContain('variables are gone');
    expect(lost).toContain('connection');
  });

  it('say that the conversation is not saved, and why', () => {
    const storage = {
      kind: 'memory',
      reason: 'The folder is read-only.'
    } as const;
    expect(bannerWords({ ...idle, storage }, trans)).toEqual([
      'Not saved: The folder is read-only. The conversation is kept in this tab only.'
    ]);
  });
});
