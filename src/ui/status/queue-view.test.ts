import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { QueueView } from './queue-view';

let stage: Stage;
let view: QueueView;
const prompts = (): string[] =>
  [...view.node.querySelectorAll('li')].map(visibleText);

beforeEach(() => {
  stage = new Stage();
  view = stage.show(new QueueView(stage.drawing));
});

afterEach(() => stage.dispose());

describe('R60: prompts that wait', () => {
  it('take no room when there are none', () => {
    expect(view.node.hidden).toBe(true);
    stage.session.setQueue('one');
    expect(view.node.hidden).toBe(false);
    stage.session.setQueue();
    expect(view.node.hidden).toBe(true);
  });

  it('are listed in order, and each can be taken back', () => {
    stage.session.setStatus({ phase: 'streaming' });
    stage.session.setQueue('one', 'two');
    expect(prompts()).toEqual(['one', 'two']);
    expect(view.node.textContent).toContain('Queued');
    view.node.querySelectorAll<HTMLElement>('li button')[1]?.click();
    expect(stage.session.calls).toEqual(['unqueue queued2']);
  });

  it('are held back after Stop until the user wants them', () => {
    stage.session.setStatus({ phase: 'streaming' });
    stage.session.setQueue('one');
    expect(buttonLabels(view.node)).not.toContain('Run now');
    stage.session.setStatus({ phase: 'idle' });
    expect(view.node.textContent).toContain('Held back');
    buttonOf(view.node, 'Run now').click();
    expect(stage.session.calls).toEqual(['resumeQueue']);
  });

  it('are not drawn again while nothing about them changes', () => {
    stage.session.setStatus({ phase: 'streaming' });
    stage.session.setQueue('one');
    const before = view.node.querySelector('li');
    stage.session.setStatus({ step: 2 });
    expect(view.node.querySelector('li')).toBe(before);
  });

  it('show the text as it is', () => {
    stage.session.setQueue('<img src=x onerror=alert(1)>');
    expect(view.node.querySelector('img')).toBeNull();
    expect(prompts()).toEqual(['<img src=x onerror=alert(1)>']);
  });
});
