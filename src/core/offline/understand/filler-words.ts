/** Words that carry nothing by themselves, as phrases separated by `|`. */
export const FILLERS = [
  'a|an|the|this|these|those|that|there|here|please|pls|plz|kindly|me|my|our|your|you|i|we|us|he|she|they|their|its|is|are|was|were|be|been|being|do|does|did',
  'done|has|have|had|having|can|could|would|should|will|shall|may|might|must|want|need|like|to|as|so|then|than|if|whether|but|yet|ok|okay|hey|hi|hello|well',
  'just|really|very|quite|simply|only|also|about|regarding|respect|based|basis|using|use|used|via|into|onto|out|off|up|down|at|on|in|of|for|from|with|by',
  'some|any|both|either|neither|such|own|other|others|another|more|much|many|few|lot|lots|several|various|certain|whole|entire|full|complete|individual|single',
  'data|dataset|datasets|file|files|table|sheet|csv|excel|spreadsheet|workbook|dataframe|frame|df|database|column|columns|field|variable|information|info|detail|details',
  'thing|things|something|anything|stuff|way|case|sort|form|format|basis|side|terms|term|respective|respectively|corresponding|given|following|above|below',
  'good|nice|clear|simple|quick|short|small|big|large|little|great|proper|pretty|beautiful|clean|interactive|colourful|colorful|color|colour|colors|colours|labelled|legend|axis|axes',
  'know|think|help|let|lets|try|look|looks|looking|understand|lcheck|work|works|wonder|wondering|curious|interested|happen|happened|happens|go|goes|going|get|gets|getting|got|make|makes|made|take|takes|taken|come|came|put|set|keep|perform|performed|performing|performance',
  'when|where|why|how|because|while|also|too|however|though|although|actually|basically|currently|today|always|never|ever|already|still|yet|maybe|perhaps|probably|possible|possibly|available|existing|exist|exists|present|contained|contain|contains|containing',
  'python|pandas|matplotlib|code|notebook|jupyter|cell|screen|different|overall|general|main|key|important|relevant|basic|simple|actual|real|common',
  'generate|generated|bring|brings|brought|sold|sell|sells|bought|buy|paid|receive|received|have|recorded|reported|measured|observed|found|occurred|occur|took|place|placed|ordered|visited|made|achieved|reached',
  'ersten|erste|erster|letzten|letzte|letzter|letztes|hmm|hm|uh|ah|oh|wow|alright|right|sure|super|perfect|gern|danke|usd|eur|gbp|chf|dollar|dollars|euro|euros|pound|pounds|currency|net|gross|approximately|roughly|exact|exactly',
  'ein|eine|einen|einem|eines|einer|die|der|das|den|dem|ist|sind|war|waren|bitte|ich|mir|uns|wir|alle|aller|allen|auch|noch|mal|hat|haben|gibt|es|als|zu|zur|zum|an|am|auf|wird|werden|welche|datei|tabelle|daten|spalte',
  "don't|dont|doesn't|it's|i'd|i'm|i've|let's|that's|there's|who's|where's|etc|eg|e.g|ie|i.e|vs|no|yes|yeah|thanks|thank|cheers|greetings|dear|sir|guys|everyone",
  'first|second|third|last|final|next|previous|per|each|every|since|until|period|periods|ago|once|twice|along|across|against|between|among|around|within|through|during|without',
  'new|old|current|recent|total|separate|separately|together|side|next|line|bit|least|once|particular|specific|specifically|especially|mainly|mostly|highest|across|behaviour|behavior|picture|image|png'
].join('|');

/** What one row of a table is commonly called. */
export const ROW_NOUNS = [
  'row|record|entry|observation|instance|case|item|line item|datapoint|data point|zeile|zeilen|datensatz|datensatze|eintrag|eintrage|tuple',
  'order|transaction|purchase|deal|visit|admission|appointment|patient|employee|staff member|worker|person|people|individual|flight|trip|ride|journey|student|pupil|request|hit|call|click|session|event|reading|measurement',
  'response|respondent|answer|participant|house|home|property|listing|apartment|flat|building|invoice|booking|reservation|match|game|movie|film|book|song|track|ticket|incident|issue|claim|loan|shipment|delivery|sample|experiment|payment|customer|client|user|member|bestellung|bestellungen|auftrag|auftrage|mitarbeiter|kunden|buchung|buchungen|patienten|fluge|besuche|log|post|review|test|exam|company|lead|project|task|contract|car|vehicle|animal|passenger|survey'
].join('|');

/** Nouns that fit any measure: they may name a column, but nothing is missing when they do not. */
export const GENERIC_NOUNS: ReadonlySet<string> = new Set(
  'amount value level size type time number figure result label point volume measure metric title class group kind view name entry list item overall'.split(
    ' '
  )
);
