import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalMode } from '../../core/agent/session-types';
import { AgentError } from '../../core/errors';
import { LIMITS } from '../../core/limits';
import { Listeners } from '../../core/listeners';
import {
  eventually,
  buttonLabels,
  buttonOf,
  press,
  Stage,
  type,
  visibleText
} from '../../testing/drawing';
import type { SendWith } from '../types';
import { Composer } from './composer';

let stage: Stage;
let composer: Composer;
let field: HTMLTextAreaElement;
let sendWith: SendWith;
let mode: ApprovalMode;
let sent: number;
const modeChanged = new Listeners<unknown>();
const asked = (): unknown[] => stage.session.asked;

beforeEach(() => {
  stage = new Stage();
  sendWith = 'enter';
  mode = 'ask';
  sent = 0;
  composer = stage.show(
    new Composer(stage.drawing, {
      approvalModes: {
        get: () => mode,
        set: (_session, chosen) => (mode = chosen),
        changed: modeChanged
      },
      settings: () => ({ sendWith }),
      sent: () => (sent += 1),
      showFailure: words => stage.failures.push(words)
    })
  );
  field = composer.node.querySelector('textarea')!;
});

afterEach(() => {
  composer.dispose();
  stage.dispose();
});

describe('sending', () => {
  it('sends with Enter and empties the field', () => {
    type(field, '  total by region\n');
    const event = press(field, 'Enter');
    expect(asked()).toEqual([{ text: 'total by region', files: [] }]);
    expect(field.value).toBe('');
    expect(event.defaultPrevented).toBe(true);
    expect(sent).toBe(1);
  });

  it('leaves Shift-Enter to the field, which begins a line', () => {
    type(field, 'first');
    const event = press(field, 'Enter', { shiftKey: true });
    expect(event.defaultPrevented).toBe(false);
    expect(asked()).toEqual([]);
  });

  it('follows the setting the moment it changes', () => {
    type(field, 'first');
    sendWith = 'shift-enter';
    press(field, 'Enter');
    expect(asked()).toEqual([]);
    press(field, 'Enter', { shiftKey: true });
    expect(asked()).toHaveLength(1);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    'never sends what an input method composes (%o)',
    init => {
      type(field, 'かいせき');
      expect(press(field, 'Enter', init).defaultPrevented).toBe(false);
      expect(asked()).toEqual([]);
      expect(field.value).toBe('かいせき');
    }
  );

  it('has nothing to send when only blanks were typed', () => {
    type(field, ' \n ');
    press(field, 'Enter');
    expect(asked()).toEqual([]);
    expect(buttonOf(composer.node, 'Send').disabled).toBe(true);
  });

  it('sends with the button', () => {
    type(field, 'go');
    buttonOf(composer.node, 'Send').click();
    expect(asked()).toHaveLength(1);
  });

  it('keeps a prompt that is too long, and says what to do', () => {
    type(field, 'x'.repeat(LIMITS.promptText + 1));
    press(field, 'Enter');
    expect(asked()).toEqual([]);
    expect(field.value).toHaveLength(LIMITS.promptText + 1);
    expect(stage.failures[0]).toContain('attach it');
  });

  it('gives the prompt back when no turn could begin', async () => {
    stage.session.refusal = new AgentError(
      'transcript-unreadable',
      'The transcript cannot be read.',
      { advice: 'Look at the file.' }
    );
    composer.addFiles(['sales.csv']);
    type(field, 'go');
    press(field, 'Enter');
    await eventually(() => expect(field.value).toBe('go'));
    expect(composer.draft.files).toEqual(['sales.csv']);
    expect(stage.failures).toEqual([
      'The transcript cannot be read. Look at the file.'
    ]);
  });

  it('says nothing when the user took a queued prompt back', async () => {
    stage.session.refusal = new AgentError('stopped', 'Taken back.');
    type(field, 'go');
    press(field, 'Enter');
    await Promise.resolve();
    await Promise.resolve();
    expect(stage.failures).toEqual([]);
    expect(field.value).toBe('');
  });
});

describe('while a turn runs', () => {
  beforeEach(() => stage.session.setStatus({ phase: 'streaming', step: 1 }));

  it('R59: Stop is there, and stops', () => {
    buttonOf(composer.node, 'Stop').click();
    expect(stage.session.calls).toEqual(['stop']);
    stage.session.setStatus({ phase: 'idle' });
    expect(buttonLabels(composer.node)).not.toContain('Stop');
  });

  it('R60: another prompt goes to the queue, and the button says so', () => {
    type(field, 'next');
    buttonOf(composer.node, 'Send when this turn is over').click();
    expect(asked()).toEqual([{ text: 'next', files: [] }]);
  });
});

describe('files', () => {
  it('are attached once, shown by name, and can be taken off', async () => {
    stage.actions.picked = ['data/sales.csv', 'data/sales.csv', 'b.xlsx'];
    buttonOf(composer.node, 'Attach files').click();
    const names = (): string[] =>
      [...composer.node.querySelectorAll('li[title]')].map(visibleText);
    await eventually(() => expect(names()).toEqual(['sales.csv', 'b.xlsx']));
    buttonOf(composer.node, 'Remove data/sales.csv').click();
    expect(composer.draft.files).toEqual(['b.xlsx']);
    type(field, 'go');
    press(field, 'Enter');
    expect(asked()).toEqual([{ text: 'go', files: ['b.xlsx'] }]);
    expect(composer.draft.files).toEqual([]);
  });

  it('that cannot be chosen are no reason to lose the prompt', async () => {
    type(field, 'go');
    stage.actions.failure = new Error('No dialog here.');
    buttonOf(composer.node, 'Attach files').click();
    await eventually(() => expect(stage.failures).toHaveLength(1));
    expect(stage.failures[0]).toContain('No dialog here.');
    expect(field.value).toBe('go');
  });
});

describe('mentions', () => {
  const options = (): string[] =>
    [...composer.node.querySelectorAll('[role=option]')].map(visibleText);

  beforeEach(async () => {
    stage.actions.variables = [{ value: 'sales', detail: 'DataFrame 10 × 3' }];
    stage.actions.files = [{ value: 'data/sales.csv' }];
    type(field, 'compare @sa');
    await eventually(() => expect(options()).toHaveLength(2));
  });

  it('offer variables and files; the field says which is chosen', () => {
    expect(options()).toEqual(['salesDataFrame 10 × 3', 'data/sales.csv']);
    const active = field.getAttribute('aria-activedescendant')!;
    expect(document.getElementById(active)!.getAttribute('aria-selected')).toBe(
      'true'
    );
    press(field, 'ArrowDown');
    expect(field.getAttribute('aria-activedescendant')).not.toBe(active);
  });

  it('Enter inserts the variable instead of sending', () => {
    press(field, 'Enter');
    expect(field.value).toBe('compare `sales` ');
    expect(asked()).toEqual([]);
    expect(options()).toEqual([]);
  });

  it('a file is inserted and attached', () => {
    press(field, 'ArrowUp');
    press(field, 'Tab');
    expect(field.value).toBe('compare data/sales.csv ');
    expect(composer.draft.files).toEqual(['data/sales.csv']);
  });

  it('Escape closes the list and keeps the text', () => {
    press(field, 'Escape');
    expect(options()).toEqual([]);
    expect(field.value).toBe('compare @sa');
    press(field, 'Enter');
    expect(asked()).toHaveLength(1);
  });

  it('a click inserts and keeps the focus in the field', () => {
    field.focus();
    const file = composer.node.querySelectorAll('[role=option]')[1]!;
    const event = new MouseEvent('mousedown', {
      bubbles: true,
      cancelable: true
    });
    file.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(field.value).toBe('compare data/sales.csv ');
  });

  it('what one source cannot say, the other still does', async () => {
    press(field, 'Escape');
    stage.actions.failure = new Error('kernel is busy');
    type(field, 'compare @s');
    await eventually(() => expect(options()).toEqual(['data/sales.csv']));
    expect(stage.failures).toEqual([]);
  });
});

describe('drafts and earlier prompts', () => {
  it('brings the draft back', async () => {
    const other = new Stage();
    other.actions.draft = { text: 'half', files: ['a.csv'] };
    const again = new Composer(other.drawing, {
      approvalModes: {
        get: () => mode,
        set: () => undefined,
        changed: modeChanged
      },
      settings: () => ({ sendWith }),
      sent: () => undefined,
      showFailure: () => undefined
    });
    await eventually(() =>
      expect(again.draft).toEqual({ text: 'half', files: ['a.csv'] })
    );
    again.dispose();
    other.dispose();
  });

  it('forgets the draft once it was sent', () => {
    type(field, 'go');
    press(field, 'Enter');
    expect(stage.actions.saved.at(-1)).toEqual({ text: '', files: [] });
  });

  it('walks through earlier prompts with the arrow keys', () => {
    stage.session.startTurn('one').end();
    stage.session.startTurn('two').end();
    press(field, 'ArrowUp');
    press(field, 'ArrowUp');
    expect(field.value).toBe('one');
    press(field, 'ArrowDown');
    expect(field.value).toBe('two');
    type(field, 'two, but changed');
    expect(press(field, 'ArrowUp').defaultPrevented).toBe(false);
  });
});

describe('who decides', () => {
  const select = (): HTMLSelectElement =>
    composer.node.querySelector('select')!;

  it('is shown, and can be changed here and elsewhere', () => {
    expect(select().value).toBe('ask');
    select().value = 'auto';
    select().dispatchEvent(new Event('change'));
    expect(mode).toBe('auto');
    mode = 'ask';
    modeChanged.emit(null);
    expect(select().value).toBe('ask');
  });
});
