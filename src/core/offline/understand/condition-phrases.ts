import type { Entry } from './figure-phrases';
import type { Role } from './roles';

const compare = (
  operator: Extract<Role, { is: 'compare' }>['operator'],
  concepts = ''
): Role => ({
  is: 'compare',
  operator,
  concepts: concepts.split(' ').filter(Boolean)
});

export const CONDITIONS: readonly Entry[] = [
  [
    compare('>'),
    '>|more than|greater than|larger than|bigger than|higher than|above|over|exceeding|exceeds|exceed|exceeded|mehr als|großer als|uber|in excess of|better than|is over|is above|beyond'
  ],
  [
    compare('>='),
    '>=|at least|no less than|not less than|minimum of|a minimum of|mindestens|not below|greater than or equal to|more than or equal to|from at least|not under'
  ],
  [
    compare('<'),
    '<|less than|fewer than|smaller than|lower than|below|under|weniger als|kleiner als|unter|is under|is below|worse than'
  ],
  [
    compare('<='),
    '<=|at most|no more than|not more than|up to|maximum of|a maximum of|hochstens|less than or equal to|not above|not over|not exceeding'
  ],
  [compare('=='), '=|==|equal|equals|equal to|is equal to|exactly|gleich'],
  [
    compare('!='),
    '!=|<>|not equal|not equal to|does not equal|different from|unequal|ungleich|is not equal to'
  ],
  [compare('>', 'age'), 'older than|alter als'],
  [compare('<', 'age'), 'younger than|junger als'],
  [compare('>', 'duration distance'), 'longer than|langer als'],
  [compare('<', 'duration distance'), 'shorter than|kurzer als'],
  [compare('<', 'price cost'), 'cheaper than|billiger als'],
  [
    compare('>', 'price cost'),
    'costing more than|more expensive than|priced above|priced over|worth more than|teurer als|costing over'
  ],
  [
    compare('<', 'price cost'),
    'costing less than|priced below|priced under|worth less than|costing under'
  ],
  [compare('>', 'temperature'), 'warmer than|hotter than'],
  [compare('<', 'temperature'), 'colder than|cooler than'],
  [
    compare('>', 'pay'),
    'earning more than|earning over|paid more than|earn more than'
  ],
  [
    compare('<', 'pay'),
    'earning less than|earning under|paid less than|earn less than'
  ],
  [
    { is: 'at least after' },
    'or more|or higher|or above|or over|or greater|and above|and up|and more|or older|oder mehr|and over|or longer|or later'
  ],
  [
    { is: 'at most after' },
    'or less|or lower|or below|or under|or fewer|and below|or smaller|or younger|oder weniger|and under|and less'
  ],
  [{ is: 'sign', operator: '<' }, 'negative|negativ|negative value'],
  [{ is: 'sign', operator: '>' }, 'positive|positiv'],
  [{ is: 'sign', operator: '!=' }, 'nonzero|non zero'],
  [
    { is: 'between' },
    'between|zwischen|in the range|ranging from|in between|within the range|from between'
  ],
  [
    { is: 'not' },
    'not|without|except|excluding|exclude|other than|apart from|but not|ohne|außer|ausser|ignoring|ignore|leave out|leaving out|not in|is not|are not|isnt|arent|wasnt|werent|not from|not including|all but|everything but|nicht|except for|omit|omitting|skip|minus|drop|disregarding|outside|outside of|non|excl|leaving aside|was not|were not|not being'
  ],
  [
    { is: 'filter', strong: true },
    'where|for|in|only|just|within|from the|whose|limited to|restricted to|filter|filter by|filtered by|filtered to|filtered|filter for|filter to|nur|fur|im|among|inside|only for|only in|just for|just in|coming from|comes from|come from|based in|located in|limit to|restrict to|only the|just the|wo|concerning|belonging to'
  ],
  [
    { is: 'filter', strong: false },
    'with|that|having|on|at|during|from|of|via|through|using|which are|which were|that are|that were|mit|aus|von|bei|der|des'
  ],
  [
    { is: 'bound', bound: 'from' },
    'since|starting|starting from|starting in|beginning|seit|ab|from date|as of|onwards from'
  ],
  [
    { is: 'bound', bound: 'until' },
    'until|till|through to|ending|bis|up until|up till|upto'
  ],
  [
    { is: 'bound', bound: 'after' },
    'after|later than|nach dem|newer than|past the'
  ],
  [
    { is: 'bound', bound: 'before' },
    'before|prior to|earlier than|vor|vor dem|ahead of'
  ]
];

export const JOINTS: readonly Entry[] = [
  [
    { is: 'and' },
    'and|&|,|plus|as well as|und|sowie|along with|together with|/|+|x|and also|and the|in addition to'
  ],
  [{ is: 'or' }, 'or|oder'],
  [
    { is: 'then' },
    'then|and then|after that|afterwards|finally|additionally|furthermore|followed by|danach|dann|und dann|lastly|secondly|thirdly|in addition|besides|and finally|and lastly'
  ],
  [
    { is: 'question' },
    'which|what|who|whose|welche|welcher|welches|welchem|in which|at which|on which|for which|in what|at what|on what|wer|what kind of|which of'
  ],
  [
    { is: 'verb' },
    'show|show me|give|give me|list|calculate|compute|display|find|get|print|tell me|make|create|build|produce|generate|zeige|zeig|zeig mir|zeige mir|berechne|erstelle|determine|provide|present|see|view|output|find me|get me|tell|identify|can you|could you|can you show|i want|i would like|i need|what is|what are|what was|what were|let me see|wie hoch|wie ist|was ist|mach|gib mir|add|include|how high|how is|how are|how was|how were|how did|how do|how does|wie'
  ],
  [{ is: 'cue', cue: 'instead' }, 'instead|rather|stattdessen|not that but'],
  [{ is: 'cue', cue: 'also' }, 'also|too|as well|auch|additionally by|further'],
  [
    { is: 'cue', cue: 'now' },
    'now|again|jetzt|nun|once more|once again|change that to|make that|make it|turn it into|turn that into|turn this into|convert it to|switch to|redo|repeat|change it to|replace'
  ],
  [
    { is: 'cue', cue: 'about' },
    'what about|how about|and what about|wie ist es mit|was ist mit|and how about|and for|and in|und fur'
  ],
  [
    { is: 'cue', cue: 'same' },
    'same|the same|it|that one|them|those|these|this chart|that chart|this result|the result|these results|the results|dasselbe|das gleiche|das|same thing|the same thing|likewise|do the same|do that|the above|result|results'
  ],
  [
    { is: 'everything' },
    'all of them|everything|all data|all rows|all of it|alles|no filter|without filter|without filters|remove the filter|remove filters|clear filters|all time|unfiltered|whole data|whole table|entire data|entire dataset'
  ]
];
