import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from './throttle';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a drawing task', () => {
  it('runs once for many requests, and in an animation frame', async () => {
    const task = vi.fn();
    const throttle = new Throttle(task);
    for (let count = 0; count < 100; count += 1) {
      throttle.request();
    }
    expect(task).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(40);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('that is slow rests four times as long as it worked', async () => {
    const times: number[] = [];
    const throttle = new Throttle(() => {
      times.push(performance.now());
      vi.setSystemTime(Date.now() + 100);
      vi.advanceTimersByTime(100);
    });
    throttle.request();
    await vi.advanceTimersByTimeAsync(50);
    throttle.request();
    await vi.advanceTimersByTimeAsync(300);
    expect(times).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(times).toHaveLength(2);
  });

  it('never runs beside itself; what is asked for meanwhile comes after', async () => {
    let finish = (): void => undefined;
    let running = 0;
    let most = 0;
    const throttle = new Throttle(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>(resolve => (finish = resolve));
      running -= 1;
    });
    throttle.request();
    await vi.advanceTimersByTimeAsync(50);
    throttle.request();
    await vi.advanceTimersByTimeAsync(500);
    expect(running).toBe(1);
    finish();
    await vi.advanceTimersByTimeAsync(5000);
    expect(running).toBe(1);
    expect(most).toBe(1);
    finish();
  });

  it('is not run after it was disposed of', async () => {
    const task = vi.fn();
    const throttle = new Throttle(task);
    throttle.request();
    throttle.dispose();
    throttle.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(task).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
