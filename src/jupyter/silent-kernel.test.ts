import type { Kernel } from '@jupyterlab/services';
import { expect, it } from 'vitest';
import type { Clock } from '../core/ports';
import { askUntilKnown } from './silent-kernel';

/** A kernel that answers the nth question. */
function kernelThatAnswers(after: number) {
  let asked = 0;
  const kernel = {
    status: 'unknown' as Kernel.Status,
    connectionStatus: 'connected' as Kernel.ConnectionStatus,
    isDisposed: false,
    requestKernelInfo: async () => {
      asked += 1;
      if (asked === after) {
        kernel.status = 'idle';
      }
      return undefined;
    }
  };
  return { kernel, asked: () => asked };
}

const impatient: Clock = {
  now: () => 0,
  delay: async () => undefined,
  every: () => () => undefined
};

const never = new AbortController().signal;

it('asks again until the kernel says how it is', async () => {
  const { kernel, asked } = kernelThatAnswers(3);
  await askUntilKnown(kernel, impatient, never);
  expect(asked()).toBe(3);
});

it('asks nothing when the state is known by then, and not for ever', async () => {
  const known = kernelThatAnswers(1);
  known.kernel.status = 'busy';
  await askUntilKnown(known.kernel, impatient, never);
  expect(known.asked()).toBe(0);
  const mute = kernelThatAnswers(Infinity);
  await askUntilKnown(mute.kernel, impatient, never);
  expect(mute.asked()).toBe(30);
});

it('stops when the kernel is somebody else’s matter, or gone', async () => {
  const { kernel, asked } = kernelThatAnswers(2);
  kernel.connectionStatus = 'disconnected';
  await askUntilKnown(kernel, impatient, never);
  kernel.connectionStatus = 'connected';
  const stopped: Clock = {
    ...impatient,
    delay: () => Promise.reject(new Error('stopped'))
  };
  await askUntilKnown(kernel, stopped, never);
  expect(asked()).toBe(0);
});
