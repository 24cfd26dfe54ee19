import type { Locator } from '@playwright/test';
import { textChunks } from '../../src/testing/model-chunks';
import { AgentCells } from '../support/agent-cells';
import { expect, settings, test } from '../support/test';

/** An answer that has begun and does not end. */
const UNFINISHED = textChunks('I am thinking about it', {
  finishReason: null,
  usage: null
});

test.describe('without being asked', () => {
  test.use(settings({ approvalMode: 'auto' }));

  test('Run All: agent cells and Python run in order, in one kernel', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(
      agent,
      'order = ["python 1"]',
      '%%agent -o first\nset a; order is {order}',
      'order.append(f"python 2 sees {a} and {first}")',
      '%%agent\nset b',
      'order.append(f"python 3 sees {b}")',
      '%%agent\nsum up {a + b}',
      'print(order)'
    );
    model
      .enqueueCall('execute_python', {
        code: 'a = 1\norder.append("agent 1")'
      })
      .enqueueText('a is set')
      .enqueueCall('execute_python', {
        code: 'b = 2\norder.append("agent 2")'
      })
      .enqueueText('b is set')
      .enqueueText('The sum is three.');
    await cells.runAll();
    await expect(cells.printed(6)).toHaveText(
      "['python 1', 'agent 1', 'python 2 sees 1 and a is set', 'agent 2', 'python 3 sees 2']"
    );
    await expect(cells.cell(5)).toContainText('The sum is three.');
    expect(agent.chats[0]?.texts.at(-1)).toContain("order is ['python 1']");
    expect(agent.chats.at(-1)?.texts.at(-1)).toContain('sum up 3');
    // The kernel did not count the agent's cells.
    await expect(cells.prompt(6)).toHaveText('[4]:');
    await expect(cells.prompt(5)).toHaveText('[ ]:');
  });

  test('a turn that fails stops Run All, and is shown as the error of its cell', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(
      agent,
      'done = []',
      '%%agent\nhello',
      'done.append("never")',
      '%%agent\nnever asked'
    );
    model.enqueueJson({ error: { message: 'Incorrect API key' } }, 401);
    await cells.runAll();
    await expect(cells.cell(1).locator('.jp-RenderedText')).toContainText(
      'ModelUnauthorized'
    );
    for (const index of [1, 2, 3]) {
      await expect(cells.prompt(index)).toHaveText('[ ]:');
    }
    expect(await agent.runCell('print(done)')).toBe('[]');
  });

  test('while an agent cell works, the kernel is free, and the Stop button ends the turn', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(agent, '%%agent\nwait', 'print(6 * 7)');
    model.enqueueHang(UNFINISHED);
    await cells.start(0);
    await expect(cells.cell(0)).toContainText('I am thinking about it');
    await expect(cells.prompt(0)).toHaveText('[*]:');
    await cells.start(1);
    await expect(cells.printed(1)).toHaveText('42');
    await expect(cells.prompt(0)).toHaveText('[*]:');
    await expect(cells.button(0, 'Stop')).toBeVisible();
    await cells.run('notebook:interrupt-kernel');
    await expect(cells.prompt(0)).toHaveText('[ ]:');
    await expect(cells.cell(0)).toContainText('stopped');
    await expect(cells.button(0, 'Stop')).toBeHidden();
  });

  test('a cell that is deleted while it runs stops its turn', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(agent, '%%agent\nwait', 'x = 1');
    model.enqueueHang(UNFINISHED);
    await cells.start(0);
    await expect(cells.cell(0)).toContainText('I am thinking about it');
    await expect(cells.prompt(0)).toHaveText('[*]:');
    await cells.run('notebook:delete-cell');
    await agent.show();
    await agent.idle();
    await expect(agent.lastTurn).toContainText('You stopped this turn.');
  });

  test('what a cell shows is saved, is valid, and is there after a reload', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(
      agent,
      '%%agent --phase "Phase 1"\nplot'
    );
    model
      .enqueueCall('execute_python', {
        code: 'import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint("drawn")'
      })
      .enqueueText('Here is **the plot**. <img src=x onerror="hacked = 1">');
    await cells.runAll();
    const check = async (): Promise<void> => {
      await expect(
        cells.cell(0).locator('.jp-KernelAgent-cellTurn')
      ).toContainText('Phase 1');
      await expect(
        cells.cell(0).locator('img[src^="data:image/png"]')
      ).toBeVisible();
      await expect(cells.cell(0).locator('strong')).toHaveText('the plot');
      await expect(cells.step(0)).toBeVisible();
      expect(await agent.page.evaluate(() => 'hacked' in window)).toBe(false);
    };
    await check();
    const saved = await cells.saved();
    expect(saved).toContain('application/vnd.kernel-agent.turn+json');
    expect(saved).toContain('image/png');
    await agent.reload();
    await check();
    await cells.step(0).click();
    await expect(cells.cell(0)).toContainText('drawn');
    const page = cells.exported();
    for (const shown of [
      'Here is <strong>the plot</strong>',
      'matplotlib.pyplot',
      'drawn',
      'data:image/png',
      'Phase 1'
    ]) {
      expect(page).toContain(shown);
    }
    expect(page).not.toMatch(/<img[^>]*onerror/);
    await cells.button(0, 'Show in sidebar').click();
    await expect(agent.sidebar).toContainText('the plot');
  });

  test('%agent commands answer in the cell, and mistakes are explained', async ({
    agent,
    model
  }) => {
    void model;
    await agent.addFile('sales.csv', 'region,revenue\nNorth,10\n');
    const cells = await AgentCells.open(
      agent,
      '%agent files\n%agent status',
      '%%agent --fils sales.csv\nhello'
    );
    await cells.start(0);
    await expect(cells.cell(0)).toContainText('No data files are known yet');
    await expect(cells.cell(0)).toContainText('scripted-model');
    await cells.start(1);
    await expect(cells.cell(1)).toContainText('Did you mean --files?');
    await expect(cells.prompt(1)).toHaveText('[ ]:');
  });
});

test.describe('asked', () => {
  test.use(settings({ approvalMode: 'ask' }));

  test('code is approved in the cell, with the sidebar closed, also in another session', async ({
    agent,
    model
  }) => {
    const cells = await AgentCells.open(
      agent,
      '%%agent --session side_track\nset it',
      'print(it)'
    );
    model
      .enqueueCall('execute_python', { code: 'it = "approved here"' })
      .enqueueText('It is set.');
    await cells.start(0);
    await expect(cells.cell(0).locator('.jp-KernelAgent-codeText')).toHaveText(
      'it = "approved here"'
    );
    await expect(agent.sidebar).toBeHidden();
    await cells.button(0, 'Allow once').click();
    await expect(cells.cell(0)).toContainText('It is set.');
    await expect(cells.button(0, 'Allow once')).toHaveCount(0);
    await cells.start(1);
    await expect(cells.printed(1)).toHaveText('approved here');
  });
});

test('what waits for permission out of sight is told, with a way to it', async ({
  agent,
  model
}) => {
  const page = agent.page;
  const cells = await AgentCells.open(
    agent,
    '%%agent\nset a',
    `x = [\n${'  1,\n'.repeat(80)}]`,
    'print(a)'
  );
  model
    .enqueueCall('execute_python', { code: 'a = 5' })
    .enqueueText('a is set');
  const done = cells.runAll();
  const told = page.getByText('An agent cell waits for your permission');
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(cells.button(0, 'Allow once')).toBeInViewport();
  await cells.button(0, 'Allow once').click();
  await done;
  await expect(cells.printed(2)).toHaveText('5');
  await expect(told).toBeHidden();
});

test('an agent cell has colours of its own, and options, files and variables are completed', async ({
  agent,
  model
}) => {
  void model;
  await agent.addFile('sales.csv', 'region,revenue\nNorth,10\n');
  const cells = await AgentCells.open(
    agent,
    'revenue_total = 3',
    '%%agent -o x\nif it is {revenue_total}, not {{that}}, return None'
  );
  const line = cells.cell(1).locator('.jp-KernelAgent-agentLine');
  await expect(cells.cell(1).locator('.jp-KernelAgent-agentMagic')).toHaveText(
    '%%agent'
  );
  await expect(
    cells.cell(1).locator('.jp-KernelAgent-agentExpression')
  ).toHaveText('{revenue_total}');
  const colours = await line
    .nth(1)
    .locator(
      'span:not(.jp-KernelAgent-agentExpression, .jp-KernelAgent-agentExpression span)'
    )
    .evaluateAll(spans => [
      ...new Set(spans.map(span => getComputedStyle(span).color))
    ]);
  expect(colours.length).toBeLessThanOrEqual(1);

  await cells.start(0);
  await expect(cells.prompt(0)).toHaveText('[1]:');
  const complete = async (text: string): Promise<Locator> => {
    await agent.page.keyboard.press('Escape');
    await agent.page.notebook.setCell(1, 'code', text);
    await agent.page.notebook.enterCellEditingMode(1);
    await agent.page.keyboard.press('Control+End');
    await agent.page.keyboard.press('Tab');
    return agent.page.locator('.jp-Completer:visible');
  };
  await expect(await complete('%%agent --')).toContainText('--phase');
  const files = await complete('%%agent --files s');
  await expect(
    files.or(line.filter({ hasText: 'sales.csv' })).first()
  ).toContainText('sales.csv');
  const names = await complete('%%agent\nis it {revenue_t');
  await expect(
    names.or(line.filter({ hasText: 'revenue_total' })).first()
  ).toContainText('revenue_total');
});
