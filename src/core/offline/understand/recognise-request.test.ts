import { describe, expect, it } from 'vitest';
import { readConversation, type Conversation } from '../read-conversation';
import { recogniseRequest } from './recognise-request';
import type { Request } from './understanding';

interface Scene {
  readonly files?: readonly string[];
  readonly variables?: readonly string[];
  readonly attached?: readonly string[];
  /** Earlier prompts with the code that was run for them. */
  readonly before?: readonly (readonly [prompt: string, code: string])[];
  readonly profiles?: Readonly<Record<string, unknown>>;
}

function conversation(prompt: string, scene: Scene): Conversation {
  const context = [
    '<context>',
    'Data files beside the notebook:',
    ...(scene.files ?? []).map(path => `- ${path} (12 KB)`),
    'Variables in the kernel:',
    ...(scene.variables ?? []).map(line => `- ${line}`)
  ];
  const attached = (scene.attached ?? []).join(', ');
  const calls = [
    ...Object.entries(scene.profiles ?? {}).map(([path, profile], i) => ({
      id: `profile${i}`,
      name: 'dataset_info',
      arguments: { path },
      result: JSON.stringify({ path, ...Object(profile) })
    })),
    ...(scene.before ?? []).map(([, code], i) => ({
      id: `code${i}`,
      name: 'execute_python',
      arguments: { code },
      result: 'Rows: 3'
    }))
  ];
  const earlier = (scene.before ?? []).map(([text]) => text);
  return readConversation({
    messages: [
      {
        role: 'user',
        content: [...context, '</context>', '', earlier[0] ?? 'start'].join(
          '\n'
        )
      },
      ...calls.flatMap(call => [
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            {
              id: call.id,
              function: {
                name: call.name,
                arguments: JSON.stringify(call.arguments)
              }
            }
          ]
        },
        { role: 'tool', tool_call_id: call.id, content: call.result }
      ]),
      {
        role: 'user',
        content:
          attached === ''
            ? prompt
            : `<context>\nAttached files: ${attached}\n</context>\n\n${prompt}`
      }
    ]
  });
}

/** A request in a few words. */
function brief(request: Request): string {
  switch (request.kind) {
    case 'variable':
      return `variable ${request.name}`;
    case 'unsupported':
      return `unsupported: ${request.what}`;
    case 'table': {
      const { target } = request;
      switch (target.kind) {
        case 'file':
          return target.sheet === null
            ? target.path
            : `${target.path} > ${target.sheet}`;
        case 'variable':
          return `frame ${target.name}`;
        case 'missing':
          return `missing ${target.name}`;
        case 'unclear':
          return `unclear: ${target.choices.join(', ')}`;
        case 'none':
          return 'no table';
      }
    }
    // eslint-disable-next-line no-fallthrough -- every target returned
    default:
      return request.kind;
  }
}

const recognised = (prompt: string, scene: Scene = {}): string =>
  brief(recogniseRequest(conversation(prompt, scene)));

const SALES = { files: ['sales_2024.csv'] };
const TWO = { files: ['sales_2024.csv', 'hr/employees.xlsx'] };
const column = (name: string): { name: string } => ({ name });
const PROFILES = {
  'sales_2024.csv': {
    rows: 10,
    columns: ['order_id', 'date', 'region', 'revenue', 'units'].map(column)
  },
  'hr/employees.xlsx': {
    rows: 5,
    columns: ['name', 'department', 'salary', 'hire_date'].map(column)
  }
};
const WORKBOOK = {
  files: ['quarterly_financials.xlsx'],
  profiles: {
    'quarterly_financials.xlsx': {
      rows: 12,
      columns: [
        'Quarter',
        'Year',
        'Total revenue',
        'Operating expenses',
        'Net income'
      ].map(column),
      load_line:
        'pd.read_excel("quarterly_financials.xlsx", sheet_name="Income Statement")',
      sheets: [
        {
          name: 'Income Statement',
          rows: 12,
          columns: [
            'Quarter',
            'Year',
            'Total revenue',
            'Operating expenses',
            'Net income'
          ]
        },
        {
          name: 'Expenses',
          rows: 108,
          columns: [
            'Quarter',
            'Year',
            'Department',
            'Category',
            'Amount',
            'Budget'
          ]
        },
        { name: 'Notes', rows: 6, columns: ['Topic', 'Note'] }
      ]
    }
  }
};
const FRAME = 'df: DataFrame, 100 rows x 2 columns: city object, price float64';

describe('what a prompt is about', () => {
  it.each([
    ['hi', 'greeting'],
    ['Hello there!', 'greeting'],
    ['good morning', 'greeting'],
    ['Hallo', 'greeting'],
    ['thanks', 'thanks'],
    ['Thank you so much!', 'thanks'],
    ['ok, thanks', 'thanks'],
    ['perfect, thank you', 'thanks'],
    ['', 'help'],
    ['help', 'help'],
    ['what can you do?', 'help'],
    ['who are you', 'help'],
    ['are you ChatGPT?', 'help'],
    ['how do I set an API key?', 'help'],
    ['how can I configure a model', 'help'],
    ['which variables do I have?', 'variables'],
    ['list all variables', 'variables'],
    ["what's in memory", 'variables'],
    ['show me the dataframes', 'variables'],
    ['what files are here?', 'files'],
    ['list files', 'files'],
    ['which csv files do you see', 'files'],
    ['what data do I have?', 'files'],
    ['show the files', 'files']
  ])('%j is %s', (prompt, expected) => {
    expect(recognised(prompt, SALES)).toBe(expected);
  });

  it.each([
    'hi, total revenue by region',
    'help me plot the revenue by month',
    'thanks, now as a pie chart',
    'which columns are in the file?',
    'list the variables of sales_2024.csv',
    'show the file',
    'what is in this file?',
    'how many rows does the csv have',
    'what is the total revenue',
    'summarise the data'
  ])('%j is about the table', prompt => {
    expect(recognised(prompt, SALES)).toBe('sales_2024.csv');
  });
});

describe('what cannot be done', () => {
  it.each([
    ['train a model that predicts revenue', 'train models'],
    ['forecast sales for next quarter', 'make forecasts or predictions'],
    ['predict next month', 'make forecasts or predictions'],
    ['translate the product names to French', 'translate texts'],
    ['write a poem about the sea', 'write texts'],
    ['search the web for competitors', 'look anything up on the internet'],
    ['send the chart by email to my boss', 'send messages'],
    ['edit the third cell', 'change or run cells of the notebook'],
    ['delete the file', 'change or clean the data'],
    ['fix the bug in my code', 'explain or repair code'],
    ['why did revenue drop?', 'say why something happened'],
    [
      'make a powerpoint',
      'make that of a single question; ask me to *create a dashboard* or *create a PowerPoint report*'
    ],
    ['forecast revenue and plot it', 'make forecasts or predictions']
  ])('%j', (prompt, what) => {
    expect(recognised(prompt, SALES)).toBe(`unsupported: ${what}`);
  });

  it('leaves what else is asked to the table', () => {
    expect(
      recognised('total revenue by region and forecast next quarter', SALES)
    ).toBe('sales_2024.csv');
  });

  it('says so of files that are no tables', () => {
    expect(recognised('summarise this', { attached: ['report.pdf'] })).toMatch(
      /^unsupported: read report.pdf/
    );
    expect(recognised('open notes.docx', { files: ['notes.docx'] })).toMatch(
      /^unsupported: read notes.docx/
    );
  });
});

describe('which table is meant', () => {
  it.each<[string, Scene, string]>([
    ['total revenue by region as a bar chart', SALES, 'sales_2024.csv'],
    [
      'total revenue by region',
      TWO,
      'unclear: sales_2024.csv, hr/employees.xlsx'
    ],
    ['total revenue by region in sales_2024.csv', TWO, 'sales_2024.csv'],
    ['total revenue by region about `sales_2024.csv`', TWO, 'sales_2024.csv'],
    ['@sales_2024.csv by region', TWO, 'sales_2024.csv'],
    ['total revenue by region in sales_2024', TWO, 'sales_2024.csv'],
    ['Total revenue in Sales_2024.CSV', TWO, 'sales_2024.csv'],
    ['totals of sales-2024.csv', TWO, 'sales_2024.csv'],
    ['describe sales_2042.csv', TWO, 'sales_2024.csv'],
    ['describe employees.xlsx', TWO, 'hr/employees.xlsx'],
    ['describe hr/employees.xlsx', TWO, 'hr/employees.xlsx'],
    ['average salary in the employees file', TWO, 'hr/employees.xlsx'],
    ['show me the sales data', TWO, 'sales_2024.csv'],
    ['describe the employee table', TWO, 'hr/employees.xlsx'],
    ['describe customers.csv', TWO, 'missing customers.csv'],
    ['describe data/customers.csv', TWO, 'data/customers.csv'],
    [
      'describe it',
      { ...TWO, attached: ['hr/employees.xlsx'] },
      'hr/employees.xlsx'
    ],
    ['describe sales', { ...TWO, attached: TWO.files }, 'sales_2024.csv'],
    [
      'describe this',
      { ...TWO, attached: TWO.files },
      'unclear: sales_2024.csv, hr/employees.xlsx'
    ],
    ['average price by city', { variables: [FRAME] }, 'frame df'],
    ['describe df', { ...SALES, variables: [FRAME] }, 'frame df'],
    ['average salary by department', {}, 'no table'],
    [
      'average salary by department',
      { ...TWO, profiles: PROFILES },
      'hr/employees.xlsx'
    ],
    [
      'total revenue by region',
      { ...TWO, profiles: PROFILES },
      'sales_2024.csv'
    ],
    [
      'describe sales',
      {
        files: ['sales.csv'],
        variables: ['sales: DataFrame, 3 rows x 1 columns: a int64']
      },
      'frame sales'
    ],
    [
      'describe sales.csv',
      {
        files: ['sales.csv'],
        variables: ['sales: DataFrame, 3 rows x 1 columns: a int64']
      },
      'sales.csv'
    ],
    [
      'total of the "My Sales.csv" file',
      { files: ['My Sales.csv', 'b.csv'] },
      'My Sales.csv'
    ]
  ])('%j', (prompt, scene, expected) => {
    expect(recognised(prompt, scene)).toBe(expected);
  });

  it.each([
    'now as a pie chart',
    'and by month?',
    'only for the North',
    'top 3',
    'what about the median?',
    'by department instead'
  ])('%j goes on with the table before', prompt => {
    const scene: Scene = {
      ...TWO,
      profiles: PROFILES,
      before: [
        [
          'average salary by department',
          'employees = pd.read_excel("hr/employees.xlsx")\nprint(employees.mean())'
        ]
      ]
    };
    expect(recognised(prompt, scene)).toBe('hr/employees.xlsx');
  });

  it('changes the table when the words only fit another', () => {
    const scene: Scene = {
      ...TWO,
      profiles: PROFILES,
      before: [
        ['average salary', 'employees = pd.read_excel("hr/employees.xlsx")']
      ]
    };
    expect(recognised('total revenue by region', scene)).toBe('sales_2024.csv');
  });
});

describe('sheets', () => {
  it.each([
    ['net income by quarter', 'quarterly_financials.xlsx'],
    ['operating expenses by quarter', 'quarterly_financials.xlsx'],
    ['revenue growth', 'quarterly_financials.xlsx'],
    ['show the expenses sheet', 'quarterly_financials.xlsx > Expenses'],
    ['total amount by category', 'quarterly_financials.xlsx > Expenses'],
    ['expenses by department', 'quarterly_financials.xlsx > Expenses'],
    ['expense breakdown', 'quarterly_financials.xlsx > Expenses'],
    ['amount vs budget by department', 'quarterly_financials.xlsx > Expenses'],
    ['show me the notes tab', 'quarterly_financials.xlsx > Notes'],
    [
      'total revenue of the income statement by year',
      'quarterly_financials.xlsx'
    ]
  ])('%j', (prompt, expected) => {
    expect(recognised(prompt, WORKBOOK)).toBe(expected);
  });
});

describe('variables that are no tables', () => {
  const scene: Scene = {
    ...SALES,
    profiles: PROFILES,
    variables: ['threshold: int, 5', 'my_list: list, length 3', FRAME]
  };
  it.each([
    ['what is threshold?', 'variable threshold'],
    ['threshold', 'variable threshold'],
    ['show my_list', 'variable my_list'],
    ['how long is my_list', 'variable my_list'],
    ['what is the value of `threshold`', 'variable threshold'],
    ['print @my_list', 'variable my_list'],
    ['what is the sum of my_list', 'variable my_list'],
    ['describe df', 'frame df'],
    ['total revenue by region above the threshold', 'sales_2024.csv']
  ])('%j', (prompt, expected) => {
    expect(recognised(prompt, scene)).toBe(expected);
  });
});
