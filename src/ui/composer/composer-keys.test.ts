import { describe, expect, it } from 'vitest';
import {
  keyMeaning,
  type ComposerState,
  type KeyMeaning,
  type KeyPress
} from './composer-keys';

function meaning(
  press: Partial<KeyPress>,
  state: Partial<ComposerState> = {}
): KeyMeaning {
  return keyMeaning(
    {
      key: 'Enter',
      keyCode: 13,
      isComposing: false,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...press
    },
    {
      sendWith: 'enter',
      completionOpen: false,
      empty: false,
      recalling: false,
      ...state
    }
  );
}

describe('Enter', () => {
  it.each<[string, Partial<KeyPress>, ComposerState['sendWith'], KeyMeaning]>([
    ['sends', {}, 'enter', 'send'],
    ['with Shift begins a line', { shiftKey: true }, 'enter', 'none'],
    ['begins a line when Shift-Enter sends', {}, 'shift-enter', 'none'],
    ['with Shift sends then', { shiftKey: true }, 'shift-enter', 'send'],
    ['with Control always sends', { ctrlKey: true }, 'shift-enter', 'send'],
    ['with Command always sends', { metaKey: true }, 'shift-enter', 'send'],
    ['with Alt is left to the system', { altKey: true }, 'enter', 'none']
  ])('%s', (_title, press, sendWith, expected) => {
    expect(meaning(press, { sendWith })).toBe(expected);
  });
});

describe('while an input method composes', () => {
  const states: Partial<ComposerState>[] = [
    {},
    { sendWith: 'shift-enter' },
    { completionOpen: true },
    { empty: true },
    { recalling: true }
  ];
  const presses: Partial<KeyPress>[] = [
    { isComposing: true },
    { isComposing: true, shiftKey: true },
    { isComposing: true, ctrlKey: true },
    // Safari: the composition is over by then, and only the code tells.
    { keyCode: 229 },
    { keyCode: 229, shiftKey: true }
  ];
  it.each(
    ['Enter', 'Tab', 'Escape', 'ArrowUp', 'ArrowDown'].flatMap(key =>
      presses.map(press => ({ key, ...press }))
    )
  )('%o means nothing', press => {
    for (const state of states) {
      expect(meaning(press, state)).toBe('none');
    }
  });
});

describe('with completions open', () => {
  it.each<[string, Partial<KeyPress>, KeyMeaning]>([
    ['Enter', {}, 'accept-completion'],
    ['Tab', { key: 'Tab' }, 'accept-completion'],
    ['ArrowDown', { key: 'ArrowDown' }, 'next-completion'],
    ['ArrowUp', { key: 'ArrowUp' }, 'previous-completion'],
    ['Escape', { key: 'Escape' }, 'close-completion'],
    ['Shift-Enter', { shiftKey: true }, 'none'],
    ['Shift-Tab', { key: 'Tab', shiftKey: true }, 'none'],
    ['a letter', { key: 'a' }, 'none']
  ])('%s', (_title, press, expected) => {
    expect(meaning(press, { completionOpen: true })).toBe(expected);
  });
});

describe('earlier prompts', () => {
  it.each<[string, string, Partial<ComposerState>, KeyMeaning]>([
    ['up in an empty field', 'ArrowUp', { empty: true }, 'earlier-prompt'],
    ['up from a prompt', 'ArrowUp', { recalling: true }, 'earlier-prompt'],
    ['down from a prompt', 'ArrowDown', { recalling: true }, 'later-prompt'],
    ['up in typed text moves the caret', 'ArrowUp', {}, 'none'],
    ['down in an empty field', 'ArrowDown', { empty: true }, 'none']
  ])('%s', (_title, key, state, expected) => {
    expect(meaning({ key }, state)).toBe(expected);
  });

  it('selecting text with Shift is left alone', () => {
    expect(
      meaning({ key: 'ArrowUp', shiftKey: true }, { recalling: true })
    ).toBe('none');
  });
});
