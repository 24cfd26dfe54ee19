import { describe, expect, it } from 'vitest';
import { ask, beside, SALES, withSales } from '../../testing/ask-about-files';
import { SessionHarness } from '../../testing/session-harness';
import { createOpenAIModel } from '../llm/openai-client';
import { createOfflineFetch } from './offline-fetch';
import { readConversation, type Conversation } from './read-conversation';
import { RequestSchema } from './read-request';

/** What the built-in analyst knows after the last request of a session. */
function known(harness: SessionHarness): Conversation {
  return readConversation(
    RequestSchema.parse(JSON.parse(JSON.stringify(harness.model.lastRequest)))
  );
}

describe('the built-in analyst itself', () => {
  const offline = createOpenAIModel({
    kind: 'offline',
    baseURL: 'http://offline.invalid/v1',
    fetch: createOfflineFetch({ delayMs: 0 })
  });

  /** The calls of one turn, and the answer. */
  async function turn(
    harness: SessionHarness,
    text: string,
    files: string[]
  ): Promise<{ calls: string[]; answer: string }> {
    const { model, session } = harness;
    const before = harness.entriesOf('message').length;
    model.stream = async function* (request, signal) {
      yield* offline.stream(request, signal);
    };
    const { answer } = await session.ask({ text, files });
    const calls = harness
      .entriesOf('message')
      .slice(before)
      .flatMap(({ message }) => message.tool_calls ?? [])
      .map(call => call.function.name);
    return { calls, answer };
  }

  it('does not look again at a file that could not be read just now, but does in a later turn', async () => {
    const harness = new SessionHarness();
    const { disk } = harness;
    disk.write('bad.csv', 'x', { problem: 'bad.csv is broken.' });
    const first = await turn(harness, 'total amount by region', ['bad.csv']);
    expect(first.calls).toEqual([]);
    expect(first.answer).toContain(
      'I could not read `bad.csv`: bad.csv is broken.'
    );
    disk.write('bad.csv', SALES);
    harness.kernel.enqueueText('region  amount');
    const second = await turn(harness, 'total amount by region', ['bad.csv']);
    expect(second.calls[0]).toBe('execute_python');
  });

  it('asks for a file that could not be looked at yet', async () => {
    const harness = new SessionHarness();
    const { disk } = harness;
    const paths = Array.from({ length: 30 }, (_, i) => `part${i}.csv`);
    paths.forEach(path => disk.write(path, SALES));
    harness.kernel.enqueueText('region  amount');
    const { calls } = await turn(
      harness,
      'total amount by region in part25.csv',
      paths.filter(path => path !== 'part25.csv').concat('part25.csv')
    );
    expect(calls[0]).toBe('dataset_info');
  });
});

describe('what the built-in analyst knows of files', () => {
  it('what was told once is known in later turns, also of a file that was only touched', async () => {
    const harness = withSales();
    harness.nearby = [beside('sales.csv')];
    await ask(harness, 'Total', ['sales.csv']);
    await ask(harness, 'Go on');
    expect(known(harness).profiles.get('sales.csv')?.rows).toBe(3);
    harness.disk.touch('sales.csv');
    harness.nearby = [{ ...beside('sales.csv'), modified: 'later' }];
    await ask(harness, 'Go on');
    expect(known(harness).profiles.get('sales.csv')?.rows).toBe(3);
  });

  it('a changed file is known as it is now', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.disk.write('sales.csv', `${SALES}East,3\n`);
    await ask(harness, 'Go on');
    expect(known(harness).profiles.get('sales.csv')?.rows).toBe(4);
  });

  it('a table that was loaded from a file counts no more once the file changed', async () => {
    const harness = withSales();
    harness.kernel.enqueueText('ok');
    harness.model.enqueueCall('execute_python', {
      code: "sales = pd.read_csv('sales.csv')"
    });
    await ask(harness, 'Total', ['sales.csv']);
    expect(known(harness).loads).toHaveLength(1);
    harness.disk.write('sales.csv', `${SALES}East,3\n`);
    await ask(harness, 'Go on');
    expect(known(harness).loads).toEqual([]);
  });

  it('what is gone is not known any more', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.disk.files.delete('sales.csv');
    await ask(harness, 'Go on');
    expect(known(harness).files).toEqual([]);
    expect([...known(harness).profiles.keys()]).toEqual([]);
  });

  it.each([
    'Umsatz, 2024.csv',
    'a: b.csv',
    'x "y".csv',
    'ä (1).csv',
    "it's.csv"
  ])('names of any kind: %s', async path => {
    const harness = new SessionHarness();
    harness.disk.write(path, SALES);
    harness.nearby = [beside(path)];
    await ask(harness, 'Total', [path, 'missing, too.csv']);
    const { turns, profiles, unreadable, files } = known(harness);
    expect(turns.at(-1)?.attached).toEqual([path, 'missing, too.csv']);
    expect([...profiles.keys()]).toEqual([path]);
    expect([...unreadable.keys()]).toEqual(['missing, too.csv']);
    expect(files).toContain(path);
    harness.disk.files.delete(path);
    harness.nearby = [];
    await ask(harness, 'Go on');
    expect(known(harness).files).not.toContain(path);
  });

  it('a file that is known but not described is known by name', async () => {
    const harness = new SessionHarness();
    const paths = Array.from({ length: 30 }, (_, i) => `part ${i}.csv`);
    const names = Array.from({ length: 60 }, (_, i) => `a long name ${i}`);
    for (const path of paths) {
      harness.disk.write(path, `${names.join(',')}\n${path}\n`);
      await harness.session.fileContext.profile(path);
    }
    await ask(harness, 'What is there?');
    const { files, profiles } = known(harness);
    expect(files).toEqual(expect.arrayContaining(paths));
    expect(profiles.size).toBeGreaterThan(3);
    expect(profiles.size).toBeLessThan(30);
  });
});
