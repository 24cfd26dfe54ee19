import type { Entry } from './figure-phrases';
import type { Role } from './roles';

const chart = (kind: Extract<Role, { is: 'chart' }>['chart']): Role => ({
  is: 'chart',
  chart: kind
});
const NOUNS = ['chart', 'graph', 'plot', 'diagram', 'diagramm'];
const kinds = (words: string): string =>
  words
    .split(' ')
    .flatMap(word => NOUNS.map(noun => `${word} ${noun}`))
    .join('|');

export const CHARTS: readonly Entry[] = [
  [
    chart(null),
    'chart|plot|graph|diagram|draw|visualise|visualize|visual|visualisation|visualization|diagramm|grafik|plotte|zeichne|graphic|graphically|plotted|figure|graphical'
  ],
  [
    chart('bar'),
    `${kinds('bar column stacked bars barh')}|stacked bar chart|grouped bar chart|horizontal bar chart|horizontal bar|barplot|barchart|bargraph|bars|as bar|as a bar|as bars|balkendiagramm|saulendiagramm|balken|in a bar`
  ],
  [
    chart('line'),
    `${kinds('line lines area trend')}|lineplot|linechart|linegraph|as line|as a line|as lines|liniendiagramm|liniengrafik|curve|stacked area chart`
  ],
  [
    chart('pie'),
    `${kinds('pie donut doughnut ring')}|pie|piechart|donut|doughnut|kreisdiagramm|tortendiagramm|kuchendiagramm`
  ],
  [
    chart('histogram'),
    `${kinds('histogram frequency density')}|histogram|hist|histogramm`
  ],
  [
    chart('scatter'),
    `${kinds('scatter bubble xy point')}|scatter|scatterplot|streudiagramm|punktdiagramm`
  ],
  [
    chart('box'),
    `${kinds('box violin')}|boxplot|box and whisker|box and whisker plot|violin|boxen|kastendiagramm`
  ],
  [chart('heatmap'), `${kinds('heatmap')}|heatmap|heat map|heat map chart`],
  [
    { is: 'table' },
    'as a table|as table|in a table|table instead|as numbers|no chart|without chart|without a chart|als tabelle|as text|pivot table|pivot'
  ],
  [
    { is: 'distribution' },
    'frequency|frequencies|frequency of|tally|value counts|haufigkeit|distribution|distributed|verteilung|spread|verteilt|range of values|distributions'
  ],
  [
    { is: 'outliers' },
    'outlier|outliers|anomaly|anomalies|ausreißer|ausreisser|extreme values|unusual values|unusual|abnormal'
  ],
  [
    { is: 'relation' },
    'vs|versus|against|relationship|relation|relationship between|relation between|depend on|depends on|as a function of|effect of|impact of|influence of|affect|affects|influence|zusammenhang|gegen'
  ],
  [
    { is: 'correlation' },
    'correlation|correlate|correlated|correlates|correlation matrix|correlation between|correlation heatmap|heatmap of correlations|heatmap of the correlations|korrelation|corr|correlation coefficient|pairwise correlation|correlations heatmap|correlation map|correlation plot|correlation chart'
  ],
  [
    { is: 'compared' },
    'compare|comparison|compared|comparing|vergleich|vergleiche|difference between|differ|differs|contrast'
  ]
];

export const COMMANDS: readonly Entry[] = [
  [
    { is: 'command', command: 'overview' },
    'stand out|stands out|analyse|analyze|analysis|analysiere|explore|exploration|insight|eda|overview|summarise|summarize|summary|interesting|whats interesting|what is interesting|anything interesting|' +
      'tell me about|what can you tell me|uberblick|zusammenfassung|explain|what is this|whats this|what is in|whats in|key findings|findings|report on|key figures|understand|look into|exploratory|zusammenfassen|pattern|patterns'
  ],
  [
    { is: 'command', command: 'describe' },
    'describe|description|summary statistics|descriptive statistics|statistics|statistic|stats|basic stats|basic statistics|beschreibe|beschreibung|kennzahlen|statistik|profile|statistical summary|summary stats'
  ],
  [
    { is: 'command', command: 'columns' },
    'show data type|show the data type|show me the data type|columns|column|column names|names of the columns|fields|schema|dtypes|dtype|data types|column types|types of columns|structure|what columns|which columns|spalten|headers|header|variables in the file|features|list columns|list of columns'
  ],
  [
    { is: 'command', command: 'shape' },
    'dataset size|data size|table size|size of|shape|dimensions|dimension|how big|how large|how long is|size of the|how many rows|number of rows|row count|count of rows|how many columns|number of columns|how many records|number of records|how many lines|' +
      'how many entries|number of entries|how many observations|number of observations|how many rows and columns|count rows|count the rows|wie viele zeilen|anzahl zeilen|anzahl der zeilen|wie viele spalten|how many data points|count records|total rows|total number of rows|total records|rows and columns|how much data'
  ],
  [
    { is: 'command', command: 'missing' },
    'missing|missing values|missing value|missing data|nulls|null|null values|nan|nans|empty cells|empty values|incomplete|completeness|fehlende werte|fehlende|fehlen|leere|blank|blanks|gaps|na values|empty'
  ],
  [
    { is: 'command', command: 'duplicates' },
    'duplicate|duplicates|duplicated|duplicate rows|repeated rows|doppelte|duplikate|dupes|double entries'
  ],
  [
    { is: 'command', command: 'values' },
    'unique values|distinct values|unique values of|unique values in|distinct values of|distinct values in|different values|possible values|values of|list of|list all|list the|list all the|all the different|what values|which values|list unique|list distinct|list the unique|list the distinct|list the different|show unique|show distinct|all unique|all distinct|levels of|options for|eindeutige werte|show all the|unique list of|unique entries'
  ],
  [
    { is: 'command', command: 'head' },
    'head|first rows|first few rows|first lines|preview|look like|looks like|show the data|show me the data|show data|show the table|show me the table|show table|show the file|show me the file|see the data|see the table|display the data|display the table|print the table|print the data|load|open|read|import|erste zeilen|ersten zeilen|zeige die daten|lade|a look at|take a look|have a look|top rows|some rows|a few rows|few rows|few lines|some lines|first records|first entries|show me some data|glimpse|offne|read in|vorschau|view the data|view data|quick look|zeig mir die daten|show it|show the first rows|show me the first rows'
  ],
  [
    { is: 'command', command: 'date range' },
    'date range|time range|time span|timespan|date span|time frame|timeframe|period covered|range of dates|time period|zeitraum|first and last date|earliest and latest date'
  ],
  [
    { is: 'command', command: 'first date' },
    'first date|earliest date|oldest date'
  ],
  [
    { is: 'command', command: 'last date' },
    'last date|latest date|newest date|most recent date'
  ],
  [
    { is: 'command', command: 'tail' },
    'tail|last rows|last few rows|last lines|end of the|final rows|bottom rows|letzte zeilen|letzten zeilen|last records|last entries'
  ],
  [
    { is: 'command', command: 'sample' },
    'sample|random rows|random sample|random records|zufallige zeilen|examples|some examples|example rows|sample rows|random'
  ],
  [
    { is: 'command', command: 'breakdown' },
    'breakdown|break down|structure of|mix|split of|what makes up|aufteilung|aufschlusselung|makeup'
  ],
  [
    { is: 'command', command: 'margins' },
    'all margin|margin analysis|profitability|margin overview'
  ]
];
