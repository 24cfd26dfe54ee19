import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  buttonLabels,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { EmptyState } from './empty-state';

let stage: Stage;
let chosen: string[];
let empty: EmptyState;

beforeEach(async () => {
  stage = new Stage();
  chosen = [];
  stage.actions.prompts = [
    'What is in sales.csv?',
    'Plot it',
    'Third',
    'Fourth'
  ];
  empty = stage.show(
    new EmptyState(stage.drawing, prompt => chosen.push(prompt))
  );
  await eventually(() => expect(buttonLabels(empty.node)).toHaveLength(3));
});

afterEach(() => {
  empty.dispose();
  stage.dispose();
});

describe('a conversation without turns', () => {
  it('invites a first prompt, three of them', () => {
    expect(buttonLabels(empty.node)).toEqual([
      'What is in sales.csv?',
      'Plot it',
      'Third'
    ]);
    buttonOf(empty.node, 'Plot it').click();
    expect(chosen).toEqual(['Plot it']);
  });

  it('is over with the first turn', () => {
    expect(empty.node.hidden).toBe(false);
    stage.session.startTurn('total?');
    expect(empty.node.hidden).toBe(true);
  });

  it('does not flash up while the transcript is read', () => {
    stage.session.setStatus({ phase: 'loading' });
    expect(empty.node.hidden).toBe(true);
    stage.session.setStatus({ phase: 'idle' });
    expect(empty.node.hidden).toBe(false);
  });

  it('says that the offline analyst is not a language model, and how to set one', () => {
    expect(visibleText(empty.node)).not.toContain('offline analyst');
    stage.session.setStatus({ modelKind: 'offline', model: 'offline-analyst' });
    expect(visibleText(empty.node)).toContain('is not a language model');
    buttonOf(empty.node, 'Set up a model').click();
    expect(stage.actions.calls).toContain('openSettings');
  });
});

it('does without suggestions when there are none', async () => {
  const other = new Stage();
  other.actions.failure = new Error('The folder cannot be read.');
  const bare = other.show(new EmptyState(other.drawing, () => undefined));
  await eventually(() => expect(other.actions.calls).toEqual(['suggestions']));
  expect(visibleText(bare.node)).toContain('Ask about your data');
  expect(other.failures).toEqual([]);
  other.dispose();
});
