import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  eventually,
  Stage,
  visibleText
} from '../../testing/drawing';
import { ScrolledIntoView } from '../../testing/scrolled-into-view';
import type { ShownTurn } from '../../testing/fake-session';
import { AgentError } from '../../core/errors';
import type { Entry } from '../../core/transcript/entries';
import { TurnView } from './turn-view';

let stage: Stage;
let turn: ShownTurn;
let view: TurnView;
let scrolled: ScrolledIntoView;
let count = 0;

const wrote = (path: string, size: number | null = 2_048): Entry => ({
  v: 1,
  id: `wrote${(count += 1)}`,
  ts: '2026-11-23T10:15:00Z',
  turn: turn.number,
  kind: 'artifact',
  name: path,
  path,
  size,
  modified: '2026-11-23T10:15:00Z'
});
const built = (path: string, charts = 2): Entry => ({
  v: 1,
  id: `built${(count += 1)}`,
  ts: '2026-11-23T10:15:00Z',
  turn: turn.number,
  kind: 'report',
  path,
  sha256: '00',
  slides: 12,
  charts,
  outline: { path, slides: [{ kind: 'title', title: 'Sales' }] },
  files: [],
  numbers: []
});
const rows = (): HTMLElement[] => [
  ...view.node.querySelectorAll<HTMLElement>('.jp-KernelAgent-artifact')
];

beforeEach(() => {
  scrolled = new ScrolledIntoView();
  stage = new Stage();
  turn = stage.session.startTurn('a deck, please');
  view = stage.show(new TurnView(turn.turn, stage.drawing, () => true));
  stage.session.conversation.changed.subscribe(() => view.update());
});

afterEach(() => {
  view.dispose();
  stage.dispose();
  scrolled.restore();
});

describe('a file that the turn wrote', () => {
  it('is named, with its size and what can be done with it', () => {
    stage.session.apply(wrote('out/totals.csv', 27_010));
    const [row] = rows();
    expect(visibleText(row!)).toBe('totals.csv27 KB');
    expect(row!.getAttribute('aria-label')).toBe('Wrote out/totals.csv');
    expect(buttonLabels(row!)).toEqual([
      'out/totals.csv: Open the file',
      'Open out/totals.csv',
      'Download out/totals.csv'
    ]);
    buttonOf(row!, 'Open out/totals.csv').click();
    buttonOf(row!, 'Download out/totals.csv').click();
    expect(stage.actions.calls).toEqual([
      'openFile out/totals.csv',
      'download out/totals.csv'
    ]);
  });

  it('has no size when that is not known', () => {
    stage.session.apply(wrote('totals.csv', null));
    expect(visibleText(rows()[0]!)).toBe('totals.csv');
  });

  it('what fails is said', async () => {
    stage.session.apply(wrote('totals.csv'));
    stage.actions.artifacts.failure = new AgentError('internal', 'It is gone.');
    buttonOf(rows()[0]!, 'Download totals.csv').click();
    await eventually(() =>
      expect(stage.failures).toEqual(['Download the file: It is gone.'])
    );
  });
});

describe('a deck', () => {
  it.each([
    ['told of by the call first', [built, wrote]],
    ['told of by the turn first', [wrote, built]]
  ])('is one row with slides, charts and size, %s', (_, [first, second]) => {
    stage.session.apply(first!('deck.pptx'));
    stage.session.apply(second!('deck.pptx'));
    expect(rows()).toHaveLength(1);
    expect(visibleText(rows()[0]!)).toBe('deck.pptx12 slides, 2 charts · 2 KB');
  });

  it('without charts says nothing of charts', () => {
    stage.session.apply(built('deck.pptx', 0));
    expect(visibleText(rows()[0]!)).toBe('deck.pptx12 slides');
  });

  it('is previewed and downloaded: JupyterLab does not show it', () => {
    stage.session.apply(built('deck.pptx'));
    const [row] = rows();
    expect(buttonLabels(row!)).toEqual([
      'deck.pptx: Preview the slides',
      'Preview deck.pptx',
      'Download deck.pptx'
    ]);
    buttonOf(row!, 'deck.pptx: Preview the slides').click();
    expect(stage.actions.calls).toEqual(['preview deck.pptx']);
  });
});

describe('a picture', () => {
  it('is shown in small when nothing else shows it', async () => {
    stage.session.apply(wrote('chart.png'));
    scrolled.show(rows()[0]!);
    await eventually(() =>
      expect(stage.actions.calls).toEqual(['readPicture chart.png'])
    );
  });

  it('is not shown twice: code displayed it already', () => {
    turn.call('call1', 'execute_python', { code: 'fig' });
    turn.outputs('call1', [
      { output_type: 'display_data', data: { 'image/png': '' }, metadata: {} }
    ]);
    stage.session.apply(wrote('chart.png'));
    scrolled.show(rows()[0]!);
    expect(rows()[0]!.querySelector('.jp-KernelAgent-thumbnail')).toBeNull();
    expect(buttonLabels(rows()[0]!)).toContain('Preview chart.png');
  });
});
