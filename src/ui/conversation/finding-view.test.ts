import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FindingBlock } from '../../core/transcript/conversation-types';
import { Stage, visibleText } from '../../testing/drawing';
import { FindingView } from './finding-view';

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => stage.dispose());

function view(fields: Partial<FindingBlock>): HTMLElement {
  return stage.show(
    new FindingView(
      {
        kind: 'finding',
        id: 'n1',
        name: 'total sales',
        value: '$1.2M',
        unit: null,
        source: {},
        ...fields
      },
      stage.drawing
    )
  ).node;
}

it('R30: shows name, value and unit exactly as they are', () => {
  expect(visibleText(view({}))).toBe('total sales $1.2M');
  expect(visibleText(view({ value: '42.5', unit: '%' }))).toBe(
    'total sales 42.5 %'
  );
});

it('its source is a tooltip, and opens', () => {
  const node = view({
    source: {
      expression: 'df.revenue.sum()',
      evaluated: '1200000.0',
      files: [{ path: 'a.csv' }, { path: 'b.csv' }],
      note: 'all regions'
    }
  });
  expect(visibleText(node)).toBe('total sales $1.2M Source');
  expect(node.querySelector('summary')!.title).toBe(
    'Note: all regions\nExpression: df.revenue.sum()\nValue in the kernel: 1200000.0\nFiles: a.csv, b.csv'
  );
  node.querySelector('details')!.open = true;
  expect(visibleText(node)).toContain('Expressiondf.revenue.sum()');
});

it('is text, whatever is in it', () => {
  const node = view({
    name: '<img src=x onerror=alert(1)>',
    value: '<b>1</b>'
  });
  expect(node.querySelector('img, b')).toBeNull();
});
