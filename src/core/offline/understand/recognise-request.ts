import { isTabular, userFrames } from '../knowledge';
import type { Conversation } from '../read-conversation';
import { isFrame } from '../read-context';
import { tokenise } from '../words';
import { beyondRules } from './cannot-do';
import { findTarget } from './find-target';
import { phraseAt } from './phrases';
import type { RoleName } from './roles';
import { asksForFiles, asksForVariables, smallTalk } from './small-talk';
import { filesNamed } from './table-names';
import type { Request } from './understanding';

/** Decides what the last prompt of a conversation is about. Never throws. */
export function recogniseRequest(conversation: Conversation): Request {
  const turn = conversation.turns.at(-1);
  const prompt = turn?.prompt ?? '';
  const talk = smallTalk(prompt);
  if (talk && (talk.kind !== 'help' || (turn?.attached.length ?? 0) === 0)) {
    return talk;
  }
  if (asksForVariables(prompt)) {
    return { kind: 'variables' };
  }
  if (asksForFiles(prompt)) {
    return { kind: 'files' };
  }
  const beyond = beyondAll(prompt);
  if (beyond !== null) {
    return { kind: 'unsupported', what: beyond };
  }
  const unreadable = otherFile(conversation);
  if (unreadable !== null) {
    return {
      kind: 'unsupported',
      what: `read ${unreadable}: only tables, in CSV, Excel, JSON, Parquet and Feather files`
    };
  }
  const name = plainVariable(conversation, prompt);
  return name === null
    ? { kind: 'table', target: findTarget(conversation) }
    : { kind: 'variable', name };
}

/** Roles that make a part of a prompt a request of its own. */
const REQUESTS: readonly RoleName[] = [
  'statistic',
  'count',
  'rank',
  'trend',
  'growth',
  'share',
  'distribution',
  'correlation',
  'command',
  'by'
];

/** What cannot be done, when the prompt asks for nothing else. */
function beyondAll(prompt: string): string | null {
  const whole = beyondRules(prompt);
  if (whole === null) {
    return null;
  }
  const parts = prompt
    .split(/[.?!;\n,]| and (?:then )?| then | und /i)
    .filter(part => part.trim() !== '');
  const found = parts.map(beyondRules);
  const doable = parts.some(
    (part, i) => found[i] === null && asksSomething(part)
  );
  // A phrase that is only found across parts takes them all.
  return doable && found.some(each => each !== null) ? null : whole;
}

function asksSomething(part: string): boolean {
  const stems = tokenise(part).map(token => token.stem);
  return stems.some((_, at) => {
    const role = phraseAt(stems, at)?.role;
    return role !== undefined && REQUESTS.includes(role.is);
  });
}

/** A file that is no table, and is all that the prompt points at. */
function otherFile(conversation: Conversation): string | null {
  const turn = conversation.turns.at(-1);
  const attached = turn?.attached ?? [];
  if (attached.length > 0) {
    return attached.some(isTabular) ? null : (attached[0] ?? null);
  }
  const named = filesNamed(turn?.prompt ?? '', conversation.files);
  const [first] = named;
  return first && !named.some(each => isTabular(each.path ?? each.written))
    ? first.written
    : null;
}

const QUESTION =
  /^(?:please )?(?:what|whats|what's|show|print|display|tell|give|describe|inspect|explain|how (?:long|many|big|large)|which|is|type|value|len|length|sum|mean|average|max|min|median|total|was|zeige?|wie|count|look)\b/i;

/** What can be asked of a list, an array or a dictionary of numbers. */
const FIGURES =
  /\b(plot|chart|graph|draw|visuali[sz]e|hist|histogram|distribution|bars?|pie|box ?plot|shape|std|stdev|standard deviation|unique|distinct|highest|lowest|largest|smallest|avg)\b/i;

/** Quoted, called by its exact odd name, or the only word of the prompt. */
function isMarked(prompt: string, name: string): boolean {
  return (
    name.includes('_') ||
    prompt.trim().replace(/[?!.\s]+$/, '') === name ||
    new RegExp(`[@\`"']${name}(?![\\p{L}\\p{N}_])`, 'u').test(prompt)
  );
}

/** A variable that is no table, and that the prompt asks about; null when it asks about none. */
function plainVariable(
  conversation: Conversation,
  prompt: string
): string | null {
  const named = [...conversation.variables.values()].filter(
    each =>
      !isFrame(each.type) &&
      mentions(prompt, each.name) &&
      // A result of the analyst's own has the plain name of what it is about.
      (!conversation.ownNames.has(each.name) || isMarked(prompt, each.name))
  );
  const [first] = named.sort((a, b) => b.name.length - a.name.length);
  if (!first) {
    return null;
  }
  const marked = isMarked(prompt, first.name);
  const bare = prompt.trim().replace(/[?!.\s]+$/, '') === first.name;
  if (marked || bare) {
    return first.name;
  }
  const rest = contentWords(prompt).filter(word => word !== first.name);
  const column = userFrames(conversation).some(frame =>
    frame.columns.some(
      each => each.name.toLowerCase() === first.name.toLowerCase()
    )
  );
  return (QUESTION.test(prompt.trim()) || FIGURES.test(prompt)) &&
    rest.length === 0 &&
    !column
    ? first.name
    : null;
}

function mentions(prompt: string, name: string): boolean {
  return new RegExp(
    `(?<![\\p{L}\\p{N}_.])${name.replace(/[^\p{L}\p{N}_]/gu, '')}(?![\\p{L}\\p{N}_])`,
    'u'
  ).test(prompt);
}

/** Words that no working phrase is made of. */
function contentWords(prompt: string): string[] {
  const tokens = tokenise(prompt.slice(0, 500));
  const stems = tokens.map(token => token.stem);
  const working = new Set<number>();
  stems.forEach((_, at) => {
    phraseAt(stems, at)?.stems.forEach((_stem, i) => working.add(at + i));
  });
  return tokens
    .filter((token, at) => token.kind === 'word' && !working.has(at))
    .map(token => token.text)
    .filter(
      text =>
        !/^(variable|value|type|length|len|list|dict|array|series|content|contents|inside)$/i.test(
          text
        )
    );
}
