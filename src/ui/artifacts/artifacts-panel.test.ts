import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionArtifact } from '../../core/artifacts/artifact';
import {
  buttonLabels,
  buttonOf,
  eventually,
  press,
  Stage,
  visibleText
} from '../../testing/drawing';
import { ScrolledIntoView } from '../../testing/scrolled-into-view';
import { ArtifactsPanel } from './artifacts-panel';

let stage: Stage;
let panel: ArtifactsPanel;
let closed: number;
let scrolled: ScrolledIntoView;

const artifact = (
  path: string,
  fields: Partial<SessionArtifact> = {}
): SessionArtifact => ({
  filename: path.slice(path.lastIndexOf('/') + 1),
  path,
  size_kb: 85.6,
  modified: '2026-11-23T10:15:00.000Z',
  extension: path.slice(path.lastIndexOf('.')),
  turn: 3,
  phase: null,
  ...fields
});
const rows = (): HTMLElement[] => [
  ...panel.node.querySelectorAll<HTMLElement>('li')
];
const names = (): string[] =>
  rows().map(
    row => row.querySelector('.jp-KernelAgent-fileName')?.textContent ?? ''
  );

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z'), toFake: ['Date'] });
  scrolled = new ScrolledIntoView();
  stage = new Stage();
  closed = 0;
  panel = stage.show(
    new ArtifactsPanel(
      stage.drawing,
      document.createElement('div'),
      () => (closed += 1)
    )
  );
});

afterEach(() => {
  panel.dispose();
  stage.dispose();
  scrolled.restore();
  vi.useRealTimers();
});

it('without artifacts it says what will be here', () => {
  expect(visibleText(panel.node)).toContain('No artifacts yet');
  panel.focus();
  expect(panel.node.contains(document.activeElement)).toBe(true);
  stage.session.setArtifacts(artifact('a.csv'));
  expect(visibleText(panel.node)).not.toContain('No artifacts yet');
});

describe('R37: a file of the list', () => {
  it('has its name, type, size, folder, moment and the turn that wrote it', () => {
    stage.session.setArtifacts(
      artifact('figures/q3/chart.png', { phase: 'Charts' })
    );
    const text = visibleText(rows()[0]!);
    expect(text).toContain('chart.png');
    expect(text).toContain('PNG · 87.7 KB · in figures/q3');
    expect(text).toContain('Turn 3 · Phase Charts');
    expect(
      rows()[0]!.querySelector('.jp-KernelAgent-fileMoment')?.textContent
    ).toMatch(/\d+:15/);
    expect(buttonOf(rows()[0]!, 'Turn 3 · Phase Charts').title).toBe(
      'Show turn 3'
    );
  });

  it.each([
    [0.04, 'CSV · under 1 KB'],
    [0, 'CSV'],
    [1.95, 'CSV · 2 KB']
  ])('of %d KiB', (size_kb, facts) => {
    stage.session.setArtifacts(artifact('a.csv', { size_kb }));
    expect(
      rows()[0]!.querySelector('.jp-KernelAgent-fileFacts')?.textContent
    ).toBe(facts);
  });

  it('stands where the session puts it, newest first', () => {
    stage.session.setArtifacts(artifact('new.csv'), artifact('old.csv'));
    expect(names()).toEqual(['new.csv', 'old.csv']);
    stage.session.setArtifacts(
      artifact('old.csv', { turn: 4, modified: '2026-11-23T11:00:00.000Z' }),
      artifact('new.csv')
    );
    expect(names()).toEqual(['old.csv', 'new.csv']);
    expect(visibleText(rows()[0]!)).toContain('Turn 4');
  });

  it('leads to the turn that wrote it', () => {
    stage.session.setArtifacts(artifact('a.csv'));
    buttonOf(rows()[0]!, 'Turn 3').click();
    expect(stage.shownTurns).toEqual([3]);
  });

  it('that a command wrote leads to no turn', () => {
    stage.session.setArtifacts(artifact('deck.pptx', { turn: 0 }));
    expect(buttonLabels(rows()[0]!)).not.toContain('Turn 0');
  });

  it('is looked at in the best way by a click on its name', () => {
    stage.actions.artifacts.unknown = ['e.parquet'];
    stage.session.setArtifacts(
      ...['a.png', 'b.pptx', 'c.csv', 'e.parquet'].map(path => artifact(path))
    );
    rows().forEach(row => row.querySelector('button')!.click());
    expect(stage.actions.calls.slice(1)).toEqual([
      'preview a.png',
      'preview b.pptx',
      'openFile c.csv',
      'download e.parquet'
    ]);
  });

  it.each([
    ['a.svg', ['Preview a.svg', 'Open a.svg', 'Download a.svg']],
    ['A.PPTX', ['Preview A.PPTX', 'Download A.PPTX']],
    ['noextension', ['Open noextension', 'Download noextension']]
  ])('%s can be %s', (path, labels) => {
    stage.actions.artifacts.unknown = ['A.PPTX'];
    stage.session.setArtifacts(artifact(path, { extension: '' }));
    expect(buttonLabels(rows()[0]!).slice(-labels.length)).toEqual(labels);
  });

  it('shows names as text', () => {
    stage.session.setArtifacts(artifact('<img src=x onerror=1>.csv'));
    expect(rows()[0]!.querySelector('img')).toBeNull();
  });

  it('keeps its row and the focus while others come', () => {
    stage.session.setArtifacts(artifact('a.csv'));
    const kept = rows()[0]!;
    buttonOf(kept, 'Download a.csv').focus();
    stage.session.setArtifacts(artifact('b.csv'), artifact('a.csv'));
    expect(rows()[1]).toBe(kept);
    expect(kept.contains(document.activeElement)).toBe(true);
  });

  it('keeps the focus when it is written again', () => {
    stage.session.setArtifacts(artifact('a.csv'));
    buttonOf(rows()[0]!, 'Download a.csv').focus();
    stage.session.setArtifacts(artifact('a.csv', { turn: 4 }));
    expect(rows()[0]!.contains(document.activeElement)).toBe(true);
  });
});

describe('a file that is gone', () => {
  beforeEach(async () => {
    stage.actions.artifacts.gone = ['old.png'];
    stage.session.setArtifacts(artifact('a.png'), artifact('old.png'));
    buttonOf(rows()[1]!, 'Open old.png').focus();
    panel.refresh();
    await eventually(() =>
      expect(visibleText(rows()[1]!)).toContain('No longer there')
    );
  });

  it('is marked, and only leads to its turn', () => {
    expect(visibleText(rows()[0]!)).not.toContain('No longer there');
    const labels = buttonLabels(rows()[1]!);
    expect(labels).not.toContain('Open old.png');
    expect(labels).toContain('Turn 3');
    expect(rows()[1]!.querySelector('button')!.disabled).toBe(true);
    expect(document.activeElement).toBe(buttonOf(rows()[1]!, 'Turn 3'));
  });

  it('is not read for a thumbnail', () => {
    scrolled.show(panel.node);
    expect(
      stage.actions.calls.filter(call => /^readPicture/.test(call))
    ).toEqual(['readPicture a.png']);
  });

  it('is there again when it was written again', async () => {
    stage.actions.artifacts.gone = [];
    stage.session.setArtifacts(artifact('old.png', { turn: 5 }));
    await eventually(() =>
      expect(buttonLabels(rows()[0]!)).toContain('Turn 5')
    );
    expect(visibleText(rows()[0]!)).not.toContain('No longer there');
  });
});

it('nobody looks for files while the panel is hidden', () => {
  panel.node.hidden = true;
  stage.session.setArtifacts(artifact('a.csv'));
  expect(stage.actions.calls).toEqual([]);
  panel.node.hidden = false;
  stage.session.setArtifacts(artifact('b.csv'));
  expect(stage.actions.calls).toEqual(['findGone b.csv']);
});

describe('the thumbnail of a picture', () => {
  const thumbnail = (): Element =>
    panel.node.querySelector('.jp-KernelAgent-thumbnail')!;

  it('is read when it comes into view, and let go of with its row', async () => {
    stage.session.setArtifacts(artifact('a.png'));
    scrolled.show(panel.node);
    expect(stage.actions.calls).not.toContain('readPicture a.png');
    panel.refresh();
    await eventually(() => {
      scrolled.show(panel.node);
      expect(scrolled.urls.size).toBe(1);
    });
    expect(thumbnail().querySelector('svg')).not.toBeNull();
    stage.session.setArtifacts();
    expect(scrolled.urls.size).toBe(0);
  });

  it('is the icon when the picture cannot be read', async () => {
    stage.actions.artifacts.unreadable = true;
    stage.session.setArtifacts(artifact('a.png'));
    panel.refresh();
    await eventually(() => {
      scrolled.show(panel.node);
      expect(stage.actions.calls).toContain('readPicture a.png');
    });
    expect(thumbnail().querySelector('svg')).not.toBeNull();
    expect(stage.failures).toEqual([]);
  });
});

it('Escape shows the conversation again', () => {
  press(panel.node, 'Escape', { isComposing: true });
  expect(closed).toBe(0);
  press(panel.node, 'Escape');
  buttonOf(panel.node, 'Back to the conversation').click();
  expect(closed).toBe(2);
});
