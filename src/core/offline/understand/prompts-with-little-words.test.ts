import { describe } from 'vitest';
import { table } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('words that must not be passed over', () => {
  expectAnalyses(
    table('tickets.csv', 240, [
      ['Ticket #', 'int64', 240],
      ['priority', 'object', 3, ['P1', 'P2', 'P3']],
      ['page', 'object', 3, ['/home', '/cart', '/help']],
      ['response_ms', 'int64', 200, [], 4, 900],
      ['paid', 'bool', 2, ['True', 'False']]
    ]),
    {
      'tickets by priority': 'group count(#tickets) by priority',
      'p95 of response':
        'cannot compute percentiles other than the median; a box plot shows the quarters',
      'slowest page': 'group mean(response_ms) by page limit 10 extreme',
      'unpaid tickets over 300':
        'rows limit 20 where paid!=True & response_ms>300',
      'paid vs unpaid response': 'group mean(response_ms) by paid',
      'how many tickets vanished': 'unknown vanished'
    }
  );
  expectAnalyses(
    table('bank.csv', 260, [
      ['Date', 'object', 260, ['2024-01-01', '2024-01-02', '2024-02-07']],
      ['Amount', 'float64', 250, [], -900, 3200],
      ['Category', 'object', 3, ['Rent', 'Food', 'Income']]
    ]),
    { 'biggest expense': 'total min(Amount) where Amount<0' }
  );
});
