import { describe, expect, it } from 'vitest';
import { table } from '../../../testing/analyst-tables';
import { expectAnalyses, understood } from '../../../testing/expect-analyses';

const REPORT = table('report.csv', 5, [
  ['Region', 'object', 5, ['North', 'West', 'South', 'East', 'Total']],
  ['Sales', 'int64', 5, [], 10, 400]
]);

describe('a table with a row of totals', () => {
  expectAnalyses(REPORT, {
    'total sales': 'total sum(Sales) where Region!=Total',
    'sales by region': 'group sum(Sales) by Region where Region!=Total',
    'top 2 regions by sales':
      'group sum(Sales) by Region limit 2 where Region!=Total',
    'how many rows': 'shape'
  });
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr'];

describe('a sheet with a column for each month', () => {
  expectAnalyses(
    table('fruit.csv', 4, [
      ['Product', 'object', 4, ['Apples', 'Pears', 'Plums', 'Total']],
      ...MONTHS.map(name => [name, 'int64', 4, [], 1, 900] as const)
    ]),
    {
      'sales by product': 'items Apples,Pears,Plums',
      'top 2 products': 'items Apples,Pears,Plums limit 2',
      'pie of products in february':
        'items Apples,Pears,Plums [pie] where period=Feb',
      'average by product': 'total mean(Apples)+mean(Pears)+mean(Plums)',
      'products over time':
        'trend sum(Apples)+sum(Pears)+sum(Plums) over period@given [line]'
    }
  );

  it('is left as it is where its names come back', () => {
    const sheet = table('reps.csv', 12, [
      ['Region', 'object', 3, ['North', 'West', 'South']],
      ['Rep', 'object', 12, ['A', 'B']],
      ...['Q1', 'Q2', 'Q3', 'Q4'].map(
        name => [name, 'int64', 12, [], 1, 900] as const
      )
    ]);
    expect(understood('total Q1 by region', sheet)).toEqual([
      'group sum(Q1) by Region'
    ]);
  });
});

describe('words that are names of columns here', () => {
  expectAnalyses(
    table('grid.csv', 2880, [
      [
        'timestamp',
        'object',
        2880,
        ['2024-01-01 00:00:00', '2024-01-01 01:00:00', '2024-01-02 02:00:00']
      ],
      ['load_MW', 'float64', 900, [], 100, 900],
      ['status', 'int64', 4, ['200', '404', '500', '301'], 200, 500]
    ]),
    {
      'peak load': 'total max(load_MW)',
      'weekly load trend': 'trend sum(load_MW) over timestamp@week [line]',
      'load line chart': 'trend sum(load_MW) over timestamp@month [line]',
      'load grid.csv': 'preview head 5',
      'status counts': 'group count(#rows) by status',
      'outliers in load': 'distribution load_MW [box]',
      'load below -5': 'rows limit 20 where load_MW<-5'
    }
  );
  expectAnalyses(
    table('xy.csv', 50, [
      ['x', 'int64', 50, [], 0, 49],
      ['y', 'float64', 50, [], 0, 99],
      ['g', 'object', 2, ['a', 'b']]
    ]),
    {
      'plot y against x': 'relation y ~ x',
      'sum of x where g is a': 'total sum(x) where g=a',
      'average y by g as a bar chart': 'group mean(y) by g [bar]'
    }
  );
});
