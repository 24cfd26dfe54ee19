import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  eventually,
  Stage,
  type,
  visibleText
} from '../../testing/drawing';
import { fileProfile, knownFile } from '../../testing/fake-file-context';
import { ProfilePage } from './profile-page';

const PATH = 'data/sales.csv';
let stage: Stage;
let page: ProfilePage;

beforeEach(() => {
  stage = new Stage();
  stage.session.fileContext.setFiles(knownFile());
  open();
});

afterEach(() => {
  page.dispose();
  stage.dispose();
});

function open(): void {
  page = stage.show(new ProfilePage(PATH, stage.drawing));
}

/** The page of a file with this profile. */
function withProfile(fields: object): string {
  page.dispose();
  stage.session.fileContext.setFiles(
    knownFile({ profile: fileProfile(fields) })
  );
  open();
  return visibleText(page.node);
}

function columns(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `feature_${index}`,
    dtype: 'float64',
    histogram: [1, 2, 3]
  }));
}

const cards = (): number =>
  page.node.querySelectorAll('.jp-KernelAgent-column').length;

describe('the facts', () => {
  it('type, size, shape, and how the file is', () => {
    const text = visibleText(page.node);
    expect(text).toContain('Up to date');
    expect(text).toContain('TypeCSV');
    expect(text).toContain('Size87.7 KB');
    expect(text).toContain('Rows × columns2,000 × 2');
    expect(text).toContain('Columns (2)');
  });

  it('a partial profile says what it is', () => {
    expect(withProfile({ partial: true })).toContain(
      'Only the beginning was read'
    );
  });

  it('a sampled one says which figures are those of a sample', () => {
    expect(withProfile({ sampled_rows: 100_000 })).toContain(
      'those of 100,000 rows spread over the file'
    );
  });

  it('the state follows the file', () => {
    stage.session.fileContext.setFiles(knownFile({ state: 'changed' }));
    page.update();
    expect(visibleText(page.node)).toContain('Changed since it was read');
  });
});

describe('the load line', () => {
  it('R10: runs in a kernel where nothing was run: copied, or put into the notebook', async () => {
    buttonOf(page.node, 'Insert as cell').click();
    expect(stage.actions.calls).toEqual([
      "insertCodeBelow import pandas as pd\ndf = pd.read_csv('data/sales.csv')"
    ]);
    buttonOf(page.node, 'Copy').click();
    await eventually(() => expect(stage.announced).toEqual(['Copied']));
    expect(await navigator.clipboard.readText()).toBe(
      "import pandas as pd\ndf = pd.read_csv('data/sales.csv')"
    );
  });
});

describe('the first rows', () => {
  it('are a table with heads; what is missing is said', () => {
    const table = page.node.querySelector('table')!;
    const cells = [...table.querySelectorAll('th, td')].map(visibleText);
    expect(cells).toEqual([
      ...['region', 'revenue'],
      ...['North', '12.5'],
      ...['South', 'missing']
    ]);
    expect(table.parentElement?.tabIndex).toBe(0);
  });

  it('of a document have no heads', () => {
    const text = withProfile({
      type: 'pdf',
      columns: [],
      preview: [['Page one'], ['Page two']]
    });
    expect(text).toContain('How it beginsPage onePage two');
    expect(page.node.querySelector('th')).toBeNull();
  });

  it('are text, whatever stands in them', () => {
    withProfile({ preview: [['<script>alert(1)</script>', 1]] });
    expect(page.node.querySelector('script')).toBeNull();
    expect(visibleText(page.node)).toContain('<script>alert(1)</script>');
  });

  it('wide ones are cut', () => {
    const text = withProfile({
      columns: columns(80),
      preview: [Array.from({ length: 80 }, () => 1)]
    });
    expect(page.node.querySelectorAll('td')).toHaveLength(50);
    expect(text).toContain('The first 50 columns are shown.');
  });
});

describe('columns', () => {
  it('of ten thousand only some are drawn, more on demand', () => {
    const started = performance.now();
    withProfile({ columns: columns(10_000), total_columns: 10_000 });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(cards()).toBe(30);
    expect(visibleText(page.node)).toContain('30 of 10,000 are shown.');
    buttonOf(page.node, 'Show 30 more').click();
    expect(cards()).toBe(60);
    expect(visibleText(document.activeElement!)).toContain('feature_30');
  });

  it('are found by name', () => {
    withProfile({ columns: columns(500), total_columns: 12_000 });
    const search = page.node.querySelector('input')!;
    type(search, 'FEATURE_49');
    expect(cards()).toBe(11);
    expect(visibleText(page.node)).toContain(
      'Only the first 500 columns are described.'
    );
    type(search, 'nothing like it');
    expect(cards()).toBe(0);
    expect(visibleText(page.node)).toContain('No column has this in its name.');
    type(search, '');
    expect(cards()).toBe(30);
  });

  it('a few need no search', () => {
    expect(page.node.querySelector('input')).toBeNull();
  });
});

describe('what only some files have', () => {
  it('sheets, each with its load line', () => {
    const text = withProfile({
      type: 'excel',
      tables: [
        {
          name: 'Costs',
          rows: 12,
          columns: ['month', 'amount'],
          load_line: "pd.read_excel('x.xlsx', sheet_name='Costs')"
        }
      ]
    });
    expect(text).toContain('Sheets (1)');
    expect(text).toContain('Costs12 × 2');
    const sheet = page.node.querySelector('details')!;
    sheet.open = true;
    expect(visibleText(sheet)).toContain('month, amount');
    buttonOf(sheet, 'Insert as cell').click();
    expect(stage.actions.calls).toEqual([
      "insertCodeBelow import pandas as pd\npd.read_excel('x.xlsx', sheet_name='Costs')"
    ]);
  });

  it('tables of a database, the first hundred', () => {
    const tables = Array.from({ length: 500 }, (_, index) => ({
      name: `t${index}`
    }));
    expect(withProfile({ type: 'sqlite', tables })).toContain('Tables (500)');
    expect(page.node.querySelectorAll('details')).toHaveLength(100);
  });

  it('structure, details and notes', () => {
    const text = withProfile({
      type: 'json',
      columns: [],
      preview: [],
      structure: ["data['orders'][i]['id']"],
      details: {
        page_count: 1234,
        sizes: [1, 2],
        empty: null,
        encrypted: false,
        kinds: { csv: 2, txt: 1 }
      },
      notes: ['Cut after <100> lines.']
    });
    expect(text).toContain("Structuredata['orders'][i]['id']");
    expect(text).toContain('Page count1,234');
    expect(text).toContain('Sizes1, 2');
    expect(text).not.toContain('Empty');
    expect(text).toContain('Encryptedno');
    expect(text).toContain('Kindscsv: 2, txt: 1');
    expect(text).toContain('Cut after <100> lines.');
    expect(text).not.toContain('Columns');
  });
});

describe('what can be done', () => {
  it('attach, read again, open, forget', () => {
    buttonOf(page.node, 'Attach sales.csv to the prompt').click();
    expect(stage.attached).toEqual([PATH]);
    buttonOf(page.node, 'Read sales.csv again').click();
    buttonOf(page.node, 'Open sales.csv').click();
    buttonOf(page.node, 'Forget sales.csv').click();
    expect(stage.session.fileContext.calls).toEqual([
      `profile ${PATH} again`,
      `forget ${PATH}`
    ]);
    expect(stage.actions.calls).toEqual([`openFile ${PATH}`]);
  });

  it('a file that is not known can be read', () => {
    stage.session.fileContext.setFiles();
    page.update();
    expect(buttonLabels(page.node)).toEqual(['Read the file']);
    expect(visibleText(page.node)).toContain(
      'The session does not know this file.'
    );
    buttonOf(page.node, 'Read the file').click();
    expect(stage.session.fileContext.calls).toEqual([`profile ${PATH}`]);
  });

  it('while it is read nothing is drawn anew that did not change', () => {
    const table = page.node.querySelector('table');
    const known = knownFile();
    stage.session.fileContext.setFiles(known);
    page.update();
    const now = page.node.querySelector('table');
    expect(now).not.toBe(table);
    const progress = { fraction: 0.5, rows: 10, since: Date.now() };
    stage.session.fileContext.setFiles({
      ...known,
      state: 'profiling',
      progress
    });
    page.update();
    expect(page.node.querySelector('table')).toBe(now);
    expect(buttonLabels(page.node)).toContain('Stop reading sales.csv');
    expect(page.node.querySelector('progress')?.value).toBe(0.5);
  });
});
