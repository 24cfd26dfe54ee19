import { expect, it } from 'vitest';
import { understandColumn } from '../clean-columns';
import type { Frame } from '../frame';
import { unmetParts } from './wanted';

function frameOf(...names: readonly string[]): Frame {
  return {
    variable: 'shop',
    label: 'shop.csv',
    source: null,
    loaded: true,
    own: true,
    rows: 400,
    columns: names.map(name =>
      understandColumn({
        name,
        dtype: 'str',
        nulls: 0,
        distinct: 3,
        values: ['North', 'South', 'East'],
        min: null,
        max: null
      })
    ),
    inspected: false,
    relabel: false,
    turned: null
  };
}

const LIST = '1. Total sales by region (Filiale)\n2. Top products\n3. Sales';

it('R30 what names its column can be told, whatever else it is called', () => {
  expect(unmetParts(LIST, frameOf('Filiale', 'Product'), true)).toEqual([]);
  expect(unmetParts(LIST, frameOf('Fil', 'Product'), true)).toEqual([
    'Total sales by region (Filiale)'
  ]);
});

it('R30 what names no column of its kind cannot', () => {
  expect(unmetParts(LIST, frameOf('Colour', 'Product'), true)).toEqual([
    'Total sales by region (Filiale)'
  ]);
});
