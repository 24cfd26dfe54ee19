import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ReplayMode } from '../core/agent-cell/cell';
import type { TurnResult } from '../core/agent/session-types';
import { OpenAIServer } from '../testing/openai-server';
import { SessionBench } from '../testing/session-bench';

/** Replays on a real kernel: what counts is that the same code gives the same outputs, and that it is noticed when not. */

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL);
  await writeFile(bench.path('sales.csv'), 'month,units\n1,10\n2,20\n3,40\n');
});

afterEach(async () => {
  expect(model.unscripted).toBe(0);
  await bench.close();
});

const CELLS = ['Load sales.csv', 'Plot it', 'What is the total?'];

const CODES = [
  'import pandas as pd\nsales = pd.read_csv("sales.csv")\nsales',
  'import matplotlib.pyplot as plt\nsales.plot(x="month", y="units", title="Units")\nplt.savefig("units.png")\nplt.show()',
  'print(sales["units"].sum(), object())'
];

/** Runs the cells as Run All does. */
async function runAll(
  on: SessionBench,
  replay: ReplayMode = 'allowed'
): Promise<TurnResult[]> {
  const results: TurnResult[] = [];
  for (const [index, text] of CELLS.entries()) {
    results.push(
      await on.session.ask({
        text,
        phase: `${index + 1}`,
        cell: {
          id: `cell${index}`,
          above: CELLS.slice(0, index).map((_, above) => `cell${above}`),
          replay
        }
      })
    );
  }
  return results;
}

async function record(): Promise<void> {
  for (const [index, code] of CODES.entries()) {
    model
      .enqueueCall('execute_python', { code })
      .enqueueText(`Answer ${index + 1}`);
  }
  const results = await runAll(bench);
  expect(results.map(({ outcome }) => outcome)).toEqual(
    CELLS.map(() => 'answered')
  );
}

it('frames, figures and prints are the same in another kernel: no request is sent', async () => {
  await record();
  const requests = model.requests.length;
  await bench.host.connection?.restart();
  const again = await bench.reopened();
  const results = await runAll(again, 'only');
  expect(
    results.map(({ replayed, requests: sent, answer }) => [
      replayed,
      sent,
      answer
    ])
  ).toEqual([
    [1, 0, 'Answer 1'],
    [2, 0, 'Answer 2'],
    [3, 0, 'Answer 3']
  ]);
  expect(model.requests).toHaveLength(requests);
  expect(results[1]?.artifacts.map(({ path }) => path)).toEqual(['units.png']);
  // The variables are really there.
  expect(await again.runCell('len(sales)')).toBe('3');
  await again.close();
});

it('a changed file is noticed, and so is code that gives something else', async () => {
  await record();
  await writeFile(bench.path('sales.csv'), 'month,units\n1,10\n2,25\n');
  const [first] = await runAll(bench, 'only');
  expect(first?.error?.message).toBe(
    'No recorded turn could be replayed: sales.csv has changed since turn 1.'
  );
  await writeFile(bench.path('sales.csv'), 'month,units\n1,10\n2,20\n3,40\n');
  await bench.runCell(
    'import pandas; pandas.set_option("display.max_rows", 2)'
  );
  const [again] = await runAll(bench, 'only');
  expect(again?.error?.message).toMatch(
    /turn 1 was run again, and in call 1 of step 1 output 1 is another/
  );
});
