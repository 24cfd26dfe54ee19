import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('the same orders, asked in other words', () => {
  expectAnalyses(TABLES.sales, {
    'show sales by country, region and category':
      'group sum(revenue) by country,region',
    'what are the top 3 regions by profit margin?':
      'group mean(margin=(revenue-cost)/revenue) by region limit 3',
    'revenue of top 5 products over time':
      'trend sum(revenue) over date@month split product [line]',
    'how are sales doing': 'total sum(revenue)',
    'give me the mean and standard deviation of unit price':
      'total mean(unit_price)+std(unit_price)',
    'min, max and average discount per category':
      'group min(discount)+max(discount)+mean(discount) by category',
    'which day had the most orders':
      'group count(#orders) by date@day limit 10 extreme',
    'which month was best': 'group sum(revenue) by date@month limit 10 extreme',
    'what was the best month for Europe':
      'group sum(revenue) by date@month limit 10 extreme where region=Europe',
    'best selling category in 2024':
      'group sum(units) by category limit 10 extreme where date year 2024',
    'total sales for each product in Audio':
      'group sum(revenue) by product where category=Audio',
    'revenue split by channel and region as stacked bars':
      'group sum(revenue) by channel,region [bar]',
    'display the number of transactions per country in a pie chart':
      'group count(#transactions) by country [pie]',
    'plot units against unit price': 'relation units ~ unit_price',
    'histogram of revenue with 20 bins': 'distribution revenue [histogram]',
    'revenue by discount': 'group sum(revenue) by discount',
    'average revenue by discount level': 'group mean(revenue) by discount',
    'number of orders by units': 'group count(#orders) by units',
    'sales in the last quarter': 'total sum(revenue) where date last 1 quarter',
    'sales between 2024-03-01 and 2024-03-31':
      'total sum(revenue) where date:2024-03-01..2024-04-01',
    'orders from March to May': 'rows limit 20 where date month 3|4|5',
    'Q2 vs Q3 revenue':
      'trend sum(revenue) over date@quarter where date month 4|5|6|7|8|9',
    'revenue by quarter and category':
      'trend sum(revenue) over date@quarter split category',
    'monthly revenue for Online and Store':
      'trend sum(revenue) over date@month where channel=Online|Store',
    'top product': 'group sum(revenue) by product limit 10 extreme',
    'top products': 'group sum(revenue) by product limit 10',
    'cheapest products': 'group mean(unit_price) by product limit 10 asc',
    'show me 5 random rows': 'preview sample 5',
    tail: 'preview tail 5',
    'last 3 orders': 'preview tail 3',
    'what does the data look like': 'preview head 5',
    'describe revenue':
      'total count(revenue)+mean(revenue)+median(revenue)+std(revenue)+min(revenue)+max(revenue)',
    'describe revenue and units by region':
      'group count(revenue)+mean(revenue)+median(revenue)+std(revenue)+min(revenue)+max(revenue)+count(units)+mean(units)+median(units)+std(units)+min(units)+max(units) by region',
    'distinct channels': 'values channel',
    'number of unique products': 'total distinct(product)',
    'how many products are there': 'total distinct(product)',
    'how many products per category': 'group distinct(product) by category',
    'count by channel': 'group count(#rows) by channel',
    'count orders by country': 'group count(#orders) by country',
    'frequency of channel': 'group count(#rows) by channel [bar]',
    'percentage of missing values': 'missing',
    'share of revenue per channel as a pie':
      'group sum(revenue) by channel share [pie]',
    'revenue per channel in percent': 'group sum(revenue) by channel share',
    'what fraction of revenue is from Kitchen':
      'group sum(revenue) by category share',
    'mom growth': 'trend sum(revenue) over date@month growth',
    'monthly growth rate of revenue as a line chart':
      'trend sum(revenue) over date@month growth [line]',
    'year-over-year growth': 'trend sum(revenue) over date@year growth',
    'growth by region':
      'trend sum(revenue) over date@month split region growth',
    'which region grew the most':
      'trend sum(revenue) over date@month split region growth',
    'average revenue per month': 'trend mean(revenue) over date@month',
    'average monthly revenue': 'trend mean(revenue) over date@month',
    'total revenue and number of orders by region':
      'group sum(revenue)+count(#orders) by region',
    'revenue, units and cost by category':
      'group sum(revenue)+sum(units)+sum(cost) by category',
    'total revenue, average discount and number of orders per channel':
      'group sum(revenue)+mean(discount)+count(#orders) by channel',
    'revenue by region and then top 5 products and then the monthly trend': [
      'group sum(revenue) by region',
      'group sum(revenue) by product limit 5',
      'trend sum(revenue) over date@month [line]'
    ],
    'Show total revenue by region. Then plot monthly revenue. Finally list the top 5 customers.':
      ['group sum(revenue) by region', '? customers'],
    '- total revenue by region\n- average discount by category\n- missing values':
      [
        'group sum(revenue) by region',
        'group mean(discount) by category',
        'missing'
      ],
    'For Europe: total revenue by country and top 5 products': [
      'group sum(revenue) by country where region=Europe',
      'group sum(revenue) by product limit 5 where region=Europe'
    ],
    'In 2024, what was total revenue by category?':
      'group sum(revenue) by category where date year 2024',
    "I'd like to see which countries bring in the least money":
      'group sum(revenue) by country limit 10 asc',
    'could you tell me how many orders we had in May':
      'total count(#orders) where date month 5',
    'which category has the lowest average discount':
      'group mean(discount) by category limit 10 asc extreme',
    'are there any duplicates?': 'duplicates',
    'is there a correlation between discount and units':
      'relation discount ~ units',
    'does discount affect revenue': 'relation discount ~ revenue',
    'effect of discount on units': 'relation discount ~ units',
    'revenue by region excluding returns': '? returns',
    'exclude Partner and show revenue by channel':
      'group sum(revenue) by channel where channel!=Partner',
    'only Europe and Asia Pacific: revenue by month':
      'trend sum(revenue) over date@month where region=Europe|Asia Pacific',
    'not Kitchen: revenue by category':
      'group sum(revenue) by category where category!=Kitchen',
    'revenue by category except Kitchen and Audio':
      'group sum(revenue) by category where category!=Kitchen|Audio',
    'orders with discount between 5% and 15%':
      'rows limit 20 where discount:0.05..0.15',
    'orders with at least 10 units': 'rows limit 20 where units>=10'
  });
});
