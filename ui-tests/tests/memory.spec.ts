import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

const PLOT = (column: string): string =>
  `import matplotlib.pyplot as plt\ndf["${column}"].plot(title="${column}")\nplt.show()`;

test('R44 R45 R46 R48: every earlier message comes back, byte for byte, and one system message is first', async ({
  agent,
  model
}) => {
  model
    .enqueueCalls([
      { name: 'execute_python', args: { code: 'a = 1' } },
      { name: 'execute_python', args: { code: 'print(a + 1)' } }
    ])
    .enqueueText('It is 2.')
    .enqueueCall('execute_python', { code: 'print(a + 2)' })
    .enqueueText('Now it is 3.');
  await agent.ask('first prompt');
  await agent.ask('second prompt');

  const { chats } = agent;
  expect(chats.map(chat => chat.roles)).toEqual([
    ['system', 'user'],
    ['system', 'user', 'assistant', 'tool', 'tool'],
    ['system', 'user', 'assistant', 'tool', 'tool', 'assistant', 'user'],
    [
      ...['system', 'user', 'assistant', 'tool', 'tool', 'assistant', 'user'],
      ...['assistant', 'tool']
    ]
  ]);
  for (const [index, chat] of chats.slice(1).entries()) {
    const before = chats[index]?.messages ?? [];
    expect(chat.messages.slice(0, before.length)).toEqual(before);
  }
});

test('R51 R53 R54: load, plot with the same df, then a question answered from the plots', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', {
      code: 'import pandas as pd\ndf = pd.DataFrame({"height": [1, 2, 4], "weight": [9, 7, 6]})\ndf.head()'
    })
    .enqueueText('Three rows, two columns.')
    .enqueueCalls([
      { name: 'execute_python', args: { code: PLOT('height') } },
      { name: 'execute_python', args: { code: PLOT('weight') } }
    ])
    .enqueueText('Two plots.')
    .enqueueText('Height rises while weight falls.');
  await agent.ask('Load the data and show me the first few rows');
  await agent.ask('Create visualizations of the numeric columns');
  await agent.ask('What patterns did you notice in those plots?');

  await expect(agent.lastTurn).toContainText('Height rises');
  await expect(
    agent.turns.nth(1).locator('.jp-KernelAgent-outputs img')
  ).toHaveCount(2);
  const last = agent.chats.at(-1);
  expect(last?.images).toBe(2);
  expect(last?.texts.join('\n')).toContain('df: DataFrame, 3 rows x 2 columns');
  expect(last?.messages.join('\n')).toContain('weight\\\\\\"].plot');
});

test('R55: a baseline, a second model on the same features, then tuning', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', {
      code: 'features = ["age", "income"]\nbaseline_score = 0.82\nprint(f"logistic regression: {baseline_score}")'
    })
    .enqueueText('The baseline scores 0.82.')
    .enqueueCall('execute_python', {
      code: 'forest_score = 0.89\nprint(f"random forest on {features}: {forest_score}, baseline {baseline_score}")'
    })
    .enqueueText('Random forest (0.89) beats logistic regression (0.82).')
    .enqueueCall('execute_python', {
      code: 'print(f"tuning from {forest_score} on {features}")'
    })
    .enqueueText('Tuned.');
  await agent.ask('Train a baseline logistic regression model');
  await agent.ask('Now try a random forest with the same features');
  await agent.ask('Tune the hyperparameters of the random forest');

  await expect(agent.lastTurn).toContainText("tuning from 0.89 on ['age'");
  const told = agent.chats.at(-1)?.texts.join('\n') ?? '';
  expect(told).toContain(
    "random forest on ['age', 'income']: 0.89, baseline 0.82"
  );
});

test('R52: what the user makes by hand is told to the model', async ({
  agent,
  model
}) => {
  model.enqueueText('Hello.').enqueueText('I see it.');
  await agent.ask('hello');
  await agent.runCell('threshold = 42');
  await agent.ask('which variables are there?');
  expect(agent.chats.at(-1)?.texts.at(-1)).toMatch(/threshold: int, 42/);
});
