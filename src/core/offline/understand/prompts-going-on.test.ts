import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('prompts that go on with earlier ones', () => {
  expectAnalyses(TABLES.sales, {
    'For Europe: total revenue by country and top 5 products': [
      'group sum(revenue) by country where region=Europe',
      'group sum(revenue) by product limit 5 where region=Europe'
    ],
    "what's the largest discount given": 'total max(discount)',
    'revenue by product sorted by units':
      'group sum(units)+sum(revenue) by product',
    'total revenue by region >> now as a pie chart >> and by month >> only Europe >> as a line chart':
      'trend sum(revenue) over date@month [line] where region=Europe',
    'total revenue by region >> what about units': 'group sum(units) by region',
    'total revenue by region >> and for Online?':
      'group sum(revenue) by region where channel=Online',
    'total revenue by region for 2024 >> and for Q1?':
      'group sum(revenue) by region where date year 2024 & date month 1|2|3',
    'total revenue by region >> remove the filter':
      'group sum(revenue) by region',
    'total revenue by region in Kitchen >> and in Audio':
      'group sum(revenue) by region where category=Audio',
    'top 5 products by revenue >> by units instead':
      'group sum(units) by product limit 5',
    'top 5 products by revenue >> make it 10':
      'group sum(revenue) by product limit 10',
    'top 5 products by revenue >> top 10':
      'group sum(revenue) by product limit 10',
    'top 5 products by revenue >> and the bottom 5?':
      'group sum(revenue) by product limit 5 asc',
    'monthly revenue >> plot it': 'trend sum(revenue) over date@month [line]',
    'monthly revenue >> quarterly': 'trend sum(revenue) over date@quarter',
    'monthly revenue >> with growth':
      'trend sum(revenue) over date@month growth',
    'monthly revenue >> for each region':
      'trend sum(revenue) over date@month split region',
    'plot revenue over time >> by category':
      'trend sum(revenue) over date@month split category [line]',
    'plot revenue over time >> break it down by category':
      'trend sum(revenue) over date@month split category [line]',
    'average unit price by category >> median instead':
      'group median(unit_price) by category',
    'average unit price by category >> and the maximum?':
      'group max(unit_price) by category',
    'describe the data >> and missing values?': 'missing',
    'how many orders per month >> as a bar chart':
      'trend count(#orders) over date@month [bar]',
    'total revenue >> by region': 'group sum(revenue) by region',
    'total revenue >> by region >> and by channel >> as a pie':
      'group sum(revenue) by channel [pie]',
    'total revenue >> per month in Europe':
      'trend sum(revenue) over date@month where region=Europe',
    'revenue by region and channel >> heatmap':
      'group sum(revenue) by region,channel [heatmap]',
    'histogram of unit price >> by category':
      'distribution unit_price by category [histogram]',
    'histogram of unit price >> as a boxplot': 'distribution unit_price [box]',
    'unit price vs units >> only Kitchen':
      'relation unit_price ~ units where category=Kitchen',
    'which region has the highest revenue >> and the lowest?':
      'group sum(revenue) by region limit 10 asc extreme',
    'which region has the highest revenue >> and which has the lowest?':
      'group sum(revenue) by region limit 10 asc extreme',
    'share of revenue by channel >> as a pie':
      'group sum(revenue) by channel share [pie]',
    'total revenue by region >> total cost by region':
      'group sum(cost) by region',
    'total revenue by region >> show the first rows': 'preview head 5',
    'total revenue by region >> thanks >> now as a pie chart':
      'group sum(revenue) by region [pie]',
    'total revenue by region >> why is Europe low?':
      'cannot say why something happened',
    'total revenue by region >> show only the top 3':
      'group sum(revenue) by region limit 3',
    'total revenue by region >> without Europe >> as percentages':
      'group sum(revenue) by region share where region!=Europe',
    'total revenue by region >> same but for cost': 'group sum(cost) by region',
    'total revenue by region >> do the same for channel':
      'group sum(revenue) by channel',
    'total revenue by region >> repeat for 2024':
      'group sum(revenue) by region where date year 2024',
    'total revenue by region >> what about by channel?':
      'group sum(revenue) by channel',
    'total revenue by region >> the same by month':
      'trend sum(revenue) over date@month',
    'total revenue by region >> show me a chart':
      'group sum(revenue) by region [bar]',
    'total revenue by region >> can you plot that?':
      'group sum(revenue) by region [bar]',
    'total revenue by region >> Plot.': 'group sum(revenue) by region [bar]',
    'total revenue by region >> in a table': 'group sum(revenue) by region',
    'total revenue by region >> average': 'group mean(revenue) by region',
    'top 10 products >> in Europe':
      'group sum(revenue) by product limit 10 where region=Europe',
    '5 most expensive orders >> and the cheapest':
      'rows sort unit_price asc limit 5',
    'orders where discount > 10% >> how many are there?':
      'total count(#orders) where discount>0.1',
    'orders where discount > 10% >> by region':
      'group count(#orders) by region where discount>0.1'
  });
});
