import type { Session } from '../core/agent/session';
import type { TurnResult } from '../core/agent/session-types';
import type { OpenAIServer, ReceivedRequest } from './openai-server';

/** The file that is analysed: the example's sales, 10,500 orders. */
export const SALES_FILE = 'sales_2024.csv';

const LOAD = `import pandas as pd
sales = pd.read_csv('${SALES_FILE}', parse_dates=['date'])`;

const ANALYSE = `${LOAD}
by_region = sales.groupby('region')['revenue'].sum().sort_values(ascending=False)
top_products = sales.groupby('product')['revenue'].sum().nlargest(10)
monthly = sales.groupby(sales['date'].dt.to_period('M'))['revenue'].sum()
print(by_region.round(2)); print(top_products.round(2)); print(monthly.round(2))`;

const DRAW = `import matplotlib.pyplot as plt
figure, axes = plt.subplots(1, 3, figsize=(15, 4))
by_region.plot.bar(ax=axes[0], title='Sales by region')
monthly.plot.line(ax=axes[1], title='Monthly trend')
top_products.plot.pie(ax=axes[2], title='Top 10 products', ylabel='')
figure.tight_layout(); figure.savefig('sales_dashboard.png'); plt.show()`;

const REPORT = `report = '\\n\\n'.join(['# Sales 2024', by_region.round(2).to_string(), monthly.round(2).to_string()])
with open('sales_report.md', 'w') as stream:
    stream.write(report)
print(len(report.splitlines()), 'lines')`;

interface Phase {
  readonly prompt: string;
  readonly isAttached: boolean;
  readonly code: string;
  /** What has to be loaded and computed again when nothing was kept. */
  readonly codeAfresh: string;
  readonly findings: readonly { name: string; expression: string }[];
  readonly answer: string;
}

/** The three phases of the sales example: analysis, charts, report. Prompts in the words of the multi-phase pattern. */
const PHASES: readonly Phase[] = [
  {
    prompt: `Analyze the attached CSV file and calculate:
1. Total sales by region
2. Top 10 products by revenue
3. Monthly trends

Store these findings in memory - I'll ask follow-up questions.`,
    isAttached: true,
    code: ANALYSE,
    codeAfresh: ANALYSE,
    findings: [
      { name: 'total revenue', expression: "sales['revenue'].sum()" },
      { name: 'best region', expression: 'by_region.index[0]' },
      { name: 'best product', expression: 'top_products.index[0]' }
    ],
    answer: 'The totals by region, the top 10 products and the monthly trend.'
  },
  {
    prompt: `Create 3 visualizations:
1. Bar chart of sales by region
2. Line chart of monthly trends
3. Pie chart of top 10 products

Save as sales_dashboard.png`,
    isAttached: true,
    code: DRAW,
    codeAfresh: `${ANALYSE}\n${DRAW}`,
    findings: [],
    answer: 'The dashboard is saved as sales_dashboard.png.'
  },
  {
    prompt:
      'Create a report with an executive summary, the sales by region, the trends, and recommendations. Save as sales_report.md',
    isAttached: false,
    code: REPORT,
    codeAfresh: `${ANALYSE}\n${REPORT}`,
    findings: [],
    answer: 'The report is saved as sales_report.md.'
  }
];

export interface PhaseRecord {
  readonly result: TurnResult;
  /** What the model was sent in this phase. */
  readonly requests: readonly ReceivedRequest[];
  readonly milliseconds: number;
}

/**
 * Runs the phases on a session beside the sales file, with a scripted model that takes the shortest way: it looks at a
 * file only if it was not told what is in it, runs one piece of code, and answers.
 * @param isReused false: nothing is kept of the file from phase to phase, and the model has to look at it each time
 */
export async function runThreePhases(
  session: Session,
  model: OpenAIServer,
  isReused: boolean
): Promise<PhaseRecord[]> {
  const records: PhaseRecord[] = [];
  for (const phase of PHASES) {
    if (!isReused) {
      await session.fileContext.forget(SALES_FILE);
      model.enqueueCall('dataset_info', { path: SALES_FILE });
    }
    model.enqueueCall('execute_python', {
      code: isReused ? phase.code : phase.codeAfresh
    });
    if (isReused && phase.findings.length > 0) {
      model.enqueueCalls(
        phase.findings.map(({ name, expression }) => ({
          name: 'note_finding',
          args: { name, value: `value of ${name}`, expression }
        }))
      );
    }
    model.enqueueText(phase.answer);
    const before = model.chats.length;
    const began = performance.now();
    const result = await session.ask({
      text: phase.prompt,
      files: isReused && phase.isAttached ? [SALES_FILE] : []
    });
    if (result.error) {
      throw result.error;
    }
    records.push({
      result,
      requests: model.chats.slice(before),
      milliseconds: performance.now() - began
    });
  }
  return records;
}
