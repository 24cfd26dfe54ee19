import { describe, expect, it } from 'vitest';
import { isHandoff } from '../context/handoff';
import { handoffTemplates } from './handoff-templates';

const nothing = { turns: 0, findings: [], files: [] };
const text = (id: string, handover = {}): string =>
  handoffTemplates({ ...nothing, ...handover }).find(each => each.id === id)
    ?.text ?? '';

describe('R31: the six phrases', () => {
  it('are there without anything to hand over, and each is honoured', () => {
    const templates = handoffTemplates(nothing);
    expect(templates).toHaveLength(6);
    expect(templates.filter(each => !isHandoff(each.text))).toEqual([]);
    expect(new Set(templates.map(({ id }) => id)).size).toBe(6);
  });

  it('name the phases that there were', () => {
    expect(text('priority', { turns: 1 })).toBe(
      '**PRIORITY: Use your Phase 1 findings from conversation memory.**\n'
    );
    expect(text('findings-from', { turns: 2 })).toBe(
      'Using the findings from Phase 1 & 2, '
    );
    expect(text('findings-from', { turns: 5 })).toContain('Phase 1–5');
  });

  it('R30: repeat findings unchanged', () => {
    const findings = [
      { name: 'total sales', value: '$1.2M', unit: null },
      { name: 'growth', value: '42.5', unit: '%' }
    ];
    expect(text('already-calculated', { findings, files: ['a.csv'] })).toBe(
      'You already calculated:\n- total sales: $1.2M\n- growth: 42.5 %\n'
    );
  });

  it('name files where there are no findings', () => {
    const files = ['sales.csv', 'costs.xlsx'];
    expect(text('already-calculated', { files })).toBe(
      'You already analyzed:\n- sales.csv\n- costs.xlsx\n'
    );
    expect(text('no-reanalysis', { files })).toBe(
      '**DO NOT re-analyze the raw files** (sales.csv, costs.xlsx).\n'
    );
  });

  it('stay short with hundreds of files and findings', () => {
    const files = Array.from({ length: 300 }, (_, index) => `f${index}.csv`);
    const findings = files.map(name => ({ name, value: '1', unit: null }));
    for (const { text } of handoffTemplates({ turns: 3, files, findings })) {
      expect(text.length).toBeLessThan(400);
    }
  });
});
