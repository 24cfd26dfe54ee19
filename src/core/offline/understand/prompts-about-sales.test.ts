import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('orders of a year', () => {
  expectAnalyses(TABLES.sales, {
    'What were total sales in Q1?': 'total sum(revenue) where date month 1|2|3',
    'please show me a bar chart with the revenue for each region, thanks':
      'group sum(revenue) by region [bar]',
    'which 3 products generated the most revenue in Europe last quarter':
      'group sum(revenue) by product limit 3 where region=Europe & date last 1 quarter',
    'how did revenue change over time':
      'trend sum(revenue) over date@month [line]',
    'revenue in 2024 by month for Audio and Kitchen':
      'trend sum(revenue) over date@month where date year 2024 & category=Audio|Kitchen',
    'orders over 1000 in North America':
      'rows limit 20 where region=North America & revenue>1000',
    'share of online orders': 'part of #orders channel=Online',
    "what's the average discount given per category?":
      'group mean(discount) by category',
    'show me the revenue per country for Europe only, sorted descending':
      'group sum(revenue) by country where region=Europe',
    'Which channel performs best?':
      'group sum(revenue) by channel limit 10 extreme',
    'break down revenue by region and channel':
      'group sum(revenue) by region,channel',
    'revenue by region without Online':
      'group sum(revenue) by region where channel!=Online',
    'units sold per product': 'group sum(units) by product',
    'can you plot the number of orders per week':
      'trend count(#orders) over date@week [line]',
    'revenue vs cost by month': 'trend sum(revenue)+sum(cost) over date@month',
    'total cost and revenue by category':
      'group sum(cost)+sum(revenue) by category',
    'returns by product': '? returns',
    'orders with negative units': 'rows limit 20 where units<0',
    'show orders where category is Kitchen and discount >= 0.1':
      'rows limit 20 where category=Kitchen & discount>=0.1',
    'number of orders by channel and region':
      'group count(#orders) by channel,region',
    'region-wise sales': 'group sum(revenue) by region',
    'revenue for each month of 2024':
      'trend sum(revenue) over date@month where date year 2024',
    'average number of units per order': 'total mean(units)',
    'total revenue for "Burr Coffee Grinder"': '? Burr Coffee Grinder',
    'mean revenue': 'total mean(revenue)',
    'revenue by category as a donut': 'group sum(revenue) by category [pie]',
    'stacked bar chart of revenue by region and category':
      'group sum(revenue) by region,category [bar]',
    'how many orders had a discount?': 'total count(#orders) where discount>0',
    'orders without discount': 'rows limit 20 where discount==0',
    'orders without a channel': 'rows limit 20 where channel missing',
    'what is the most expensive product':
      'group mean(unit_price) by product limit 10 extreme',
    'highest unit price by category': 'group max(unit_price) by category',
    'discount vs units': 'relation discount ~ units',
    'show total revenue for Germany, France and Spain': '? Spain',
    'revenue trend for Germany':
      'trend sum(revenue) over date@month [line] where country=Germany',
    'compare online and store revenue':
      'group sum(revenue) by channel where channel=Online|Store',
    'compare Q1 and Q2':
      'trend sum(revenue) over date@quarter where date month 1|2|3|4|5|6',
    'compare revenue this year and last year':
      'trend sum(revenue) over date@year where date last 2 year',
    'top 3 products in each region':
      'group sum(revenue) by product,region limit 3',
    'bottom three categories by margin':
      'group mean(margin=(revenue-cost)/revenue) by category limit 3 asc',
    'profit over time':
      'trend sum(profit=(revenue-cost)) over date@month [line]',
    'cost per unit by category':
      'cannot divide one column by another, such as by unit_price',
    'total revenue by month as a bar chart, and top 5 countries as a pie chart':
      [
        'trend sum(revenue) over date@month [bar]',
        'group sum(revenue) by country limit 5 [pie]'
      ],
    'how many distinct countries are there?': 'total distinct(country)',
    'list the regions': 'values region',
    'what regions are there': 'values region',
    'which products are in Kitchen': 'values product where category=Kitchen',
    'first order date': 'rows sort date asc limit 1',
    'date range': ['rows sort date asc limit 1', 'rows sort date desc limit 1'],
    'monthly revenue by region for the last 6 months':
      'trend sum(revenue) over date@month split region where date last 6 month',
    'revenue on 2024-05-17':
      'total sum(revenue) where date:2024-05-17..2024-05-18',
    'revenue since June':
      'total sum(revenue) where date month 6|7|8|9|10|11|12',
    'revenue before March 2024': 'total sum(revenue) where date:..2024-03-01',
    'revenue from January to June':
      'total sum(revenue) where date month 1|2|3|4|5|6',
    'weekly revenue': 'trend sum(revenue) over date@week',
    'revenue per day of week': 'group sum(revenue) by date@weekday',
    'hourly sales': 'trend sum(revenue) over date@day',
    'what columns does this have': 'columns',
    'is there any missing data?': 'missing',
    'show data types': 'columns',
    'how big is the dataset': 'shape',
    'give me a summary': [
      'describe',
      'group sum(revenue) by region [bar]',
      'trend sum(revenue) over date@month [line]'
    ],
    'summarize revenue by region': 'group sum(revenue) by region',
    'make a dashboard':
      'cannot make that of a single question; ask me to *create a dashboard* or *create a PowerPoint report*',
    revenue: 'total sum(revenue)',
    'bar chart': 'group sum(revenue) by region [bar]',
    plot: 'trend sum(revenue) over date@month [line]',
    asdf: 'unknown asdf',
    'total revenue by regoin and catgory':
      'group sum(revenue) by region,category',
    'revnue over tiem': 'trend sum(revenue) over date@month [line]',
    'avg unit prise per chanel': 'group mean(unit_price) by channel',
    'What is the total revnue for each reigon?': 'group sum(revenue) by region'
  });
});
