import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AgentError } from '../../core/errors';
import type { FileState } from '../../core/file-context/known-file';
import {
  buttonLabels,
  buttonOf,
  eventually,
  press,
  Stage,
  visibleText
} from '../../testing/drawing';
import { knownFile } from '../../testing/fake-file-context';
import { FilesPanel } from './files-panel';

let stage: Stage;
let panel: FilesPanel;
let closed: number;

beforeEach(() => {
  stage = new Stage();
  closed = 0;
  panel = stage.show(new FilesPanel(stage.drawing, () => (closed += 1)));
});

afterEach(() => {
  panel.dispose();
  stage.dispose();
});

const files = (): FakeContext => stage.session.fileContext;
type FakeContext = Stage['session']['fileContext'];
const row = (index = 0): HTMLElement =>
  panel.node.querySelectorAll<HTMLElement>('li')[index]!;

describe('without files', () => {
  it('says what will be here, and offers to choose some', async () => {
    expect(visibleText(panel.node)).toContain('No data files yet');
    expect(buttonLabels(panel.node)).toEqual([
      'Back to the conversation',
      'Choose files…'
    ]);
    stage.actions.picked = ['a.csv', 'b.csv'];
    buttonOf(panel.node, 'Choose files…').click();
    await eventually(() =>
      expect(files().calls).toEqual(['profile a.csv', 'profile b.csv'])
    );
  });
});

describe('a file of the list', () => {
  it('is named, with its whole path, its type, size and shape', () => {
    files().setFiles(knownFile());
    expect(visibleText(row())).toContain('sales.csv');
    expect(visibleText(row())).toContain('CSV · 87.7 KB · 2,000 × 2');
    expect(buttonOf(row(), 'Show the profile of sales.csv').title).toBe(
      'data/sales.csv'
    );
  });

  it.each<[FileState, string]>([
    ['unchecked', 'Not checked yet'],
    ['fresh', 'Up to date'],
    ['partial', 'Read in part'],
    ['changed', 'Changed since it was read'],
    ['gone', 'No longer there']
  ])('%s is said in words', (state, words) => {
    files().setFiles(knownFile({ state }));
    expect(visibleText(row())).toContain(words);
  });

  it('says why it could not be read', () => {
    files().setFiles(
      knownFile({
        state: 'failed',
        profile: null,
        profiledAt: null,
        reason: 'It is <empty>.'
      })
    );
    expect(visibleText(row())).toContain('Could not be read: It is <empty>.');
    expect(buttonLabels(row())).toContain('Read sales.csv again');
  });

  it('that is gone can only be forgotten', () => {
    files().setFiles(knownFile({ state: 'gone' }));
    expect(buttonLabels(row())).toEqual([
      'Show the profile of sales.csv',
      'Forget sales.csv'
    ]);
  });

  it('is forgotten at a click, which is said', async () => {
    files().setFiles(knownFile(), knownFile({ path: 'b.csv' }));
    buttonOf(row(), 'Forget sales.csv').click();
    await eventually(() =>
      expect(stage.announced).toEqual(['sales.csv is forgotten'])
    );
    expect(panel.node.querySelectorAll('li')).toHaveLength(1);
  });

  it('what fails is said', async () => {
    files().setFiles(knownFile());
    files().failure = new AgentError('file-not-profiled', 'It is empty.');
    buttonOf(row(), 'Read sales.csv again').click();
    await eventually(() =>
      expect(stage.failures).toEqual(['Read again: It is empty.'])
    );
  });

  it('keeps its row and the focus while others come and go', () => {
    files().setFiles(knownFile({ path: 'a.csv' }), knownFile());
    const kept = row(1);
    kept.querySelector('button')!.focus();
    files().setFiles(knownFile({ state: 'changed' }));
    expect(row()).toBe(kept);
    expect(kept.contains(document.activeElement)).toBe(true);
  });

  it('is called by its new name when it has another', () => {
    files().setFiles(knownFile({ name: 'sales.csv' }));
    files().setFiles(knownFile({ name: 'data/sales.csv' }));
    expect(buttonLabels(row())).toContain('Forget data/sales.csv');
  });
});

it('looks at the files again when the kernel can', () => {
  const { kernel } = stage.session.status;
  const become = (status: 'busy' | 'idle'): void =>
    stage.session.setStatus({ kernel: { ...kernel, status } });
  become('busy');
  panel.refresh();
  become('idle');
  become('busy');
  become('idle');
  expect(files().calls).toEqual(['refresh', 'refresh']);
});

describe('while a file is read', () => {
  const reading = (
    fraction: number | null,
    rows: number | null
  ): ReturnType<typeof knownFile> =>
    knownFile({
      state: 'profiling',
      profile: null,
      profiledAt: null,
      progress: { fraction, rows, since: Date.now() - 12_500 }
    });

  it('the bar is as far as the reading, with rows and time', () => {
    files().setFiles(reading(0.42, 1_234_567));
    expect(row().querySelector('progress')?.value).toBe(0.42);
    expect(visibleText(row())).toContain('42% · 1,234,567 rows · 12 s');
  });

  it('nobody knows how far: the bar says so', () => {
    files().setFiles(reading(null, null));
    const bar = row().querySelector('progress')!;
    expect(bar.hasAttribute('value')).toBe(false);
    expect(bar.getAttribute('aria-label')).toBe('Reading sales.csv');
  });

  it('it can be stopped', () => {
    files().setFiles(reading(0.1, 5));
    buttonOf(row(), 'Stop reading sales.csv').click();
    expect(files().calls).toEqual(['stop data/sales.csv']);
    files().setFiles(knownFile({ state: 'partial' }));
    expect(buttonLabels(row())).not.toContain('Stop reading sales.csv');
  });

  it('the focus stays in the row when its button goes', () => {
    files().setFiles(knownFile());
    buttonOf(row(), 'Read sales.csv again').focus();
    files().setFiles(reading(0, 0));
    expect(document.activeElement).toBe(
      buttonOf(row(), 'Show the profile of sales.csv')
    );
  });
});

describe('the profile of one', () => {
  beforeEach(() => files().setFiles(knownFile(), knownFile({ path: 'b.csv' })));

  it('opens with its name, and leads back to where one was', () => {
    panel.showProfile('b.csv');
    expect(panel.node.getAttribute('aria-label')).toBe('Profile of b.csv');
    expect(visibleText(panel.node.querySelector('h2')!)).toBe('b.csv');
    expect(panel.node.contains(document.activeElement)).toBe(true);
    buttonOf(panel.node, 'Back to the files').click();
    expect(document.activeElement).toBe(
      buttonOf(row(1), 'Show the profile of b.csv')
    );
  });

  it('Escape goes back one step at a time', () => {
    panel.showProfile('b.csv');
    press(panel.node, 'Escape');
    expect(panel.node.getAttribute('aria-label')).toBe('Data files');
    expect(closed).toBe(0);
    press(panel.node, 'Escape');
    expect(closed).toBe(1);
  });

  it('a name in the list opens it', () => {
    buttonOf(row(), 'Show the profile of sales.csv').click();
    expect(stage.shownFiles).toEqual(['data/sales.csv']);
  });
});
