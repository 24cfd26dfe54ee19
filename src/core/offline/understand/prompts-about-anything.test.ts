import { describe } from 'vitest';
import { MORE_TABLES } from '../../../testing/more-analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('passengers of a ship', () => {
  expectAnalyses(MORE_TABLES.titanic, {
    'survival rate by sex': 'group mean(Survived) by Sex',
    'how many passengers survived':
      'total count(#passengers) where Survived in 1',
    'average fare by class': 'group mean(Fare) by Pclass',
    'average age by sex and pclass': 'group mean(Age) by Sex,Pclass',
    'survivors by class': 'group sum(Survived) by Pclass',
    'age distribution': 'distribution Age [histogram]',
    'age distribution of survivors':
      'distribution Age [histogram] where Survived in 1',
    'fare vs age': 'relation Fare ~ Age',
    'how many women survived': 'total sum(Survived) where Sex=female',
    'oldest passenger': 'rows sort Age desc limit 1',
    'who paid the highest fare': 'rows sort Fare desc limit 1',
    'number of passengers by embarked': 'group count(#passengers) by Embarked',
    'boxplot of fare by pclass': 'distribution Fare by Pclass [box]',
    'missing ages': 'missing',
    'median fare': 'total median(Fare)',
    'percentage of passengers that survived': 'total mean(Survived)',
    'mean age of male passengers in class 3':
      'total mean(Age) where Sex=male & Pclass in 3',
    correlations: 'correlation'
  });
});

describe('films', () => {
  expectAnalyses(MORE_TABLES.movies, {
    'best rated movies': 'rows sort imdb_rating desc limit 10',
    'top 10 movies by box office': 'rows sort box_office desc limit 10',
    'average rating by genre': 'group mean(imdb_rating) by genre',
    'movies per year': 'trend count(#movies) over release_date@year',
    'longest movies': 'rows sort runtime_minutes desc limit 10',
    'budget vs box office': 'relation budget ~ box_office',
    'which director has made the most movies':
      'group count(#movies) by director limit 10 extreme',
    'average runtime by genre': 'group mean(runtime_minutes) by genre',
    'movies longer than 2 hours': 'rows limit 20 where runtime_minutes>120',
    'movies released after 2015 with rating above 8':
      'rows limit 20 where release_date:2016-01-01.. & imdb_rating>8',
    'comedies from 2019':
      'rows limit 20 where genre=Comedy & release_date year 2019',
    'rating distribution': 'distribution imdb_rating [histogram]',
    'number of movies by genre as a pie chart':
      'group count(#movies) by genre [pie]',
    'total budget by year': 'trend sum(budget) over release_date@year',
    'most voted movies': 'rows sort votes desc limit 10',
    'average rating over time':
      'trend mean(imdb_rating) over release_date@month [line]',
    'directors with the highest average rating':
      'group mean(imdb_rating) by director limit 10',
    'how many movies have a rating over 8':
      'total count(#movies) where imdb_rating>8'
  });
});

describe('tickets of a help desk', () => {
  expectAnalyses(MORE_TABLES.tickets, {
    'open tickets by priority':
      'group count(#tickets) by priority where status=Open',
    'average resolution time by agent': 'group mean(resolution_hours) by agent',
    'tickets per week': 'trend count(#tickets) over created_at@week',
    'how many urgent tickets': 'total count(#tickets) where priority=Urgent',
    'tickets by status and priority':
      'group count(#tickets) by status,priority',
    'which agent is the fastest':
      'group mean(resolution_hours) by agent limit 10 asc extreme',
    'best rated agents': 'group mean(customer_rating) by agent limit 10',
    'tickets created in the last 7 days':
      'rows limit 20 where created_at last 7 day',
    'share of closed tickets': 'part of #tickets status=Closed',
    'resolution time distribution by channel':
      'distribution resolution_hours by channel [box]',
    'tickets by hour of day': 'group count(#tickets) by created_at@hour-of-day',
    'slowest tickets': 'rows sort resolution_hours desc limit 10',
    'average rating per channel': 'group mean(customer_rating) by channel',
    'closed vs open tickets':
      'group count(#tickets) by status where status=Closed|Open',
    'backlog over time': '? backlog',
    'urgent tickets from email':
      'rows limit 20 where priority=Urgent & channel=Email',
    'number of tickets per agent, sorted': 'group count(#tickets) by agent',
    'tickets with rating 1': 'rows limit 20 where customer_rating in 1',
    'top agents by number of tickets':
      'group count(#tickets) by agent limit 10',
    'ticket volume by month': 'trend count(#ticket) over created_at@month'
  });
});

describe('meters of buildings', () => {
  expectAnalyses(MORE_TABLES.energy, {
    'total kwh by building': 'group sum(kWh) by Building',
    'consumption per month': 'trend sum(kWh) over Datetime@month',
    'energy cost by building': 'group sum(Cost_EUR) by Building',
    'peak consumption': 'total max(kWh)',
    'kwh by hour of day': 'group sum(kWh) by Datetime@hour-of-day',
    'average daily kwh': 'trend mean(kWh) over Datetime@day',
    'kwh vs temperature': 'relation kWh ~ Outdoor Temp (°C)',
    'cost per kwh': 'cannot divide one column by another, such as by kWh',
    'monthly cost for HQ':
      'trend sum(Cost_EUR) over Datetime@month where Building=HQ',
    'which building uses the most energy':
      'group sum(kWh) by Building limit 10 extreme',
    'weekday profile of kwh':
      'group count(kWh)+mean(kWh)+median(kWh)+std(kWh)+min(kWh)+max(kWh) by Datetime@weekday',
    'cost in January vs July':
      'trend sum(Cost_EUR) over Datetime@month where Datetime month 1|7',
    'top 5 days by kwh': 'group sum(kWh) by Datetime@day limit 5'
  });
});

describe('countries, of which little is known', () => {
  expectAnalyses(MORE_TABLES.world, {
    'gdp per capita by continent': 'group mean(GDP per capita) by Continent',
    'population by country top 10': 'group sum(Population) by Country limit 10',
    'life expectancy over time':
      'trend mean(Life expectancy) over Year@given [line]',
    'life expectancy vs gdp per capita':
      'relation Life expectancy ~ GDP per capita',
    'average life expectancy in Europe': '? Europe',
    'countries with the highest life expectancy':
      'group mean(Life expectancy) by Country limit 10',
    'population growth': 'trend sum(Population) over Year@given growth',
    'population in 2007': 'total sum(Population) where Year year 2007',
    'trend of life expectancy by continent':
      'trend mean(Life expectancy) over Year@given split Continent [line]',
    'richest countries': '? richest',
    'total population by year and continent':
      'trend sum(Population) over Year@given split Continent',
    'how many countries per continent': 'group distinct(Country) by Continent',
    'gdp per capita of Germany over time': '? Germany'
  });
});

describe('campaigns', () => {
  expectAnalyses(MORE_TABLES.campaigns, {
    'spend by platform': 'group sum(spend_usd) by platform',
    'clicks and impressions by platform':
      'group sum(clicks)+sum(impressions) by platform',
    'click through rate by platform':
      'cannot compute a rate from clicks, because I do not know what it is divided by',
    'cost per click': 'cannot divide one column by another, such as by clicks',
    'conversions per campaign': 'group sum(conversions) by campaign_name',
    'spend vs conversions': 'relation spend_usd ~ conversions',
    'monthly spend by platform':
      'trend sum(spend_usd) over start_date@month split platform',
    'platform with the most clicks':
      'group sum(clicks) by platform limit 10 extreme',
    'conversion rate':
      'cannot compute a rate from conversions, because I do not know what it is divided by',
    'total spend': 'total sum(spend_usd)',
    'clicks by campaign for Google':
      'group sum(clicks) by campaign_name where platform=Google'
  });
});
