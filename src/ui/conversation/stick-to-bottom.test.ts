import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StickToBottom } from './stick-to-bottom';

/** jsdom lays nothing out: the heights are the test's, and growing is reported by hand. */
const resizes = new Set<() => void>();
let scroller: HTMLElement;
let content: HTMLElement;
let sticky: StickToBottom;
let changes: number;
let height: number;

function grow(by: number): void {
  height += by;
  resizes.forEach(report => report());
}

function scrollTo(top: number): void {
  scroller.scrollTop = top;
  scroller.dispatchEvent(new Event('scroll'));
}

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly report: () => void) {}
      observe(): void {
        resizes.add(this.report);
      }
      disconnect(): void {
        resizes.delete(this.report);
      }
    }
  );
  height = 2000;
  changes = 0;
  scroller = document.createElement('div');
  content = document.createElement('div');
  scroller.append(content);
  let top = 0;
  Object.defineProperties(scroller, {
    clientHeight: { get: () => 500 },
    scrollHeight: { get: () => height },
    scrollTop: {
      get: () => top,
      set: (value: number) => {
        top = Math.max(0, Math.min(value, height - 500));
      }
    }
  });
  sticky = new StickToBottom(scroller, content, () => (changes += 1));
});

afterEach(() => {
  sticky.dispose();
  vi.unstubAllGlobals();
});

describe('the end of the conversation', () => {
  it('is followed while the user is there', () => {
    sticky.stick();
    grow(300);
    expect(scroller.scrollTop).toBe(1800);
  });

  it('is left when the user scrolls up, and what they read stays', () => {
    sticky.stick();
    scrollTo(900);
    expect(sticky.isStuck).toBe(false);
    expect(changes).toBe(1);
    grow(300);
    expect(scroller.scrollTop).toBe(900);
  });

  it('is followed again once the user is back, or wants to be', () => {
    sticky.stick();
    scrollTo(900);
    scrollTo(1480);
    expect(sticky.isStuck).toBe(true);
    scrollTo(200);
    sticky.stick();
    expect(scroller.scrollTop).toBe(1500);
    expect(sticky.isStuck).toBe(true);
  });

  it('is not lost when content grows faster than it was followed', () => {
    sticky.stick();
    height += 400;
    scrollTo(1500);
    expect(sticky.isStuck).toBe(true);
  });
});

describe('content that shrinks', () => {
  it('does not count as scrolling up', () => {
    sticky.stick();
    height -= 300;
    scrollTo(900);
    expect(sticky.isStuck).toBe(true);
  });

  it('brings back who had left, once all of it can be seen', () => {
    sticky.stick();
    scrollTo(900);
    height = 400;
    scroller.scrollTop = 0;
    grow(0);
    expect(sticky.isStuck).toBe(true);
  });
});

describe('a conversation that is hidden and shown again', () => {
  it('is where it was', () => {
    sticky.stick();
    scrollTo(900);
    sticky.save();
    scrollTo(0);
    sticky.restore();
    expect(scroller.scrollTop).toBe(900);
  });

  it('is at its end if it was there, whatever came meanwhile', () => {
    sticky.stick();
    sticky.save();
    scrollTo(0);
    height += 500;
    sticky.restore();
    expect(scroller.scrollTop).toBe(2000);
  });
});

it('makes up for what grew above, where the browser does not', () => {
  vi.stubGlobal('CSS', { supports: () => false });
  sticky.stick();
  scrollTo(900);
  sticky.shift(120);
  expect(scroller.scrollTop).toBe(1020);
  vi.stubGlobal('CSS', { supports: () => true });
  sticky.shift(120);
  expect(scroller.scrollTop).toBe(1020);
});
