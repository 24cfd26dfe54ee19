import { expect, it } from 'vitest';
import type { FileEntry } from '../core/ports';
import { writtenFiles } from './artifacts';

function file(path: string, size: number, modified: string): FileEntry {
  return { path, kind: 'file', size, modified };
}

it('R37: files that a turn wrote, with name, path, size in KB, time and extension, the newest first', () => {
  const before = [file('sales.csv', 10, '2026-11-23T10:00:00Z')];
  const after = [
    ...before,
    file('report.md', 2048, '2026-11-23T10:01:00Z'),
    file('charts/sales_dashboard.png', 51_200, '2026-11-23T10:02:00Z'),
    file('sales.ipynb', 5, '2026-11-23T10:03:00Z')
  ];
  expect(writtenFiles(before, after)).toEqual([
    {
      filename: 'sales_dashboard.png',
      path: 'charts/sales_dashboard.png',
      size_kb: 50,
      modified: '2026-11-23T10:02:00Z',
      extension: '.png'
    },
    {
      filename: 'report.md',
      path: 'report.md',
      size_kb: 2,
      modified: '2026-11-23T10:01:00Z',
      extension: '.md'
    }
  ]);
});

it('R37: a file that was changed counts as written', () => {
  const before = [file('a.csv', 10, '2026-11-23T10:00:00Z')];
  const after = [file('a.csv', 10, '2026-11-23T11:00:00Z')];
  expect(writtenFiles(before, after)).toHaveLength(1);
});
