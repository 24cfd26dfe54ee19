import { expect, it } from 'vitest';
import { completionLine, reuseLine } from './turn-lines';

it('R28: says what is reused', () => {
  expect(
    reuseLine({ fileContext: { read: [], reused: ['a.csv', 'b.csv'] } })
  ).toBe('→ Reusing context for 2 file(s)');
  expect(
    reuseLine({ fileContext: { read: ['a.csv'], reused: [] } })
  ).toBeNull();
});

it('R28: says that a phase is complete, unless it failed or there is none', () => {
  expect(completionLine({ outcome: 'answered' }, '2')).toBe(
    '✓ Phase 2 complete'
  );
  expect(completionLine({ outcome: 'answered' }, 'Phase 1')).toBe(
    '✓ Phase 1 complete'
  );
  expect(completionLine({ outcome: 'failed' }, '2')).toBeNull();
  expect(completionLine({ outcome: 'answered' }, null)).toBeNull();
});
