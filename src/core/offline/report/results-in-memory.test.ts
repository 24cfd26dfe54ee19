import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  AnalystLoop,
  REPORT_TOOLS,
  throughClient
} from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import { fileFrame } from '../knowledge';
import { readConversation } from '../read-conversation';
import { RequestSchema } from '../read-request';

const ANALYSE = `Load and process the file:
- Calculate revenue growth rate
- Identify top expense categories
- Compute profit margins
Store results for subsequent phases.`;
const CHARTS = `Use Phase 1 findings to create charts:
- Revenue growth trend line → growth.png
- Expense breakdown pie chart → expenses.png
- Profit margin bar chart → margins.png
DO NOT re-process the file.`;

// Real Python draws.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let notebook: PythonNotebook;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-memory-'));
  notebook = new PythonNotebook(folder);
});
afterEach(() => {
  notebook.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A statement of five quarters; in the third nothing was sold. */
async function phases(third: number) {
  await notebook.run(
    `import pandas as pd
pd.DataFrame({"Quarter": ["Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023", "Q1 2024"],
  "Revenue": [1000, 1200, ${third}, 900, 1500], "Rent": [100, 100, 100, 100, 110],
  "Salaries": [500, 520, 530, 540, 560], "Marketing": [50, 700, 20, 30, 40]}).to_excel("plain.xlsx", index=False)
del pd`
  );
  const loop = new AnalystLoop(
    notebook,
    throughClient(REPORT_TOOLS),
    REPORT_TOOLS
  );
  const analysis = await loop.ask(ANALYSE, ['plain.xlsx']);
  const charts = await loop.ask(CHARTS, ['plain.xlsx']);
  return { analysis, charts };
}

it('R27 charts of a workbook are drawn from the results in memory', async () => {
  const { charts } = await phases(500);
  expect(charts.code.join('\n')).not.toContain('read_excel');
  expect(charts.answer).toContain('no file was read again');
});

it('R27 a workbook of one sheet, of which a description names no sheets, is known to be loaded', () => {
  const code = "plain = pd.read_excel('plain.xlsx', sheet_name='Sheet1')";
  const call = {
    id: 'one',
    type: 'function',
    function: { name: 'execute_python', arguments: JSON.stringify({ code }) }
  };
  const conversation = readConversation(
    RequestSchema.parse({
      messages: [
        {
          role: 'user',
          content: `<context>
Data files beside the notebook:
- plain.xlsx (5.5 KB)
File: plain.xlsx
- type excel, 5.5 KB, 5 rows x 2 columns
- load: pd.read_excel('plain.xlsx', sheet_name='Sheet1')
- columns:
  - "Quarter": str; nulls 0; distinct 5; e.g. "Q1 2023", "Q2 2023", "Q3 2023"
  - "Revenue": int64; nulls 0; distinct 5; min 500; max 1500; mean 1020; e.g. 1000, 1200, 500
Variables in the kernel: none yet.
Attached files: plain.xlsx
</context>

${ANALYSE}`
        },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'one', content: 'done' },
        { role: 'user', content: CHARTS }
      ]
    })
  );
  expect(fileFrame(conversation, 'plain.xlsx', null)).toMatchObject({
    variable: 'plain',
    loaded: true,
    label: 'plain.xlsx'
  });
});

it('R27 growth and margins of a quarter without revenue are gaps, not infinite', async () => {
  const { analysis, charts } = await phases(0);
  const said = [analysis.answer, ...analysis.outputs, ...charts.outputs];
  expect(said.join('\n')).not.toMatch(/\binf\b|Warning/);
});
