import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGate, expect, settings, test } from '../support/test';
import {
  eventStream,
  callChunks,
  textChunks
} from '../../src/testing/model-chunks';

const CHART = `import matplotlib.pyplot as plt
revenue_by_region = {"North": 120, "South": 80}
plt.bar(list(revenue_by_region), revenue_by_region.values())
plt.title("Revenue by region")
plt.show()
print("North leads with 120")`;

test.describe('with a scripted model', () => {
  test.use(settings({ approvalMode: 'auto' }));

  test('R50 R62: text streams in, code runs, the chart shows, and the data stays in the kernel', async ({
    agent,
    model
  }) => {
    const gate = createGate();
    model
      .enqueue({
        steps: eventStream(
          callChunks([{ name: 'execute_python', args: { code: CHART } }], {
            text: 'I will draw it.'
          })
        )
      })
      .enqueue({
        steps: [
          ...eventStream(
            textChunks('The **North** leads', { usage: null }),
            false
          ),
          gate.promise,
          ...eventStream(textChunks(' with 120.'))
        ]
      });

    await agent.send('total revenue by region as a bar chart');
    const turn = agent.lastTurn;
    await expect(turn.locator('strong')).toHaveText('North');
    await expect(agent.button('Stop')).toBeVisible();
    gate.open();
    await agent.idle();

    await expect(turn).toContainText('total revenue by region');
    await expect(turn).toContainText('I will draw it.');
    await expect(turn).toContainText('The North leads with 120.');
    await expect(turn.locator('.jp-KernelAgent-tool')).toContainText(
      'plt.title("Revenue by region")'
    );
    await expect(turn.locator('.jp-KernelAgent-outputs img')).toBeVisible();
    await expect(turn).toContainText('North leads with 120');
    expect(await agent.runCell('print(revenue_by_region["North"])')).toBe(
      '120'
    );
  });

  test('R49 R58: the figure reaches the model in the next request', async ({
    agent,
    model
  }) => {
    model
      .enqueueCall('execute_python', { code: CHART })
      .enqueueText('Drawn.')
      .enqueueText('North is higher.');
    await agent.ask('draw it');
    await agent.ask('what do you see?');
    expect(agent.chats.map(chat => chat.images)).toEqual([0, 1, 1]);
  });

  test("the agent's code leaves the user's counter and history alone", async ({
    agent,
    model
  }) => {
    model
      .enqueueCall('execute_python', { code: 'secret_sauce = 1\nsecret_sauce' })
      .enqueueText('Done.');
    await agent.ask('assign something');
    expect(await agent.runCell('print(len(In), In[:-1], sorted(Out))')).toBe(
      "2 [''] []"
    );
  });
});

test.describe('with the built-in analyst', () => {
  test.use(settings({ provider: 'offline', approvalMode: 'auto' }));

  test('a person asks for total revenue by region as a bar chart about the CSV beside the notebook', async ({
    agent
  }) => {
    await agent.addFile('sales_2024.csv', exampleCsv());
    await agent.ask('total revenue by region as a bar chart');

    const turn = agent.lastTurn;
    await expect(turn.locator('.jp-KernelAgent-outputs img')).toBeVisible();
    await expect(turn).toContainText('North America');
    await expect(turn).toContainText('not a language model');
    await expect(turn).toContainText(await leader(agent));
  });
});

/** The region with the most revenue, by pandas in a cell of the user's own. */
async function leader(agent: {
  runCell(code: string): Promise<string>;
}): Promise<string> {
  return agent.runCell(
    'import pandas as pd; own = pd.read_csv("sales_2024.csv"); print(own.groupby("region")["revenue"].sum().idxmax())'
  );
}

function exampleCsv(): string {
  return readFileSync(
    resolve(__dirname, '..', '..', 'examples', 'sales_2024.csv'),
    'utf8'
  );
}
