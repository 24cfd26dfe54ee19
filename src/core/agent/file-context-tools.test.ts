import { describe, expect, it } from 'vitest';
import {
  ask,
  beside,
  fileStates,
  SALES,
  withSales
} from '../../testing/ask-about-files';
import { SessionHarness } from '../../testing/session-harness';

describe('code that reads files', () => {
  it('R33: a later turn may open a file to verify, and that is shown', async () => {
    const harness = withSales();
    await run(harness, "df = pd.read_csv('sales.csv')", ['sales.csv']);
    expect(fileStates(harness).flat()).not.toContain('sales.csv opened');
    await run(harness, "check = open('sales.csv').read()");
    expect(fileStates(harness).at(-1)).toEqual(['sales.csv opened']);
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it('R1: a file that code read without a description is known afterwards', async () => {
    const harness = withSales();
    harness.nearby = [beside('sales.csv'), beside('other.csv')];
    await run(harness, "pd.read_csv('sales.csv'); df.to_csv('other.csv')");
    expect(harness.fileContextStore.document?.file_list).toEqual(['sales.csv']);
    expect(await ask(harness, 'Go on')).toContain('File: sales.csv');
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it('also one in a folder, but nothing elsewhere, and nothing that is only written', async () => {
    const harness = new SessionHarness();
    const paths = ['data/a.csv', '/etc/b.csv', 'data/c.csv', '../d.csv'];
    paths.forEach(path => harness.disk.write(path, SALES));
    await run(
      harness,
      "pd.read_csv('./data/a.csv'); pd.read_csv('/etc/b.csv')\ndf.to_csv('data/c.csv')\nopen('../d.csv')"
    );
    expect(harness.disk.parsed).toEqual(['data/a.csv']);
    expect(await ask(harness, 'Go on')).toContain('File: data/a.csv');
  });

  async function run(
    harness: SessionHarness,
    code: string,
    files: string[] = []
  ): Promise<void> {
    harness.kernel.enqueueText('done');
    harness.model.enqueueCall('execute_python', { code });
    await ask(harness, 'Go', files);
  }
});

describe('dataset_info', () => {
  it('R57: answers from the context when the file is known and unchanged', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.model.enqueueCall('dataset_info', { path: 'sales.csv' });
    await ask(harness, 'What is in it?');
    const result = harness.model.lastRequest.messages.find(
      ({ role }) => role === 'tool'
    );
    expect(result?.content).toContain('File: sales.csv');
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it.each([
    '../secret.csv',
    '/etc/passwd',
    '~/.ssh/id_rsa',
    '.env',
    'a/.b/c.csv',
    'C:\\x.csv'
  ])(
    'a file elsewhere, or a hidden one, is looked at only with leave: %s',
    async path => {
      const harness = new SessionHarness({ mode: 'ask' });
      harness.disk.write(path, 'key\n1\n');
      const asked: string[] = [];
      harness.session.approvalsChanged.subscribe(requests =>
        requests.forEach(({ id, code }) => {
          asked.push(code);
          harness.session.decide(id, { outcome: 'reject' });
        })
      );
      harness.model.enqueueCall('dataset_info', { path });
      await ask(harness, 'Look around');
      expect(asked).toEqual([`dataset_info(${JSON.stringify(path)})`]);
      expect(harness.disk.parsed).toEqual([]);
    }
  );

  it('a file that the user named needs no further leave', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.disk.write('../shared/sales.csv', SALES);
    await ask(harness, 'Read it', ['../shared/sales.csv']);
    harness.model.enqueueCall('dataset_info', { path: '../shared/sales.csv' });
    await ask(harness, 'What is in it?');
    expect(harness.session.approvals).toEqual([]);
  });

  it('what it tells counts as told', async () => {
    const harness = withSales();
    harness.model.enqueueCall('dataset_info', { path: 'sales.csv' });
    await ask(harness, 'What is there?');
    expect(await ask(harness, 'Go on')).toContain('sales.csv (see turn 1)');
    expect(harness.disk.parsed).toHaveLength(1);
  });
});
