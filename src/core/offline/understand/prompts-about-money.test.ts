import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('order lines without a revenue', () => {
  expectAnalyses(TABLES.shop, {
    'total revenue by category':
      'group sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) by ProductCategory',
    'revenue per customer, top 5':
      'group sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) by CustomerName limit 5',
    'top 10 customers by revenue':
      'group sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) by CustomerName limit 10',
    'profit by product category':
      'group sum(profit=(((UnitPrice*Quantity)*(1-DiscountPct%))-(UnitCost*Quantity))) by ProductCategory',
    'profit margin by category':
      'group mean(margin=(((UnitPrice*Quantity)*(1-DiscountPct%))-(UnitCost*Quantity))/((UnitPrice*Quantity)*(1-DiscountPct%))) by ProductCategory',
    'average order value':
      'total sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%)))+distinct(OrderNo)',
    'how many orders per month': 'trend distinct(OrderNo) over OrderDate@month',
    'number of customers': 'total distinct(CustomerName)',
    'number of orders': 'total distinct(OrderNo)',
    'most expensive products': 'group mean(UnitPrice) by ProductName limit 10',
    'best selling product':
      'group sum(Quantity) by ProductName limit 10 extreme',
    'monthly sales trend':
      'trend sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) over OrderDate@month [line]',
    'revenue in December 2023':
      'total sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) where OrderDate:2023-12-01..2024-01-01',
    'orders shipped after 2023-06-01':
      'rows limit 20 where Shipped Date:2023-06-02..',
    'total quantity sold by category': 'group sum(Quantity) by ProductCategory',
    'discount distribution': 'distribution DiscountPct [histogram]',
    'revenue by product name for Lamps':
      'group sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) by ProductName where ProductCategory=Lamps',
    'how many customers per category':
      'group distinct(CustomerName) by ProductCategory',
    'cheapest product':
      'group mean(UnitPrice) by ProductName limit 10 asc extreme',
    'sales by quarter as a line chart':
      'trend sum(revenue=((UnitPrice*Quantity)*(1-DiscountPct%))) over OrderDate@quarter [line]',
    'what is the average discount': 'total mean(DiscountPct)',
    'orders where quantity >= 10': 'rows limit 20 where Quantity>=10',
    'orders with discount above 10%': 'rows limit 20 where DiscountPct>10',
    'customers with the most orders':
      'group distinct(OrderNo) by CustomerName limit 10',
    'unit price vs quantity scatter': 'relation UnitPrice ~ Quantity'
  });
});

describe('a bank account', () => {
  expectAnalyses(TABLES.bank, {
    'spending by category': 'group sum(Amount) by Category asc where Amount<0',
    'total income': 'total sum(Amount) where Amount>0',
    'monthly spending': 'trend sum(Amount) over Date@month where Amount<0',
    'balance over time': 'trend mean(Balance) over Date@month [line]',
    'expenses by category as a pie chart':
      'group sum(Amount) by Category asc [pie] where Amount<0',
    'top 5 expenses': 'rows sort Amount asc limit 5 where Amount<0',
    'how much did I spend on Food':
      'total sum(Amount) where Category=Food & Amount<0',
    'average transaction amount': 'total mean(Amount)',
    'transactions over 1000': 'rows limit 20 where Amount>1000',
    'transactions in January': 'rows limit 20 where Date month 1',
    'number of transactions by account':
      'group count(#transactions) by Account',
    'total amount by month and category':
      'trend sum(Amount) over Date@month split Category',
    'largest transaction': 'rows sort Amount desc limit 1',
    'smallest transactions': 'rows sort Amount asc limit 10',
    'spending on Travel vs Rent':
      'group sum(Amount) by Category asc where Category=Travel|Rent & Amount<0',
    'spending last month':
      'total sum(Amount) where Date last 1 month & Amount<0'
  });
});

describe('homes', () => {
  expectAnalyses(TABLES.homes, {
    'average price by neighborhood':
      'group mean(Sale Price ($)) by Neighborhood',
    'median sale price by property type':
      'group median(Sale Price ($)) by Property Type',
    'most expensive homes': 'rows sort Sale Price ($) desc limit 10',
    'price per square foot':
      'cannot divide one column by another, such as by Sq Ft',
    'price vs square feet': 'relation Sale Price ($) ~ Sq Ft',
    'homes built after 2000': 'rows limit 20 where Year Built>2000',
    'homes sold in 2023': 'rows limit 20 where Sold On year 2023',
    'average price by bedrooms': 'group mean(Sale Price ($)) by Bedrooms',
    'homes with more than 3 bedrooms': 'rows limit 20 where Bedrooms>3',
    'how many houses sold per month': 'trend count(#houses) over Sold On@month',
    'price distribution': 'distribution Sale Price ($) [histogram]',
    'houses under 300k': 'rows limit 20 where Sale Price ($)<300000',
    'oldest homes': 'rows sort Year Built asc limit 10',
    'average price of condos':
      'total mean(Sale Price ($)) where Property Type=Condo',
    'cheapest neighborhood':
      'group mean(Sale Price ($)) by Neighborhood limit 10 asc extreme',
    'price by year built': 'trend mean(Sale Price ($)) over Year Built@given',
    'homes between 200k and 400k in Riverside':
      'rows limit 20 where Neighborhood=Riverside & Sale Price ($)>=200000 & Sale Price ($)<=400000',
    'number of listings by type': 'group count(#listings) by Property Type',
    '3 bedroom houses': 'rows limit 20 where Bedrooms in 3'
  });
});
