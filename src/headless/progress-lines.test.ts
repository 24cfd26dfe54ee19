import { expect, it } from 'vitest';
import { progressLines } from './progress-lines';

const CONTEXT = { read: [], reused: ['a.csv', 'b.csv'] };

it('R28: says what is reused, and when a phase is complete', () => {
  expect(
    progressLines({ outcome: 'answered', fileContext: CONTEXT }, '2')
  ).toEqual(['→ Reusing context for 2 file(s)', '✓ Phase 2 complete']);
  expect(
    progressLines(
      { outcome: 'answered', fileContext: { read: ['a.csv'], reused: [] } },
      'Phase 1'
    )
  ).toEqual(['✓ Phase 1 complete']);
});

it('R28: a phase that failed is not complete', () => {
  expect(
    progressLines({ outcome: 'failed', fileContext: CONTEXT }, '2')
  ).toEqual(['→ Reusing context for 2 file(s)']);
  expect(
    progressLines({ outcome: 'answered', fileContext: CONTEXT }, null)
  ).toHaveLength(1);
});
