import { rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { expectSameAfterReload } from '../../testing/expect-reload';
import {
  callChunks,
  eventStream,
  textChunks
} from '../../testing/model-chunks';
import {
  OpenAIServer,
  type AnswerScript,
  type ReceivedRequest
} from '../../testing/openai-server';
import {
  lookAt,
  messagesOf,
  picturesOf,
  toolTexts
} from '../../testing/sent-messages';
import { SessionBench } from '../../testing/session-bench';

/** The two scenarios of the seed on multi-turn context, on a real kernel. What the model says, it reads in its request. */

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL);
});

afterEach(async () => {
  expect(model.unscripted).toBe(0);
  await bench.close();
});

function saying(answer: (request: ReceivedRequest) => string): AnswerScript {
  return request => ({ steps: eventStream(textChunks(answer(request))) });
}

function running(code: (request: ReceivedRequest) => string): AnswerScript {
  return request => ({
    steps: eventStream(
      callChunks([{ name: 'execute_python', args: { code: code(request) } }])
    )
  });
}

/** The first group of the last match in all that the tools said. */
function fromTools(request: ReceivedRequest, pattern: RegExp): string {
  const found = [...toolTexts(request).join('\n').matchAll(pattern)].at(-1);
  return found?.[1] ?? 'unknown';
}

const PLOT = (column: string): string =>
  [
    'import matplotlib.pyplot as plt',
    `rises = df["${column}"].is_monotonic_increasing`,
    'figure, axes = plt.subplots(facecolor="red" if rises else "blue")',
    `axes.plot(df["${column}"]); axes.set_title("${column}")`,
    'plt.show()'
  ].join('\n');

it('R54: scenario 1: load and head, plots that reuse df, and what they show answered from the images', async () => {
  await writeFile(
    bench.path('sales.csv'),
    'month,units,price\n1,10,9.5\n2,20,8.5\n3,40,7.0\n'
  );
  model
    .enqueueCalls([
      { name: 'dataset_info', args: { path: 'sales.csv' } },
      {
        name: 'execute_python',
        args: {
          code: 'import pandas as pd\ndf = pd.read_csv("sales.csv")\ndf.head()'
        }
      }
    ])
    .enqueue(
      saying(request =>
        toolTexts(request).join().includes('40') ? 'Loaded 3 rows.' : 'Nothing?'
      )
    );
  const first = await bench.ask(
    'Load the data and show me the first few rows',
    ['sales.csv']
  );
  expect(first.answer).toBe('Loaded 3 rows.');

  // The file is gone: what follows can only come from the namespace.
  await rm(bench.path('sales.csv'));
  model
    .enqueueCalls(
      ['units', 'price', 'month'].map(column => ({
        name: 'execute_python',
        args: { code: PLOT(column) }
      }))
    )
    .enqueueText('Three plots.');
  const second = await bench.ask(
    'Create visualizations of the numeric columns'
  );
  expect(second).toMatchObject({ outcome: 'answered', attempts: 3 });
  expect(
    messagesOf(model.chats.at(-1))
      .map(message => message.role)
      .slice(-6)
  ).toEqual(['user', 'assistant', 'tool', 'tool', 'tool', 'user']);

  model.enqueue(
    saying(request => {
      const looks = picturesOf(request).map(lookAt);
      const words = looks.map(({ corner, width, height }) =>
        width > 100 && height > 100
          ? ({ '255,0,0': 'rises', '0,0,255': 'falls' }[corner] ?? corner)
          : 'empty'
      );
      return `units ${words[0]}, price ${words[1]}, month ${words[2]}`;
    })
  );
  const third = await bench.ask('What patterns did you notice in those plots?');
  expect(third).toMatchObject({
    answer: 'units rises, price falls, month rises',
    attempts: 0
  });
  await expectSameAfterReload(bench);
});

const BASELINE = `
import numpy as np
features = ["age", "income"]
rng = np.random.default_rng(7)
X = rng.normal(size=(400, 2))
y = ((X[:, 0] * X[:, 1] > 0) | (X[:, 0] > 1)).astype(int)
A = np.c_[np.ones(len(X)), X]
w = np.zeros(3)
for _ in range(200):
    w -= 0.1 * A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(X)
baseline_score = float(((A @ w > 0) == y).mean())
print(f"features: {', '.join(features)}")
print(f"logistic regression, accuracy {baseline_score:.4f}")`;

/** Trees of two splits, one on each feature, that vote. */
const FOREST = (trees: string): string => `
def forest_accuracy(trees):
    votes = np.zeros(len(X))
    for _ in range(trees):
        a, b = rng.choice(X[:, 0]), rng.choice(X[:, 1])
        leaf = 2 * (X[:, 0] > a) + (X[:, 1] > b)
        for k in range(4):
            if (leaf == k).any():
                votes[leaf == k] += y[leaf == k].mean() - 0.5
    return float(((votes > 0) == y).mean())
forest_score = forest_accuracy(${trees})
print(f"random forest of ${trees} trees on {', '.join(features)}, accuracy {forest_score:.4f}")`;

it('R55 R53: scenario 2: a baseline, a random forest on the same features that is compared with it, then tuned', async () => {
  const score = (request: ReceivedRequest, name: string): string =>
    fromTools(request, new RegExp(`${name}[^\\n]*accuracy ([\\d.]+)`, 'g'));
  model
    .enqueueCall('execute_python', { code: BASELINE })
    .enqueue(
      saying(
        request =>
          `The baseline reaches ${score(request, 'logistic regression')} with ${fromTools(request, /features: (.*)/g)}.`
      )
    );
  const first = await bench.ask('Train a baseline logistic regression model');
  const [baseline] = (await bench.runCell('print(baseline_score)')).split(' ');
  expect(first.answer).toBe(
    `The baseline reaches ${Number(baseline).toFixed(4)} with age, income.`
  );

  // Nothing is trained again: X, y and the features are those of turn 1.
  model.enqueue(
    running(() => FOREST('5')),
    saying(request => {
      const [forest, logistic] = ['random forest', 'logistic regression'].map(
        name => score(request, name)
      );
      const verb =
        Number(forest) > Number(logistic) ? 'outperforms' : 'loses to';
      return `Random Forest (${forest}) ${verb} Logistic Regression (${logistic})`;
    })
  );
  const second = await bench.ask(
    'Now try a random forest with the same features'
  );
  const forest = Number(await bench.runCell('print(forest_score)'));
  expect(second.answer).toBe(
    `Random Forest (${forest.toFixed(4)}) outperforms Logistic Regression (${Number(baseline).toFixed(4)})`
  );

  model.enqueue(
    running(request => {
      // It knows model, score, features and what is in memory, without being told again.
      const text = JSON.stringify(messagesOf(request));
      const known = [
        'Random Forest (',
        'age, income',
        'forest_accuracy',
        '- forest_score: float'
      ].filter(fact => text.includes(fact));
      return `known = ${known.length}\nbefore = forest_score${FOREST('200')}`;
    }),
    saying(
      request =>
        `Tuned: ${fromTools(request, /random forest of 200[^\n]*accuracy ([\d.]+)/g)}, before ${fromTools(request, /random forest of 5 [^\n]*accuracy ([\d.]+)/g)}.`
    )
  );
  const third = await bench.ask(
    'Tune the hyperparameters of the random forest'
  );
  expect(await bench.runCell('print(known, before == forest_score)')).toBe(
    '4 False'
  );
  const tuned = Number(await bench.runCell('print(forest_score)'));
  expect(third.answer).toBe(
    `Tuned: ${tuned.toFixed(4)}, before ${forest.toFixed(4)}.`
  );
  await expectSameAfterReload(bench);
});
