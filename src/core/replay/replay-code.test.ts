import { expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';

async function ran(...codes: string[]): Promise<SessionHarness> {
  const harness = new SessionHarness();
  for (const code of codes) {
    harness.model.enqueueCall('execute_python', { code });
    harness.kernel.enqueueText('');
  }
  harness.model.enqueueText('Done.');
  await harness.session.ask({ text: 'Go' });
  return harness;
}

it('runs the code of the run again, in order', async () => {
  const harness = await ran('a = 1', 'b = a + 1');
  harness.kernel.enqueueText('');
  harness.kernel.enqueueText('');
  expect(await harness.session.replayCode()).toBe(
    "Ran all 2 pieces of this run's code again; the variables are there."
  );
  expect(harness.kernel.executed.slice(2)).toEqual(['a = 1', 'b = a + 1']);
});

it('stops at the first that fails, and says whose it is', async () => {
  const harness = await ran('a = 1', 'b = a + 1');
  harness.kernel.enqueue(
    [
      {
        output_type: 'error',
        ename: 'OSError',
        evalue: 'gone',
        traceback: []
      }
    ],
    'error'
  );
  await expect(harness.session.replayCode()).rejects.toMatchObject({
    code: 'replay-impossible',
    message:
      'Ran 0 of 2 pieces of code again; that of turn 1 failed: OSError: gone'
  });
});

it('leaves out what had failed, and says when there is nothing', async () => {
  const harness = new SessionHarness();
  expect(await harness.session.replayCode()).toBe(
    'There is no code to run again in this run.'
  );
  harness.model
    .enqueueCall('execute_python', { code: 'broken' })
    .enqueueText('Sorry.');
  harness.kernel.enqueue([], 'error');
  await harness.session.ask({ text: 'Go' });
  expect(await harness.session.replayCode()).toBe(
    'There is no code to run again in this run.'
  );
});

it('leaves out what had failed in this run, even when a call of an earlier run had the same id', async () => {
  const harness = new SessionHarness();
  const { session, model, kernel } = harness;
  const call = (code: string) =>
    model.enqueueCalls([
      { id: 'call_0', name: 'execute_python', args: { code } }
    ]);
  call('fine').enqueueText('Done.');
  kernel.enqueueText('');
  await session.ask({ text: 'Go' });
  await session.reset();
  call('broken').enqueueText('Sorry.');
  kernel.enqueue([], 'error');
  await session.ask({ text: 'Go' });
  expect(await session.replayCode()).toBe(
    'There is no code to run again in this run.'
  );
});
