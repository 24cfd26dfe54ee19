import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('an income statement', () => {
  expectAnalyses(TABLES.income, {
    'revenue by quarter': 'trend sum(Total revenue) over Quarter@quarter',
    'total revenue by quarter as a line chart':
      'trend sum(Total revenue) over Quarter@quarter [line]',
    'revenue growth': 'trend sum(Total revenue) over Quarter@quarter growth',
    'quarterly revenue growth':
      'trend sum(Total revenue) over Quarter@quarter growth',
    'expense breakdown':
      'items Cost of revenue,Research and development,Sales and marketing,General and administrative,Interest expense,Income tax',
    'expenses as a pie chart':
      'items Cost of revenue,Research and development,Sales and marketing,General and administrative,Interest expense,Income tax [pie]',
    margins:
      'trend mean(gross margin=Gross profit/Total revenue)+mean(operating margin=Operating income/Total revenue)+mean(net margin=Net income/Total revenue) over Quarter@quarter',
    'gross margin by quarter':
      'trend mean(gross margin=Gross profit/Total revenue) over Quarter@quarter',
    'net margin over time':
      'trend mean(net margin=Net income/Total revenue) over Quarter@quarter [line]',
    'net income by year': 'trend sum(Net income) over Year@given',
    'compare revenue and expenses by quarter':
      'trend sum(Total revenue)+sum(Operating expenses) over Quarter@quarter',
    'operating income trend':
      'trend sum(Operating income) over Quarter@quarter [line]',
    'which quarter had the highest net income':
      'group sum(Net income) by Quarter@quarter limit 10 extreme',
    'total revenue in 2023': 'total sum(Total revenue) where Year year 2023',
    'revenue by year': 'trend sum(Total revenue) over Year@given',
    'year over year revenue growth':
      'trend sum(Total revenue) over Quarter@year growth',
    'plot net income': 'trend sum(Net income) over Quarter@quarter [line]',
    'profit by quarter': 'trend sum(Net income) over Quarter@quarter',
    'breakdown of revenue':
      'items Subscription revenue,Services revenue,License revenue',
    'top 5 expenses':
      'items Cost of revenue,Research and development,Sales and marketing,General and administrative,Interest expense,Income tax limit 5',
    'operating expenses vs revenue':
      'relation Operating expenses ~ Total revenue',
    'monthly revenue': 'trend sum(Total revenue) over Quarter@quarter',
    'how did profit develop':
      'trend sum(Net income) over Quarter@quarter [line]',
    'subscription revenue vs services revenue by quarter':
      'trend sum(Subscription revenue)+sum(Services revenue) over Quarter@quarter',
    'what was the net income in Q3 2024':
      'total sum(Net income) where Quarter:2024-07-01..2024-10-01',
    'total revenue 2024 vs 2023':
      'trend sum(Total revenue) over Year@given where Year year 2024|2023',
    'gross profit and net income by year as a bar chart':
      'trend sum(Gross profit)+sum(Net income) over Year@given [bar]',
    'average quarterly revenue':
      'trend mean(Total revenue) over Quarter@quarter',
    'research and development by quarter':
      'trend sum(Research and development) over Quarter@quarter',
    'how much did we spend on sales and marketing':
      'total sum(Sales and marketing)',
    'cost of revenue over time':
      'trend sum(Cost of revenue) over Quarter@quarter [line]',
    'revenue since 2023': 'total sum(Total revenue) where Year>=2023',
    'subscription, services and license revenue by quarter':
      'trend sum(Subscription revenue)+sum(Services revenue)+sum(License revenue) over Quarter@quarter',
    'correlation between total revenue and net income':
      'relation Total revenue ~ Net income',
    'highest total revenue': 'total max(Total revenue)',
    'operating margin by year':
      'trend mean(operating margin=Operating income/Total revenue) over Year@given',
    'income tax by year': 'trend sum(Income tax) over Year@given',
    'which year had the lowest interest expense':
      'group sum(Interest expense) by Year@given limit 10 asc extreme'
  });
});

describe('a list of expenses', () => {
  expectAnalyses(TABLES.expenses, {
    'expenses by department': 'group sum(Amount) by Department',
    'expense breakdown': 'group sum(Amount) by Category',
    'total expenses by category': 'group sum(Amount) by Category',
    'amount vs budget by department':
      'group sum(Amount)+sum(Budget) by Department',
    'spending over time by department':
      'trend sum(Amount) over Quarter@quarter split Department [line]',
    'advertising by quarter':
      'trend sum(Amount) over Quarter@quarter where Category=Advertising',
    'which category is the largest':
      'group sum(Amount) by Category limit 10 extreme',
    'expenses in 2024 by category as pie':
      'group sum(Amount) by Category [pie] where Year year 2024',
    'top 3 categories by amount': 'group sum(Amount) by Category limit 3',
    'amount by quarter and department':
      'trend sum(Amount) over Quarter@quarter split Department',
    'budget by year': 'trend sum(Budget) over Year@given',
    'missing values': 'missing',
    'quarters with the highest spending':
      'group sum(Amount) by Quarter@quarter limit 10 extreme',
    'amount minus budget by category':
      'group sum(Amount minus Budget=(Amount-Budget)) by Category',
    'travel and events by quarter': '? travel and events, travel',
    'total for Sales and marketing':
      'total sum(Amount) where Department=Sales and marketing',
    'share of each department': 'group sum(Amount) by Department share'
  });
});

describe('items down, quarters across', () => {
  expectAnalyses(TABLES.wide, {
    'revenue growth': 'trend sum(Revenue) over period@quarter growth',
    'expense breakdown as a pie chart':
      'items COGS,Salaries,Rent,Marketing [pie]',
    'gross margin': 'total mean(gross margin=Gross Profit/Revenue)',
    'net income by quarter': 'trend sum(Net Income) over period@quarter',
    'revenue and net income over time':
      'trend sum(Revenue)+sum(Net Income) over period@quarter [line]',
    margins:
      'trend mean(gross margin=Gross Profit/Revenue)+mean(net margin=Net Income/Revenue) over period@quarter',
    'total revenue': 'total sum(Revenue)',
    describe: 'describe',
    'which quarter had the highest revenue':
      'group sum(Revenue) by period@quarter limit 10 extreme',
    'salaries by quarter': 'trend sum(Salaries) over period@quarter',
    'marketing and rent by quarter as a line chart':
      'trend sum(Marketing)+sum(Rent) over period@quarter [line]',
    'revenue in Q2 2023':
      'total sum(Revenue) where period:2023-04-01..2023-07-01',
    'total expenses': 'total sum(Total Expenses)',
    'top 3 expenses': 'items COGS,Salaries,Rent,Marketing limit 3',
    'profit margin by quarter':
      'trend mean(margin=Gross Profit/Revenue) over period@quarter',
    'plot cogs': 'trend sum(COGS) over period@quarter [line]'
  });
});
