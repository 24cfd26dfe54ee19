import { describe } from 'vitest';
import { table } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

const LINES = table('orders.csv', 1018, [
  ['order_id', 'int64', 420],
  ['order_date', 'object', 400, ['2023-01-03', '2023-01-04', '2023-02-09']],
  ['product', 'object', 3, ['Desk', 'Lamp', 'Rug']],
  ['status', 'object', 2, ['shipped', 'cancelled']],
  ['delay', 'int64', 60, [], 0, 90],
  ['revenue', 'float64', 900, [], 5, 900]
]);

describe('orders with several rows each', () => {
  expectAnalyses(LINES, {
    'how many orders': 'total distinct(order_id)',
    'number of orders by status': 'group distinct(order_id) by status',
    'average order value': 'total sum(revenue)+distinct(order_id)',
    'percentage of cancelled orders': 'part of #rows status=cancelled',
    'what percentage of orders is delayed more than 15':
      'part of #rows delay>15',
    'share of revenue by status': 'group sum(revenue) by status share'
  });
});

describe('whole questions behind others', () => {
  expectAnalyses(LINES, {
    'rows with a delay over 20 in status shipped >> busiest month':
      'group count(#rows) by order_date@month limit 10 extreme',
    'monthly revenue trend >> percentage of cancelled orders':
      'part of #rows status=cancelled',
    'total revenue by status >> now as a pie chart':
      'group sum(revenue) by status [pie]'
  });
});
