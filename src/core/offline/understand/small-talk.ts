import type { Request } from './understanding';

const NAMES = String.raw`(?: there| agent| assistant| analyst| everyone| all| you| again)?`;
const GREETING = new RegExp(
  String.raw`^(?:hi+|hello|hey+|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy|moin|hallo|guten (?:tag|morgen|abend)|servus|bonjour|hola)${NAMES}(?:,? how (?:are|do) you(?: doing| do)?)?[\s!.,?)(:]*$`,
  'i'
);
const THANKS =
  /^(?:ok(?:ay)?,? |great,? |perfect,? |super,? |cool,? |nice,? )?(?:thanks?(?: you)?(?: (?:so |very )?much| a lot| again)?|thx|ty|cheers|danke(?: schön| dir)?|vielen dank|merci|great job|good job|well done|nice work|perfect|awesome|great|cool|nice|got it|ok(?:ay)?|bye|goodbye|see you|that(?:'s| is) (?:all|great|perfect|helpful))(?:[, ]+(?:that(?:'s| is| was)? (?:all|great|helpful|perfect|it)|you(?:'re| are) (?:great|awesome)|for (?:your|the) help|bye))?[\s!.,:)]*$/i;
const HELP = [
  /^(?:help|help me|hilfe|\?+|what now|how do i start|getting started|how does this work|usage|commands|what are my options)[\s?!.]*$/i,
  /\bwhat (?:else )?(?:can|could|do) you (?:do|help|offer|know|support)\b/i,
  /\bwhat (?:kinds?|sorts?|types?) of (?:things|questions|analys[ei]s|charts|requests) can (?:you|i)\b/i,
  /\bwhat can i (?:ask|do here|do with you)\b|\bhow can you help\b|\bwhat are you (?:able|capable)\b|\byour (?:capabilities|features|abilities)\b|\bwas kannst du\b/i,
  /\b(?:who|what) are you\b|\bare you (?:an? )?(?:ai|llm|bot|robot|human|real|chat ?gpt|gpt|claude|gemini|language model|model)\b|\bwer bist du\b/i,
  /\b(?:which|what) (?:language )?model (?:are you|is this|do you use|am i)\b|\bwhat llm\b/i,
  /\bhow (?:do|can|to)(?: i)? (?:set|configure|use|add|connect|change|choose|enter|get|switch)[^.?!]{0,40}\b(?:model|api key|key|openai|llm|provider|endpoint)\b/i,
  /\b(?:set|configure|connect|switch|add|use) (?:up )?(?:an? |the |my |to )?(?:other |real |different |language )?(?:model|api key|openai|llm|provider)\b/i,
  /\bhow do(?:es)? (?:you|this) work\b/i
];

/** Prompts that are about the conversation rather than about data; null for all others. */
export function smallTalk(prompt: string): Request | null {
  const text = prompt.trim();
  if (GREETING.test(text)) {
    return { kind: 'greeting' };
  }
  if (THANKS.test(text)) {
    return { kind: 'thanks' };
  }
  return text === '' || HELP.some(form => form.test(text))
    ? { kind: 'help' }
    : null;
}

const ASK = String.raw`(?:which|what|list|show|display|print|give|tell|are there|do i have|name|see|welche|zeige|liste)`;
const VARIABLES = [
  new RegExp(
    String.raw`\b${ASK}\b[^.?!]{0,30}\b(?:variables?|data ?frames?|objects?|variablen)\b(?!\s+(?:\w+\s+)?(?:of|from)\s)`,
    'i'
  ),
  /\bwhat(?:'s| is| do i have| have i got|s)?\b[^.?!]{0,15}\b(?:in|is in) (?:the |my )?(?:memory|namespace|kernel|workspace)\b/i,
  /^\s*(?:%?whos?|variables|dir\(\)|globals\(\)|locals\(\)|variablen)[\s?!.]*$/i,
  /\bwhat is (?:currently )?(?:loaded|defined)\b|\bwhat have i (?:loaded|defined)\b/i
];
const FILES = [
  new RegExp(
    String.raw`\b${ASK}\b[^.?!]{0,25}\b(?:files?|dateien|csvs?|spreadsheets|workbooks)\b[^.?!]{0,40}[.?!\\s]*$`,
    'i'
  ),
  /^\s*(?:ls|dir|files|dateien)[\s?!.]*$/i,
  /\b(?:which|what) (?:data ?sets?|data|tables) (?:(?:do|can) (?:i|you|we) (?:have|see|use|analy[sz]e|find)|(?:are|is) (?:there|here|available)|have i)\b/i,
  /\bwhat can i analy[sz]e\b|\bwhat(?:'s| is) in (?:this|the|my) (?:folder|directory)\b/i
];

/** Whether the prompt asks what is in memory. A list of the variables *of a file* is a list of its columns. */
export function asksForVariables(prompt: string): boolean {
  return (
    VARIABLES.some(form => form.test(prompt)) &&
    !/\b(?:in|of|from) (?:the |this |that )?(?:file|csv|table|sheet|data ?set)\b|\.(?:csv|xlsx?|parquet|json)\b/i.test(
      prompt
    )
  );
}

/** Whether the prompt asks which files lie here, rather than for something in one. */
export function asksForFiles(prompt: string): boolean {
  return (
    FILES.some(form => form.test(prompt)) &&
    !/\b(?:in|of|from|about) (?:the|this|that|my) (?:file|csv|spreadsheet|workbook)\b|\b(?:show|display|print|give|tell)(?: me)? (?:the|this|that|my) (?:file|csv)\b|\.(?:csv|xlsx?|parquet|json)\b|\b(?:columns?|rows?|values?|total|average|mean|sum|chart|plot)\b/i.test(
      prompt
    )
  );
}
