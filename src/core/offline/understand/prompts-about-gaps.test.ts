import { describe } from 'vitest';
import { table } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

const VISITS = table('visits.csv', 300, [
  ['visit_id', 'int64', 300],
  ['visited', 'object', 200, ['2024-03-01', '2024-03-02', '2024-07-09']],
  ['ward', 'object', 3, ['ICU', 'Heart', 'Eyes']],
  ['doctor', 'object', 2, ['Ann', 'Bo']],
  ['cost', 'float64', 250, [], 12, 900]
]);

describe('rows where something is missing', () => {
  expectAnalyses(VISITS, {
    'rows where doctor is missing': 'rows limit 20 where doctor missing',
    'rows where cost is null': 'rows limit 20 where cost missing',
    'show visits with missing cost': 'rows limit 20 where cost missing',
    'how many visits have no doctor':
      'total count(#visits) where doctor missing',
    'visits without doctor': 'rows limit 20 where doctor missing',
    'visits where doctor is not missing by ward':
      'group count(#visits) by ward where doctor present',
    'missing values': 'missing',
    'how many values are missing': 'missing'
  });
});

describe('days of the week', () => {
  expectAnalyses(VISITS, {
    'average cost on mondays': 'total mean(cost) where visited weekday 0',
    'total cost on weekends by ward':
      'group sum(cost) by ward where visited weekday 5|6',
    'visits on saturday or sunday': 'rows limit 20 where visited weekday 5|6',
    'visits by weekday': 'group count(#visits) by visited@weekday'
  });
  expectAnalyses(
    table('gym.csv', 200, [
      ['day', 'object', 7, ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']],
      ['guests', 'int64', 60, [], 1, 60]
    ]),
    { 'average guests on weekends': 'total mean(guests) where day=Sat|Sun' }
  );
});
