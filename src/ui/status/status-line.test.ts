import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage, visibleText } from '../../testing/drawing';
import { START } from '../../testing/fixed-time';
import { StatusLine } from './status-line';

let stage: Stage;
let line: StatusLine;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  stage = new Stage();
  line = stage.show(new StatusLine(stage.drawing));
});

afterEach(() => {
  line.dispose();
  stage.dispose();
  vi.useRealTimers();
});

describe('the line about what happens now', () => {
  it('is not there when nothing happens, and no timer runs', () => {
    expect(line.node.hidden).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts the seconds while something happens', () => {
    stage.session.setStatus({ phase: 'running-code', step: 1, since: START });
    expect(visibleText(line.node)).toBe('Running code · step 1');
    vi.advanceTimersByTime(3000);
    expect(visibleText(line.node)).toBe('Running code · 3 s · step 1');
    stage.session.setStatus({ phase: 'idle' });
    expect(line.node.hidden).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stands out when it is the user’s move', () => {
    stage.session.setStatus({ phase: 'awaiting-approval' });
    expect(line.node.classList.contains('jp-mod-attention')).toBe(true);
    stage.session.setStatus({ phase: 'running-code' });
    expect(line.node.classList.contains('jp-mod-attention')).toBe(false);
  });

  it('stops its timer when it is closed', () => {
    stage.session.setStatus({ phase: 'streaming' });
    line.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
