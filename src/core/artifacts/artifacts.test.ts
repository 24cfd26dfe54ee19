import { expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { FileEntry } from '../ports';

const file = (path: string, size: number, minute: number): FileEntry => ({
  path,
  kind: 'file',
  size,
  modified: `2026-11-24T10:${String(minute).padStart(2, '0')}:00Z`
});

/** A turn whose code leaves these files beside the notebook. */
async function turn(
  harness: SessionHarness,
  files: readonly FileEntry[],
  { phase, code = 'work()' }: { phase?: string; code?: string } = {}
) {
  harness.model.enqueueCall('execute_python', { code }).enqueueText('Written.');
  harness.kernel.enqueueRun(async () => {
    harness.nearby = [...harness.nearby, ...files];
    return { status: 'ok', outputs: [], milliseconds: 1 };
  });
  return harness.session.ask({ text: 'Go', ...(phase ? { phase } : {}) });
}

it('R37 lists what turns wrote, the newest first, each file once', async () => {
  const harness = new SessionHarness();
  harness.nearby = [file('data.csv', 10, 0), file('book.ipynb', 10, 0)];
  const seen: number[] = [];
  harness.session.artifactsChanged.subscribe(list => seen.push(list.length));
  const first = await turn(harness, [file('chart.png', 20_480, 1)], {
    phase: '1'
  });
  expect(first.artifacts).toEqual([
    {
      filename: 'chart.png',
      path: 'chart.png',
      size_kb: 20,
      modified: '2026-11-24T10:01:00Z',
      extension: '.png'
    }
  ]);
  await turn(harness, [file('table.XLSX', 5_000, 2)]);
  harness.nearby = harness.nearby.filter(({ path }) => path !== 'chart.png');
  await turn(harness, [file('chart.png', 30_720, 3)]);
  expect(
    harness.session.artifacts.map(({ path, size_kb, turn: by, phase }) => [
      path,
      size_kb,
      by,
      phase
    ])
  ).toEqual([
    ['chart.png', 30, 3, null],
    ['table.XLSX', 4.88, 2, null]
  ]);
  expect(harness.session.artifacts[1]?.extension).toBe('.xlsx');
  expect(seen.at(-1)).toBe(2);
});

it('knows them after a reload, and tells the next phase of them', async () => {
  const harness = new SessionHarness();
  await turn(harness, [file('dashboard.png', 2048, 1)], { phase: '2' });
  const again = harness.reopened();
  again.nearby = harness.nearby;
  again.model.enqueueText('Done.');
  await again.session.ask({ text: 'Build the report', phase: '3' });
  expect(again.session.artifacts.map(({ path }) => path)).toEqual([
    'dashboard.png'
  ]);
  const prompt = JSON.stringify(again.model.lastRequest.messages.at(-1));
  expect(prompt).toContain(
    'Files written so far: dashboard.png (2 KB, turn 1)'
  );
  expect(prompt).toContain(
    'This turn is phase 3; done before: phase 2 (turn 1)'
  );
});

it('finds what code writes into a folder below', async () => {
  const harness = new SessionHarness();
  harness.disk.write('out/total.csv', 'a\n1\n');
  const result = await turn(harness, [], {
    code: "frame.to_csv('out/total.csv')\nprint(open('out/other.csv').read())"
  });
  expect(result.artifacts.map(({ path }) => path)).toEqual(['out/total.csv']);
});

it('says so even when the turn fails afterwards, and not for notebooks and its own files', async () => {
  const harness = new SessionHarness();
  harness.model
    .enqueueCall('execute_python', { code: 'work()' })
    .enqueueError(new AgentError('model-unauthorized', 'The key was refused.'));
  harness.kernel.enqueueRun(async () => {
    harness.nearby = [
      file('half.csv', 5, 1),
      file('book.ipynb', 5, 1),
      file('Untitled.agent/main/transcript.jsonl', 5, 1)
    ];
    return { status: 'ok', outputs: [], milliseconds: 1 };
  });
  const result = await harness.session.ask({ text: 'Go' });
  expect(result.outcome).toBe('failed');
  expect(result.artifacts.map(({ path }) => path)).toEqual(['half.csv']);
});

it('lists the newest of very many, and says how many there are', async () => {
  const harness = new SessionHarness();
  let changes = 0;
  harness.session.artifactsChanged.subscribe(() => (changes += 1));
  const many = Array.from(
    { length: LIMITS.artifactsPerTurn + 50 },
    (_, index) => file(`tile_${index}.png`, 10, index < 50 ? 1 : 2)
  );
  const { artifacts } = await turn(harness, many);
  expect(artifacts).toHaveLength(LIMITS.artifactsPerTurn);
  expect(artifacts.every(({ modified }) => modified.includes(':02:'))).toBe(
    true
  );
  expect(changes).toBe(1);
  expect(harness.entriesOf('notice').map(({ text }) => text)).toEqual([
    'This turn wrote 250 files. The newest 200 are listed.'
  ]);
});
