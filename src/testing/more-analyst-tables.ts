import { table } from './analyst-tables';

/** Further tables, on which nothing was tuned but what was found wrong. */
export const MORE_TABLES = {
  titanic: table('titanic.csv', 891, [
    ['PassengerId', 'int64', 891, ['1'], 1, 891],
    ['Survived', 'int64', 2, ['0', '1'], 0, 1],
    ['Pclass', 'int64', 3, ['1', '2', '3'], 1, 3],
    ['Name', 'object', 891, ['Braund, Mr. Owen']],
    ['Sex', 'object', 2, ['male', 'female']],
    ['Age', 'float64', 88, ['22'], 0.4, 80],
    ['SibSp', 'int64', 7, ['1'], 0, 8],
    ['Fare', 'float64', 248, ['7.25'], 0, 512],
    ['Cabin', 'object', 147, ['C85']],
    ['Embarked', 'object', 3, ['S', 'C', 'Q']]
  ]),
  movies: table('movies.csv', 5000, [
    ['title', 'object', 4950, ['Inception']],
    ['release_date', 'object', 3000, ['2010-07-16']],
    ['genre', 'object', 18, ['Drama', 'Comedy']],
    ['director', 'object', 2100, ['Nolan']],
    ['budget', 'int64', 400, ['100'], 0, 400_000_000],
    ['box_office', 'int64', 4000, ['100'], 0, 2_800_000_000],
    ['imdb_rating', 'float64', 80, ['8.8'], 1, 9.9],
    ['runtime_minutes', 'int64', 150, ['148'], 40, 300],
    ['votes', 'int64', 4000, ['3'], 5, 2_000_000]
  ]),
  tickets: table('support_tickets.csv', 9000, [
    ['ticket_id', 'int64', 9000, ['1'], 1, 9000],
    [
      'created_at',
      'object',
      8900,
      ['2024-01-02 10:00:00', '2024-01-02 11:00:00']
    ],
    ['resolved_at', 'object', 8000, ['2024-01-03 10:00:00']],
    ['priority', 'object', 4, ['Low', 'Medium', 'High', 'Urgent']],
    ['status', 'object', 3, ['Open', 'Closed', 'Pending']],
    ['agent', 'object', 22, ['Maria']],
    ['resolution_hours', 'float64', 900, ['5.5'], 0, 300],
    ['customer_rating', 'float64', 5, ['4'], 1, 5],
    ['channel', 'object', 3, ['Email', 'Phone', 'Chat']]
  ]),
  energy: table('energy.csv', 35_000, [
    ['Datetime', 'object', 35_000, ['2023-01-01 00:00', '2023-01-01 01:00']],
    ['Building', 'object', 8, ['HQ', 'Plant']],
    ['kWh', 'float64', 9000, ['12'], 0, 900],
    ['Cost_EUR', 'float64', 9000, ['3'], 0, 300],
    ['Outdoor Temp (°C)', 'float64', 500, ['5'], -15, 38]
  ]),
  /** A table of which only names and types are known. */
  world: table('gapminder.csv', 500, [
    ['Country', 'object', null],
    ['Year', 'int64', null],
    ['GDP per capita', 'float64', null],
    ['Population', 'int64', null],
    ['Life expectancy', 'float64', null],
    ['Continent', 'category', null]
  ]),
  campaigns: table('campaigns.csv', 400, [
    ['campaign_name', 'object', 40, ['Spring']],
    ['start_date', 'object', 100, ['2024-03-01']],
    ['platform', 'object', 4, ['Google', 'Meta', 'TikTok', 'LinkedIn']],
    ['impressions', 'int64', 390, ['1000'], 0, 90_000],
    ['clicks', 'int64', 300, ['10'], 0, 5000],
    ['spend_usd', 'float64', 390, ['5'], 0, 9000],
    ['conversions', 'int64', 100, ['1'], 0, 300]
  ])
};
