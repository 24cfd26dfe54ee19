import { describe, expect, it } from 'vitest';
import { ask, beside, SALES, withSales } from '../../testing/ask-about-files';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';

describe('the kernel', () => {
  it('that is restarted in the middle of a reading: the file is read anew', async () => {
    const harness = new SessionHarness();
    const { kernel, disk } = harness;
    disk.write('sales.csv', SALES, { polls: 5 });
    let asked = 0;
    const progress = kernel.helperFunctions.get('profile_progress');
    kernel.helperFunctions.set('profile_progress', args => {
      asked += 1;
      if (asked === 2) {
        kernel.setState({ epoch: 2 });
        throw new AgentError('kernel-helper-failed', 'There is no job p1.');
      }
      return progress?.(args);
    });
    const text = await ask(harness, 'Total', ['sales.csv']);
    expect(text).toContain('File: sales.csv');
    expect(text).not.toContain('no job');
    expect(disk.parsed).toHaveLength(1);
  });

  it('that dies in the middle of a reading: the turn says so, and the next one reads the file', async () => {
    const harness = new SessionHarness();
    const { kernel, disk } = harness;
    disk.write('sales.csv', SALES, { polls: 5 });
    const progress = kernel.helperFunctions.get('profile_progress');
    kernel.helperFunctions.set('profile_progress', () => {
      kernel.setState({ status: 'dead', epoch: 2 });
      throw new AgentError('kernel-died', 'The kernel died.');
    });
    expect(await ask(harness, 'Total', ['sales.csv'])).toContain(
      '- sales.csv: The kernel died.'
    );
    kernel.helperFunctions.set('profile_progress', args => progress?.(args));
    kernel.setState({ status: 'idle', epoch: 3 });
    expect(await ask(harness, 'Go on')).toContain('File: sales.csv');
  });

  it('that gets busy in the middle of a reading does not hold up the turn', async () => {
    const harness = new SessionHarness();
    const { kernel, disk, clock } = harness;
    disk.write('sales.csv', SALES, { polls: 5 });
    const { callHelper } = kernel;
    kernel.callHelper = (name, args) => {
      if (name === 'profile_progress') {
        kernel.setState({ status: 'busy' });
        kernel.callHelper = () => new Promise(() => undefined);
        setTimeout(() => {
          clock.advance(10_000);
          clock.tick();
        });
        return new Promise(() => undefined);
      }
      return callHelper.call(kernel, name, args);
    };
    const text = await ask(harness, 'Total', ['sales.csv']);
    expect(text).toContain('by its beginning only, it is still being read');
  });
});

describe('a user’s cell that begins in the wrong moment', () => {
  /** From `moment` on the helper does not answer, and time passes. */
  function busyFrom(harness: SessionHarness, moment: string, count = 1): void {
    const { kernel, clock } = harness;
    const { callHelper } = kernel;
    let calls = 0;
    kernel.callHelper = (name, args) => {
      calls += name === moment ? 1 : 0;
      if (calls < count) {
        return callHelper.call(kernel, name, args);
      }
      kernel.setState({ status: 'busy' });
      setTimeout(() => {
        clock.advance(20_000);
        clock.tick();
      });
      return new Promise(() => undefined);
    };
  }

  it('does not hold up the beginning of a turn', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    busyFrom(harness, 'file_status');
    expect(await ask(harness, 'Go on')).toContain(
      'could not be checked, the kernel is busy: sales.csv (see turn 1)'
    );
  });

  it('does not hold up its end', async () => {
    const harness = withSales();
    harness.nearby = [beside('sales.csv')];
    harness.kernel.enqueueText('done');
    harness.model.enqueueCall('execute_python', {
      code: "pd.read_csv('sales.csv')"
    });
    busyFrom(harness, 'file_status');
    await ask(harness, 'Go');
    expect(harness.session.fileContext.files).toEqual([]);
  });
});
