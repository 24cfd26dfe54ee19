import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage } from '../../testing/drawing';
import type { Draft } from '../types';
import { DraftKeeper } from './draft-keeper';

const EMPTY: Draft = { text: '', files: [] };
const KEPT: Draft = { text: 'half a thought', files: ['sales.csv'] };

let stage: Stage;
let current: Draft;
let keeper: DraftKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new Stage();
  current = EMPTY;
  keeper = new DraftKeeper(stage.drawing, () => current);
});

afterEach(() => {
  keeper.dispose();
  stage.dispose();
  vi.useRealTimers();
});

describe('a draft', () => {
  it('is saved a little after the first of many key presses, as it is then', () => {
    keeper.changed();
    keeper.changed();
    current = KEPT;
    expect(stage.actions.saved).toEqual([]);
    vi.runAllTimers();
    expect(stage.actions.saved).toEqual([KEPT]);
  });

  it('that waits to be saved is saved when the conversation is closed', () => {
    keeper.changed();
    current = KEPT;
    keeper.dispose();
    expect(stage.actions.saved).toEqual([KEPT]);
  });

  it('comes back', async () => {
    stage.actions.draft = Promise.resolve(KEPT);
    const show = vi.fn();
    await keeper.load(show);
    expect(show).toHaveBeenCalledExactlyOnceWith(KEPT);
  });

  it.each<[string, () => void]>([
    ['something was typed meanwhile', () => (current = KEPT)],
    ['the conversation was closed meanwhile', () => keeper.dispose()]
  ])('does not come back when %s', async (_title, meanwhile) => {
    stage.actions.draft = Promise.resolve({ text: 'old', files: [] });
    const show = vi.fn();
    const loading = keeper.load(show);
    meanwhile();
    await loading;
    expect(show).not.toHaveBeenCalled();
  });

  it('that cannot be read disturbs nobody', async () => {
    stage.actions.draft = Promise.reject(new Error('quota'));
    await expect(keeper.load(() => undefined)).resolves.toBeUndefined();
  });
});
