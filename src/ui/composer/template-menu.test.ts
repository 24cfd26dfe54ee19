import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttonOf, press, Stage, type } from '../../testing/drawing';
import { knownFile } from '../../testing/fake-file-context';
import { uiOptions } from '../../testing/ui-options';
import { Composer } from './composer';

let stage: Stage;
let composer: Composer;

beforeEach(() => {
  stage = new Stage();
  composer = stage.show(
    new Composer(stage.drawing, {
      approvalModes: uiOptions(stage.actions).approvalModes,
      settings: () => ({ sendWith: 'enter' }),
      sent: () => undefined,
      showFailure: () => undefined
    })
  );
});

afterEach(() => {
  composer.dispose();
  stage.dispose();
});

const field = (): HTMLTextAreaElement =>
  composer.node.querySelector('textarea')!;
const opener = (): HTMLButtonElement =>
  buttonOf(composer.node, 'Insert a template');
const menu = (): HTMLElement => document.querySelector('.lm-Menu')!;
/** Opens the menu and presses keys in it. */
function choose(...keys: string[]): void {
  opener().click();
  for (const key of keys) {
    const keyCode = { ArrowDown: 40, Enter: 13, Escape: 27 }[key] ?? 0;
    press(menu(), key, { keyCode });
  }
}

it('R31: the six phrases are reached by the keyboard', () => {
  opener().click();
  expect(opener().getAttribute('aria-expanded')).toBe('true');
  const labels = [...menu().querySelectorAll('.lm-Menu-itemLabel')].map(
    node => node.textContent
  );
  expect(labels).toEqual([
    'Priority: use what was found',
    'You already calculated …',
    'Do not re-analyze the files',
    'Files only for verification',
    'Based on the previous analysis …',
    'Using the findings …'
  ]);
  expect(menu().contains(document.activeElement)).toBe(true);
  press(menu(), 'Escape', { keyCode: 27 });
  expect(document.activeElement).toBe(opener());
  expect(opener().getAttribute('aria-expanded')).toBe('false');
});

it('R31 R30: what was chosen is put where the caret is, with what was found', () => {
  stage.session.startTurn('total sales');
  stage.session.apply({
    v: 1,
    id: 'finding1',
    ts: '2026-11-23T10:15:00Z',
    turn: 1,
    kind: 'finding',
    name: 'total sales',
    value: '$1.2M',
    source: {}
  });
  type(field(), 'First.\nNow draw it.');
  field().setSelectionRange(7, 7);
  choose('ArrowDown', 'Enter');
  expect(field().value).toBe(
    'First.\nYou already calculated:\n- total sales: $1.2M\nNow draw it.'
  );
  expect(document.activeElement).toBe(field());
  expect(field().selectionStart).toBe(field().value.indexOf('Now'));
});

it('files that are known are named', () => {
  stage.session.fileContext.setFiles(
    knownFile(),
    knownFile({ path: 'broken.csv', profile: null })
  );
  choose('ArrowDown', 'ArrowDown', 'Enter');
  expect(field().value).toBe(
    '**DO NOT re-analyze the raw files** (sales.csv).\n'
  );
});

it('a phrase begins a line of its own', () => {
  type(field(), 'Hello');
  choose('Enter');
  expect(field().value).toMatch(/^Hello\n\*\*PRIORITY/);
});

it('goes with the composer', () => {
  opener().click();
  composer.dispose();
  expect(document.querySelector('.lm-Menu')).toBeNull();
});
