import { beforeEach, describe, expect, it } from 'vitest';
import { PromptHistory } from './prompt-history';

let prompts: string[];
let history: PromptHistory;

beforeEach(() => {
  prompts = ['one', 'two', 'two', '', 'three'];
  history = new PromptHistory(() => prompts);
});

describe('earlier prompts', () => {
  it('come newest first, without repeats and blanks, and then no more', () => {
    const walked = [1, 2, 3, 4].map(() => history.earlier());
    expect(walked).toEqual(['three', 'two', 'one', null]);
    expect(history.isShowing('one')).toBe(true);
  });

  it('lead back to an empty field', () => {
    history.earlier();
    history.earlier();
    expect(history.later()).toBe('three');
    expect(history.later()).toBe('');
    expect(history.later()).toBeNull();
  });

  it('are no longer shown once they were changed or forgotten', () => {
    history.earlier();
    expect(history.isShowing('three times')).toBe(false);
    history.forget();
    expect(history.isShowing('three')).toBe(false);
    expect(history.earlier()).toBe('three');
  });

  it('are none in a new conversation', () => {
    prompts = [];
    expect(history.earlier()).toBeNull();
    expect(history.later()).toBeNull();
  });
});
