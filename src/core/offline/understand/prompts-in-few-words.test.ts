import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('short and odd requests', () => {
  expectAnalyses(TABLES.sales, {
    'units >= 5 and discount = 0': 'rows limit 20 where units>=5 & discount==0',
    'orders where revenue > 500 and region is Europe':
      'rows limit 20 where revenue>500 & region=Europe',
    'where region = Europe': 'rows limit 20 where region=Europe',
    'the ten biggest orders': 'rows sort revenue desc limit 10',
    '5 smallest orders by revenue': 'rows sort revenue asc limit 5',
    'order with highest revenue': 'rows sort revenue desc limit 1',
    'what is the highest revenue': 'total max(revenue)',
    "what's the largest discount given": 'total max(discount)',
    'max units': 'total max(units)',
    'sum of units': 'total sum(units)',
    'total number of units': 'total sum(units)',
    sum: 'total sum(revenue)',
    average: 'total mean(revenue)',
    'top 10': 'rows sort revenue desc limit 10',
    'bottom 3 countries': 'group sum(revenue) by country limit 3 asc',
    'rank regions by revenue': 'group sum(revenue) by region',
    'sort countries by profit ascending':
      'group sum(profit=(revenue-cost)) by country asc',
    'revenue by product sorted by units':
      'group sum(units)+sum(revenue) by product',
    'list countries': 'values country',
    'list all channels': 'values channel',
    'what categories exist': 'values category',
    pie: 'group sum(revenue) by region [pie]',
    'line chart of revenue': 'trend sum(revenue) over date@month [line]',
    'line chart': 'trend sum(revenue) over date@month [line]',
    'bar chart of units by channel': 'group sum(units) by channel [bar]',
    'barchart revenue region': 'group sum(revenue) by region [bar]',
    'bar plot: category vs revenue': 'group sum(revenue) by category [bar]',
    'scatter revenue cost': 'relation revenue ~ cost',
    'heatmap of revenue by region and month':
      'group sum(revenue) by region,date@month [heatmap]',
    'area chart of monthly revenue':
      'trend sum(revenue) over date@month [line]',
    'box plot revenue': 'distribution revenue [box]',
    'violin plot of unit price by category':
      'distribution unit_price by category [box]',
    'revenue by weekday as a bar chart':
      'group sum(revenue) by date@weekday [bar]',
    'what weekday sells best':
      'group sum(revenue) by date@weekday limit 10 extreme',
    'busiest month': 'group count(#rows) by date@month limit 10 extreme',
    'seasonality of sales': 'group sum(revenue) by date@month-of-year',
    'revenue per country per month':
      'trend sum(revenue) over date@month split country',
    'show revenue over the last 90 days by week':
      'trend sum(revenue) over date@week where date last 90 day',
    trend: 'trend sum(revenue) over date@month [line]',
    'trends in revenue by category':
      'trend sum(revenue) over date@month split category [line]',
    'evolution of number of orders':
      'trend count(#orders) over date@month [line]',
    'daily revenue in March':
      'trend sum(revenue) over date@day where date month 3',
    'compare regions': 'group sum(revenue) by region',
    'compare Europe with North America by month':
      'trend sum(revenue) over date@month split region where region=Europe|North America',
    'Europe versus Asia Pacific revenue':
      'group sum(revenue) by region where region=Europe|Asia Pacific',
    'difference between online and store sales':
      'group sum(revenue) by channel where channel=Online|Store',
    'profitability by product':
      'group mean(margin=(revenue-cost)/revenue) by product',
    'margin by channel': 'group mean(margin=(revenue-cost)/revenue) by channel',
    'gross margin': 'total mean(gross margin=(revenue-cost)/revenue)',
    'average margin per category':
      'group mean(margin=(revenue-cost)/revenue) by category',
    'profit of Kitchen':
      'total sum(profit=(revenue-cost)) where category=Kitchen',
    'total cost': 'total sum(cost)',
    'cost of goods by category': 'group sum(cost) by category',
    'revenue minus cost by region':
      'group sum(revenue minus cost=(revenue-cost)) by region',
    'list the columns and their types': 'columns',
    'column names please': 'columns',
    'dataset size': 'shape',
    'row count': 'shape',
    'give me an overview': [
      'describe',
      'group sum(revenue) by region [bar]',
      'trend sum(revenue) over date@month [line]'
    ],
    insights: [
      'describe',
      'group sum(revenue) by region [bar]',
      'trend sum(revenue) over date@month [line]'
    ],
    'analyse sales by region': 'group sum(revenue) by region',
    explore: [
      'describe',
      'group sum(revenue) by region [bar]',
      'trend sum(revenue) over date@month [line]'
    ],
    'summary statistics': 'describe',
    'what is the meaning of life': 'cannot answer general questions',
    'revenue by planet': 'unknown planet',
    'top 5 astronauts': '? astronauts',
    'revenue for Mars': '? Mars',
    'revenue in Atlantis': '? Atlantis',
    'revenue by region for "Jupiter"': '? Jupiter'
  });
});
