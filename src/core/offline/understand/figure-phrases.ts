import type { Role } from './roles';

/** A role with the phrases that play it, separated by `|`. */
export type Entry = readonly [Role, string];

export const STATISTICS: readonly Entry[] = [
  [
    { is: 'statistic', statistic: 'sum' },
    'total|sum|sum up|add up|overall|altogether|combined|gesamt|gesamte|summe|insgesamt|cumulated'
  ],
  [
    { is: 'statistic', statistic: 'mean' },
    'average|avg|mean|on average|in average|arithmetic mean|durchschnitt|durchschnittlich|durchschnittliche|mittelwert|mittlere|im schnitt|averaged|typical'
  ],
  [{ is: 'statistic', statistic: 'median' }, 'median|middle value'],
  [
    { is: 'statistic', statistic: 'min' },
    'minimum|min|minimal|lowest value|smallest value|minimum value'
  ],
  [
    { is: 'statistic', statistic: 'max' },
    'maximum|max|maximal|peak|highest value|largest value|maximum value|record high'
  ],
  [
    { is: 'statistic', statistic: 'std' },
    'std|stdev|standard deviation|std dev|variability|standardabweichung|volatility|varies'
  ],
  [
    { is: 'statistic', statistic: 'distinct' },
    'unique|distinct|different|verschiedene|verschiedenen|unterschiedliche'
  ],
  [
    { is: 'order value' },
    'order value|order size|basket value|basket size|ticket size|transaction value|purchase value|cart value|aov|bestellwert|warenkorb'
  ],
  [
    { is: 'how much' },
    'how much|how much is|how much was|how much did|how much do|how much money|wie viel|wieviel'
  ],
  [
    { is: 'count' },
    'count|how many|number of|numbers of|count of|counts of|no of|amount of|quantity of|how often|anzahl|wie viele|wieviele|anzahl der|headcount'
  ]
];

export const GROUPING: readonly Entry[] = [
  [
    { is: 'by' },
    'by|per|for each|for every|in each|in every|of each|of every|at each|on each|each|every|across|grouped by|group by|grouping by|split by|broken down by|' +
      'breakdown by|break down by|break it down by|segmented by|segment by|according to|depending on|wise|nach|pro|je|within each|divided by|across all|' +
      'colored by|coloured by|color by|stacked by|separately for|for all|for the different|for different|aufgeteilt nach|gruppiert nach'
  ],
  [
    { is: 'period', period: 'year', adverb: true },
    'yearly|annual|annually|per annum|jahrlich|jahrliche|year by year|year wise'
  ],
  [
    { is: 'period', period: 'quarter', adverb: true },
    'quarterly|vierteljahrlich|quarter by quarter'
  ],
  [
    { is: 'period', period: 'month', adverb: true },
    'monthly|monatlich|monatliche|monatlicher|month by month|month wise|monthwise'
  ],
  [
    { is: 'period', period: 'week', adverb: true },
    'weekly|wochentlich|week by week'
  ],
  [
    { is: 'period', period: 'day', adverb: true },
    'daily|taglich|tagliche|day by day'
  ],
  [{ is: 'period', period: 'hour', adverb: true }, 'hourly|stundlich'],
  [{ is: 'period', period: 'year', adverb: false }, 'year|jahr|jahre'],
  [
    { is: 'period', period: 'quarter', adverb: false },
    'quarter|quartal|quartale'
  ],
  [
    { is: 'period', period: 'month', adverb: false },
    'month|monat|monate|months'
  ],
  [
    { is: 'period', period: 'week', adverb: false },
    'week|woche|wochen|calendar week'
  ],
  [{ is: 'period', period: 'day', adverb: false }, 'day|tag|tage|calendar day'],
  [{ is: 'period', period: 'hour', adverb: false }, 'hour|stunde|stunden'],
  [
    { is: 'cycle', cycle: 'weekday' },
    'weekday and weekend|weekday vs weekend|weekend vs weekday|weekday versus weekend|weekend and weekday|weekday or weekend|weekday|week day|day of week|day of the week|days of the week|days of week|wochentag|wochentage|dow'
  ],
  [
    { is: 'cycle', cycle: 'hour-of-day' },
    'hour of day|hour of the day|hours of the day|time of day|time of the day|tageszeit|uhrzeit|hour of day'
  ],
  [
    { is: 'cycle', cycle: 'month-of-year' },
    'month of year|month of the year|calendar month|months of the year|seasonality|seasonal|seasonal pattern|season'
  ]
];

export const TIME: readonly Entry[] = [
  [
    { is: 'trend', period: null },
    'over time|through time|across time|with time|trend|trended|time series|timeline|evolution|develop|development|developed|evolve|evolved|zeitverlauf|im zeitverlauf|' +
      'verlauf|entwicklung|uber die zeit|uber zeit|im zeitablauf|zeitreihe|trajectory|over the period|changed over time|change over time|changes over time|trend over time|history|progression'
  ],
  [
    { is: 'trend', period: 'year' },
    'over the years|by the year|through the years|across years|across the years|trend by year|yearly trend|annual trend'
  ],
  [
    { is: 'trend', period: 'quarter' },
    'over the quarters|across quarters|quarterly trend'
  ],
  [
    { is: 'trend', period: 'month' },
    'over the months|across months|over the year|throughout the year|during the year|through the year|monthly trend|month trend|across the year|im laufe des jahres'
  ],
  [{ is: 'trend', period: 'week' }, 'over the weeks|across weeks|weekly trend'],
  [
    { is: 'trend', period: 'day' },
    'over the days|across days|daily trend|over the month|throughout the month'
  ],
  [
    { is: 'trend', period: 'hour' },
    'over the hours|over the day|throughout the day|hourly trend'
  ],
  [
    { is: 'growth', period: null },
    'growth|growth rate|growing|grow|grew|grown|increase|increased|increasing|decrease|decreased|decline|declined|declining|percent change|percentage change|' +
      'pct change|rate of change|change from previous|wachstum|rise|rose|risen|change|changed|shrink|shrank|changes'
  ],
  [
    { is: 'growth', period: 'month' },
    'monthly growth rate|mom|month over month|month on month|month to month|m o m|monthly growth|monthly change|growth by month|month over month growth|month over month change'
  ],
  [
    { is: 'growth', period: 'quarter' },
    'quarterly growth rate|qoq|quarter over quarter|quarter on quarter|quarterly growth|q o q|quarter over quarter growth'
  ],
  [
    { is: 'growth', period: 'year' },
    'annual growth rate|yearly growth rate|yoy|year over year|year on year|year to year|annual growth|yearly growth|y o y|year over year growth'
  ],
  [
    { is: 'growth', period: 'week' },
    'weekly growth rate|wow|week over week|weekly growth|week on week'
  ],
  [
    { is: 'growth', period: 'day' },
    'daily growth rate|day over day|daily growth|daily change'
  ],
  [
    { is: 'share' },
    'share|percent|percentage|proportion|market share|in percent|as percent|as a percent|as percentage|as a percentage|as percentages|contribution|contribute|contributes|' +
      'anteil|anteile|prozent|fraction|composition|percent of total|share of total|percentage of total|relative share|what percent|what percentage|pct|%|made up'
  ]
];

const rank = (
  descending: boolean,
  superlative: boolean,
  concepts = ''
): Role => ({
  is: 'rank',
  descending,
  superlative,
  concepts: concepts.split(' ').filter(Boolean)
});

export const RANKING: readonly Entry[] = [
  [
    rank(true, false),
    'top|leading|best|strongest|best performing|top performing|beste|besten|top ranked'
  ],
  [
    rank(false, false),
    'bottom|worst|weakest|worst performing|poorest|schlechteste|schlechtesten|flop|underperforming'
  ],
  [
    rank(true, true),
    'highest|largest|biggest|greatest|most|hochste|hochsten|grosste|großte|großten|meisten|most of'
  ],
  [
    rank(false, true),
    'lowest|smallest|least|fewest|niedrigste|niedrigsten|kleinste|wenigsten|tiniest'
  ],
  [
    rank(true, false, 'quantity'),
    'best selling|top selling|bestselling|bestseller|most sold|sold most|sold the most|sells the most|sell the most|sells most|highest selling|hottest selling|meistverkaufte'
  ],
  [
    rank(false, false, 'quantity'),
    'worst selling|least selling|least sold|sold least|sold the least|sells the least|slowest selling'
  ],
  [
    rank(true, false, 'price cost'),
    'most expensive|priciest|expensive|costliest|dearest|teuerste|teuersten|most costly'
  ],
  [
    rank(false, false, 'price cost'),
    'least expensive|cheapest|billigste|billigsten|gunstigste|gunstigsten|most affordable'
  ],
  [rank(true, false, 'profit'), 'most profitable|profitabelste'],
  [rank(false, false, 'profit'), 'least profitable|most unprofitable'],
  [rank(true, true, 'age date'), 'oldest|most senior|alteste|altesten'],
  [rank(false, true, 'age'), 'youngest|jungste|jungsten'],
  [
    rank(true, false, 'pay'),
    'highest paid|best paid|top paid|most paid|top earning|highest earning|best earning|earns the most|earn the most|earns most|paid the most'
  ],
  [
    rank(false, false, 'pay'),
    'lowest paid|worst paid|least paid|lowest earning|earns the least|paid the least'
  ],
  [
    rank(true, false, 'rating'),
    'highest rated|best rated|top rated|highest scoring|best scoring|top scoring|highest ranked'
  ],
  [
    rank(false, false, 'rating'),
    'lowest rated|worst rated|lowest scoring|worst scoring'
  ],
  [
    rank(true, true, 'duration distance'),
    'longest|langste|langsten|farthest|furthest'
  ],
  [rank(false, true, 'duration distance'), 'shortest|kurzeste|kurzesten'],
  [rank(true, true, 'temperature'), 'hottest|warmest|warmste|heißeste'],
  [rank(false, true, 'temperature'), 'coldest|coolest|kalteste'],
  [rank(true, true, 'rain'), 'wettest|rainiest'],
  [rank(false, true, 'rain'), 'driest'],
  [rank(true, true, 'wind'), 'windiest'],
  [rank(true, true, 'weight'), 'heaviest'],
  [rank(false, true, 'weight'), 'lightest'],
  [rank(true, true, 'height'), 'tallest'],
  [rank(false, true, 'height'), 'shortest height'],
  [rank(true, true, 'duration'), 'slowest'],
  [rank(false, true, 'duration'), 'fastest|quickest'],
  [
    rank(true, false, 'rows'),
    'busiest|most popular|most common|most frequent|most often|most frequently|commonest|haufigste|haufigsten|most active|most visited|most used|beliebteste'
  ],
  [
    rank(false, false, 'rows'),
    'least popular|least common|least frequent|rarest|quietest|least busy|seltenste|least active'
  ],
  [
    rank(true, false, 'date'),
    'latest|newest|most recent|neueste|neuesten|most recently'
  ],
  [rank(false, false, 'date'), 'earliest'],
  [
    { is: 'sort', descending: null },
    'sort|sort by|sorted|sorted by|order by|ordered by|ranked by|rank by|ranked|rank|ranking|sortiert|sortiert nach|sort them by|sort it by|sorting'
  ],
  [
    { is: 'sort', descending: true },
    'descending|desc|in descending order|highest first|largest first|biggest first|absteigend|from highest to lowest|high to low|from high to low|from largest to smallest|most first'
  ],
  [
    { is: 'sort', descending: false },
    'ascending|asc|in ascending order|lowest first|smallest first|aufsteigend|from lowest to highest|low to high|from low to high|from smallest to largest|reverse order'
  ]
];
