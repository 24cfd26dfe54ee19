import { describe, expect, it } from 'vitest';
import { FixedClock } from '../../testing/fixed-time';
import { LiveProgress } from './live-progress';
import { PlainProgress } from './plain-progress';
import { duration } from './progress';
import { statusWords } from './status-words';

const ERASE = '\r\x1b[K';

it.each([
  [49, '0.0 s'],
  [1840, '1.8 s'],
  [12_400, '12 s'],
  [119_000, '119 s'],
  [725_000, '12 min 5 s']
])('%i ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

it('plain: one line for each thing that is over, and what is said besides', () => {
  const clock = new FixedClock();
  let text = '';
  const progress = new PlainProgress(more => (text += more), clock);
  progress.begin('cell 3/9 · agent');
  progress.step();
  clock.advance(12_000);
  progress.end('turn 2 · 3 requests · ok');
  progress.say('✓ Phase 1 complete');
  progress.close();
  expect(text).toBe(
    'cell 3/9 · agent · turn 2 · 3 requests · ok · 12 s\n✓ Phase 1 complete\n'
  );
});

describe('on a terminal', () => {
  function live(columns = 80) {
    const clock = new FixedClock();
    const written: string[] = [];
    const progress = new LiveProgress(
      text => written.push(text),
      () => columns,
      clock
    );
    return { clock, written, progress };
  }

  it('one line is rewritten while something goes on, and stays when it is over', () => {
    const { clock, written, progress } = live();
    progress.begin('cell 3/9 · agent');
    progress.step('step 2, running code');
    progress.step('step 2, running code');
    clock.advance(3000);
    clock.tick();
    progress.end('ok');
    clock.tick();
    expect(written).toEqual([
      `${ERASE}cell 3/9 · agent · 0.0 s`,
      `${ERASE}cell 3/9 · agent · step 2, running code · 0.0 s`,
      `${ERASE}cell 3/9 · agent · step 2, running code · 3.0 s`,
      ERASE,
      'cell 3/9 · agent · ok · 3.0 s\n'
    ]);
  });

  it('is never longer than the terminal is wide, and makes room for what is said', () => {
    const { written, progress } = live(30);
    progress.begin('cell 3/9 · agent with a very long name');
    progress.say('→ Reusing context for 2 file(s)');
    expect(written).toEqual([
      `${ERASE}cell 3/9 · agent with a very `,
      `${ERASE}→ Reusing context for 2 file(s)\n`,
      `${ERASE}cell 3/9 · agent with a very `
    ]);
    progress.close();
    progress.end('stays silent');
    expect(written.at(-1)).toBe(ERASE);
  });
});

it('says what a session is doing', () => {
  const status = {
    ...{ since: 0, model: 'm', modelKind: 'direct' as const },
    kernel: { status: 'idle' as const, kernel: null, epoch: 1 },
    storage: { kind: 'saved' as const }
  };
  expect(statusWords({ ...status, phase: 'running-code', step: 2 })).toBe(
    'step 2, running code'
  );
  expect(statusWords({ ...status, phase: 'idle', step: 0 })).toBe('');
});
