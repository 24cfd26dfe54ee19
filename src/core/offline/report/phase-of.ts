import type { Phase } from './report';

const VERB = String.raw`(?:creat\w*|mak\w+|build\w*|generat\w+|writ\w+|prepar\w+|produc\w+|draw\w*|plot\w*|visuali[sz]\w*|turn\w*|assembl\w+|put|give|need|want|render\w*|show\w*|save|erstell\w*|erzeug\w*|bau\w*|mach\w*|schreib\w*|zeichn\w*|generier\w*|gestalt\w*|speicher\w*)`;
/** In data, a deck is one of a ship: passengers by deck. */
const SHIP = String.raw`(?<!(?<![\p{L}])(?:by|per|each|every|of|which|on|in|je|pro|nach) )`;
const DECK = String.raw`(?:power ?points?|pptx|slide ?decks?|slides|${SHIP}decks?|presentations?|(?:abschluss)?präsentation(?:en)?|praesentation|folien\w*|foliensatz)`;
const CREATE = String.raw`(?:creat\w*|mak(?:e|es|ing)|build\w*|generat\w+|writ\w+|prepar\w+|produc(?:e|es|ing)|assembl\w+|erstell\w*|erzeug\w*|schreib\w*|generier\w*)`;
const DECK_ASKED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${VERB}(?![\p{L}])[^.?!\n]{0,120}(?<![\p{L}])${DECK}(?![\p{L}])|\.pptx(?![\p{L}\p{N}])|^\W*${DECK}(?![\p{L}])`,
  'iu'
);
/** A report as a thing to be made, and not as a word of the data: `report types`. */
const REPORT_ASKED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${CREATE}(?![\p{L}])(?: \S+){0,4} [\p{L}-]*(?:report|bericht)(?=\s*$|\s*[.,:;!?\n]|\s+(?:for|about|on|with|from|that|which|summar\w+|includ\w+|of|as|and|out|über|mit|aus|zu|zum|für|als|und|von)(?![\p{L}]))`,
  'iu'
);
/** Questions ask for an answer, unless it is whether something can be made. */
const QUESTION =
  /^\W*(?:what|what's|which|who|how|where|when|why|is|are|does|do|did|has|have|describe|open|read|was|wer|wie|welche\w*|warum|ist|sind)(?![\p{L}])/iu;
const MAKING = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${CREATE}|draw\w*|plot|visuali[sz]e|zeichne\w*)(?![\p{L}])`,
  'iu'
);
const CHARTS = String.raw`(?:charts?|visuali[sz]ations?|plots|graphs|diagrams|pictures|diagramme?n?|\S*grafiken?)`;
const CHARTS_ASKED = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])${VERB}(?![\p{L}])[^.?!\n]{0,80}(?<![\p{L}])(?:${CHARTS}|dashboards?)(?![\p{L}])`,
    String.raw`\.(?:png|svg|jpe?g)(?![\p{L}\p{N}])`,
    String.raw`^\W*(?:\S+ ){0,3}dashboards?(?![\p{L}])`
  ].join('|'),
  'iu'
);
/** Several charts are wanted, or files of them: one chart is no phase of a report. */
const SEVERAL =
  /(?<![\p{L}])(?:dashboard|two|three|four|several|these|following|zwei|drei|vier|mehrere|[2-6])(?![\p{L}\p{N}])|phase\s*[12]|\.(?:png|svg|jpe?g)(?![\p{L}\p{N}])/iu;
const ANALYSE =
  /(?<![\p{L}])(?:analy[sz]e|analysis|analysiere?n?|analyse|calculate|compute|process|evaluate|determine|berechne|ermittle|werte|untersuche?)(?![\p{L}])/iu;
const KEEP =
  /(?<![\p{L}])(?:store|keep|note|remember|merke?|notiere?|behalte?|speichere?)(?![\p{L}])[^.?!\n]{0,60}(?:findings?|results?|figures|numbers|ergebnis\w*|erkenntnis\w*|zahlen|kennzahlen|memory)|(?:for|für)[^.?!\n]{0,24}(?:later|subsequent|next|the report|den bericht|spätere)/iu;
const FIRST_PHASE = /(?<![\p{L}])phase\s*1(?!\d)/iu;
/** Sentences about what comes later, or was done before. */
const ELSEWHEN =
  /(?<![\p{L}])(?:later|follow-?ups?|will follow|next phases?|next steps?|subsequent|afterwards|i'll|i will|später\w*|danach|anschließend)(?![\p{L}])|(?<![\p{L}])you (?:have )?already|based on your previous|(?<![\p{L}])use your phase|using the findings|do not re-?/iu;

/** Lines of a list, without their marks. */
export function listItems(prompt: string): string[] {
  return prompt.split('\n').flatMap(line => {
    const item = /^\s*(?:\d{1,2}[.)]|[-*•–])\s+(.+?)\s*$/.exec(line)?.[1];
    return item === undefined ? [] : [item];
  });
}

/** Which phase of a report a prompt asks for; null when it asks for none, but for instance for a single figure. */
export function phaseOf(prompt: string): Phase | null {
  const own = prompt
    .slice(0, 4000)
    .split(/(?<=[.?!])\s+|\n/)
    .filter(sentence => !ELSEWHEN.test(sentence))
    .join('\n');
  if (QUESTION.test(own) && !MAKING.test(own)) {
    return null;
  }
  if (DECK_ASKED.test(own) || REPORT_ASKED.test(own)) {
    return 'deck';
  }
  const items = listItems(prompt).length;
  if (CHARTS_ASKED.test(own) && (SEVERAL.test(own) || items > 1)) {
    return 'charts';
  }
  const keeps = KEEP.test(prompt) || FIRST_PHASE.test(prompt);
  return ANALYSE.test(own) && (keeps || items > 1) ? 'analysis' : null;
}

/** The files of one kind that a prompt names, in order, each once. */
export function outputFiles(prompt: string, extension: RegExp): string[] {
  const named = [
    ...prompt.matchAll(
      /[\p{L}\p{N}_][\p{L}\p{N}_./-]*\.[A-Za-z]{2,5}(?![\p{L}\p{N}])/gu
    )
  ].map(match => match[0]);
  return [...new Set(named.filter(name => extension.test(name)))];
}

export const PICTURE = /\.(?:png|svg|jpe?g)$/i;
