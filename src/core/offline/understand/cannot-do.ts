/** What people ask for and a program of rules cannot do, with the phrase that completes "I cannot …". */
const BEYOND: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:last|past|previous) (?:\d+ )?(?:(?:minutes?|seconds?)|(?<!\b(?:24|48|72) )hours?)\b|\b(?:per|by|each|every) (?:minute|second)s?$/i,
    'pick out or group by less than a day or an hour'
  ],
  [
    /\b(train|fit|build|create|make|run|develop|use) (?:me )?(?:an? |the |some )?(?:\w+ ){0,3}(models?|classifier|classifiers|regressor|neural network|random forest|xgboost|decision tree)\b/i,
    'train models'
  ],
  [
    /\b(forecast|forecasts|forecasting|predict|predicts|prediction|predictions|projection|projections|extrapolate|vorhersage|prognose)\b/i,
    'make forecasts or predictions'
  ],
  [
    /\b(machine learning|deep learning|neural net\w*|random forest|xgboost|logistic regression|linear regression|regression model|regression analysis|gradient boosting|k[- ]?means|clustering|cluster analysis|cluster the|\bpca\b|principal components?|classif(?:y|ication|ier))\b/i,
    'train models or find clusters'
  ],
  [
    /\b(regression|p[- ]?values?|t[- ]?tests?|anova|chi[- ]?squared?|hypothesis tests?|statistical(?:ly)? significan\w+|significance tests?|confidence intervals?)\b/i,
    'run statistical tests or regressions'
  ],
  [
    /\bp(?:50|75|9[059]|999)\b|\b(?:percentiles?|quantiles?|quartiles?|deciles?)\b/i,
    'compute percentiles other than the median; a box plot shows the quarters'
  ],
  [/\btranslat(?:e|es|ion|ing)\b|\bübersetz\w*/i, 'translate texts'],
  [
    /\b(sentiment|summari[sz]e the (?:text|comments|reviews|feedback)|topic model\w*|word cloud|wordcloud)\b/i,
    'read meaning out of texts'
  ],
  [
    /\b(write|compose|tell|sing)\b[^.?!]{0,30}\b(poems?|story|stories|jokes?|songs?|essays?|haiku|limericks?|lyrics|novel|letter|blog|article)\b/i,
    'write texts'
  ],
  [
    /\b(slides?|word document|docx|dashboard|presentation|powerpoint|pptx|deck|pdf report)\b/i,
    'make that of a single question; ask me to *create a dashboard* or *create a PowerPoint report*'
  ],
  [
    /\b(e-?mails?|send|slack|mail) (?:it |this |them |the (?:result|chart|report|file)s? )?(?:to\b|an?\b|via\b|by\b)|\bsend (?:an? )?e-?mails?\b/i,
    'send messages'
  ],
  [
    /^google\b|\bgoogle (?:it|for|this|that)\b|\b(browse|search the (?:web|internet)|look (?:it )?up online|from the (?:web|internet)|the internet|download from|scrape|scraping|web search|current (?:stock )?price of|stock price of|news about|weather (?:today|tomorrow|forecast))\b/i,
    'look anything up on the internet'
  ],
  [
    /\b(sql query|write (?:me )?(?:an? |some )?(?:\w+ )?(?:sql|javascript|java|rust|html|r code|bash|script|function|class|program))\b/i,
    'write programs'
  ],
  [
    /\b(edit|change|modify|rewrite|refactor|fix|delete|insert|add|run|move|clear) (?:the |this |that |my |a |an |all )?(?:\w+ )?(cells?|notebooks?)\b/i,
    'change or run cells of the notebook'
  ],
  [
    /\b(fix|debug|explain|refactor|optimi[sz]e|improve) (?:the |this |my |that )?(code|error|bug|function|traceback|exception|script|query)\b/i,
    'explain or repair code'
  ],
  [/\b(install|uninstall|upgrade|pip|conda) [\w-]+/i, 'install packages'],
  [
    /\b(delete|remove|drop|erase) (?:the |this |that |all |all the |my )?(files?|rows?|columns?|records?|data|table|database|duplicates?|nulls?|missing)\b|\b(overwrite|rename|replace the values|fill in? (?:the )?(?:missing|nulls?|nans?)|impute|fillna|dropna|clean (?:up )?(?:the |this |my )?(?:data|file|table|column)|normali[sz]e (?:the )?(?:data|column)|one[- ]hot|encode the)\b/i,
    'change or clean the data'
  ],
  [
    /\b(merge|join|concatenate|combine|union) (?:the |these |both |all |this )?(?:\w+ )?(files?|tables?|datasets?|dataframes?|sheets?|csvs?|data with|it with)\b|\b(?:merge|join) \S+ (?:with|and|to) \S+/i,
    'join tables'
  ],
  [
    /\b(save|export|write|store|download) (?:it |this |that |them |the (?:result|results|chart|table|data|plot|output)s? |everything )?(?:as|to|into|in) (?:an? |the )?\S*(?:csv|excel|xlsx|file|png|pdf|json|parquet|disk|svg)\b/i,
    'write files'
  ],
  [
    /\b(geographic map|choropleth|world map|on a map|map of|draw a map|plot a map|geo ?map|leaflet)\b/i,
    'draw maps'
  ],
  [
    /\b(sankey|treemap|tree map|radar (?:chart|plot)|spider (?:chart|plot)|candlestick|waterfall|funnel|gantt|network graph|3d (?:chart|plot|graph|scatter)|word tree|sunburst|gauge|animated|animation|interactive (?:chart|plot|graph)|plotly|sparkline)\b/i,
    'draw that kind of chart; bar, line, pie, scatter, box and heat map charts and histograms I can'
  ],
  [
    /\b(running total|running sum|cumulative|rolling|moving average|moving mean|year to date|ytd|lagged|percentiles?|quantiles?|quartiles?|skew(?:ness)?|kurtosis|variance|mode of|rank correlation|z[- ]?scores?|gini|pareto|cohorts?|churn rate|retention|rfm|abc analysis|lifetime value)\b/i,
    'compute that kind of figure'
  ],
  [
    /^\s*why\b|\bwhy (?:did|do|does|is|are|was|were|has|have)\b|\bwhat (?:caused|explains|is the reason)|\breasons? (?:for|why|behind)|\broot cause|\bwarum\b/i,
    'say why something happened'
  ],
  [
    /\b(recommendations?|(?:do|would|can|could) you recommend|please recommend|should (?:we|i)|advice|advise|suggest(?:ions?)?|strategy|strategies|action items?|what would you do|how can (?:we|i) (?:improve|increase|reduce))\b/i,
    'give advice'
  ],
  [
    /\b(what if|simulate|simulation|scenario|monte carlo|optimi[sz]e|optimi[sz]ation)\b/i,
    'simulate or optimise'
  ],
  [
    /\b(capital of|who (?:is|was) (?:the )?(?:president|ceo|author|king|queen|founder)|meaning of life|tell me a joke|how old are you|what time is it|what(?:'s| is) the (?:weather|date|time)\b|who won)\b/i,
    'answer general questions'
  ]
];

/** What a stretch of a prompt asks for beyond analyses of tables; null when it does not. */
export function beyondRules(text: string): string | null {
  return BEYOND.find(([form]) => form.test(text))?.[1] ?? null;
}
