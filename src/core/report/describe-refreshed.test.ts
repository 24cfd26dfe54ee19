import { expect, it } from 'vitest';
import { BuiltReportSchema } from './outline';
import { describeRefreshed } from './refresh-reports';

it('R36 labels with brackets are no formulas in the list of what changed', () => {
  const told = describeRefreshed({
    path: 'a.pptx',
    built: BuiltReportSchema.parse({
      path: 'a.pptx',
      sha256: '0',
      slides: 1,
      charts: 0,
      size: 1,
      kept: null,
      unchanged: false,
      more_numbers: 0,
      numbers: [],
      notes: []
    }),
    changes: [{ slide: 2, where: 'revenue [USD]', was: '1', is: '2' }]
  });
  expect(told).toContain('| 2 | revenue &#91;USD&#93; | 1 | 2 |');
});
