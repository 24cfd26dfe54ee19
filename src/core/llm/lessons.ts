import type { ChatMessage } from './chat-message';
import { EMPTY_CONTENT, type ModelMemory } from './model-memory';
import {
  EMPTY_STAND_IN,
  MESSAGE_FIELDS,
  REASONING_FIELDS,
  isWordless
} from './wire-messages';
import type { WireRequest } from './wire-request';

/** One thing that a server may object to: how it is recognised, and how it is avoided from then on. */
export interface Lesson {
  readonly name: string;
  /** Has more than one thing to try. */
  readonly repeats?: boolean;
  applies(refusal: Refusal): boolean;
  learn(memory: ModelMemory, refusal: Refusal): void;
  /** What the user is told; absent for what makes no difference to them. */
  readonly notice?: string;
  /** Nothing in the refusal points to it: it is forgotten again unless it helps. */
  readonly isGuess?: boolean;
}

export interface Refusal {
  /** What the server said; empty when it said nothing. */
  readonly text: string;
  readonly status: number | undefined;
  readonly sent: WireRequest;
  readonly memory: ModelMemory;
  /** What this request has tried already. */
  readonly tried: Set<string>;
}

const UNSUPPORTED =
  /unsupported|not (?:currently )?support|n[o']t support|unknown|unrecogni[sz]ed|invalid|unexpected|not (?:permitted|allowed|available|enabled|implemented)|extra|additional propert|deprecat|no endpoints|cannot|can't|disabled|requires/i;
const NO_TOOLS =
  /tool use|(?:tools?|functions?)(?: use| call(?:ing|s)?| choice|_choice)?\b[^.]{0,60}(?:not |n't |un)(?:support|available|enabled|allowed|implemented|recogni[sz]ed|permitted)|(?:not|n't) support[^.]{0,40}(?:tools?|functions?)\b|unsupported[^.]{0,40}\btools?\b|--jinja|--enable-auto-tool-choice|tool-call-parser|(?:extra|unknown|unrecogni[sz]ed)[^\n]{0,60}\btools\b/i;
const IMAGE = /\bimages?\b|image_url|vision|multi-?modal|mmproj/i;
const NOT_TEXT = /(?:string|str)\b|unknown variant|sequence|array|list/i;
const THINKING = /reasoning|thinking/i;
const MISSING =
  /missing|must (?:be|contain|have|include|start)[^.]{0,40}(?:pass|provid|includ|present|back|contain|start|with|block)|required|expected|passed back/i;
const EMPTY =
  /null|none|nil\b|undefined|empty|blank|missing|required|must be|should be|at least|expected|string|whitespace/i;
const ROLES =
  /alternat|unexpected (?:message )?role|roles?\b[^.]{0,60}\b(?:after|before|must|should be|order)\b|roles?\b[^.]{0,60}\bsystem|system[^.]{0,20}(?:role|message|prompt|instruction)[^.]{0,60}(?:not|un|only|must|n't)|(?:not|n't) support[^.]{0,30}system|developer instruction is not|only user and assistant/i;

const NO_TOOLS_NOTICE =
  'This model does not take tools, so it is asked to write code in fenced blocks instead. They are run under the same rules.';
const SCHEMA =
  /additional_?properties|\$schema|\$ref|json schema|(?:invalid|unsupported|unrecogni[sz]ed) schema|['"`.](?:min|max)(?:Length|imum|Items)\b|exclusiveM|\banyOf\b|\boneOf\b|function[_.](?:declarations|parameters)|\.parameters\b/i;
const CALL_ID = /tool[_ ]?(?:call|use)s?(?:\[\d+\]|\.\d+)?[_ .']{0,3}id\b/i;
/** Refusals of what was said, not of how. */
const POLICY = /flag|polic|moderat|safety|filter|block|violat|inappropriate/i;

/** In order: the first that applies is tried. */
export const LESSONS: readonly Lesson[] = [
  {
    name: 'stream usage',
    applies: ({ text, sent }) =>
      'stream_options' in sent && /stream_options|include_usage/i.test(text),
    learn: memory => (memory.streamUsage = false)
  },
  {
    name: 'call ids',
    applies: ({ text, sent }) =>
      sent.messages.some(message => message.tool_calls) &&
      CALL_ID.test(text) &&
      /length|long|pattern|must be|match|invalid/i.test(text),
    learn: memory => (memory.shortIds = true)
  },
  {
    name: 'schemas',
    applies: ({ text, sent, memory }) =>
      sent.tools.length > 0 && !memory.plainSchemas && SCHEMA.test(text),
    learn: memory => (memory.plainSchemas = true)
  },
  {
    name: 'tool names',
    applies: ({ text, sent }) =>
      sent.messages.some(isResult) &&
      /function_?response|tool/i.test(text) &&
      /\bname\b[^.]{0,40}\b(?:empty|missing|required|blank)|missing[^.]{0,20}\bname\b/i.test(
        text
      ),
    learn: memory => (memory.toolNames = true)
  },
  {
    name: 'body field',
    repeats: true,
    applies: refusal => refusedField(refusal) !== undefined,
    learn: (memory, refusal) => {
      const name = refusedField(refusal);
      if (name !== undefined) {
        dropOrRename(memory, name, refusal.text);
      }
    }
  },
  {
    name: 'tools',
    notice: NO_TOOLS_NOTICE,
    applies: ({ text, sent }) =>
      sent.tools.length > 0 &&
      (NO_TOOLS.test(text) ||
        // Calls that another model made lack what this one's server wants to find on them.
        (/thought_signature/i.test(text) && sent.messages.some(isResult))),
    learn: memory => (memory.tools = false)
  },
  {
    name: 'images',
    notice:
      'This model does not take images. Figures are replaced by a sentence, now and in later turns.',
    applies: ({ text, sent }) =>
      sent.messages.some(hasImage) &&
      (IMAGE.test(text) || (/content/i.test(text) && NOT_TEXT.test(text))),
    learn: memory => (memory.images = false)
  },
  {
    name: 'parts',
    applies: ({ text, sent }) =>
      sent.messages.some(message => Array.isArray(message.content)) &&
      /content/i.test(text) &&
      NOT_TEXT.test(text),
    learn: memory => (memory.images = false)
  },
  {
    name: 'reasoning required',
    applies: ({ text, memory }) =>
      memory.reasoning !== 'require' &&
      THINKING.test(text) &&
      MISSING.test(text),
    learn: memory => (memory.reasoning = 'require')
  },
  {
    name: 'reasoning refused',
    applies: ({ text, sent }) =>
      THINKING.test(text) && sent.messages.some(hasReasoning),
    learn: memory => (memory.reasoning = 'drop')
  },
  {
    name: 'extra fields',
    applies: ({ text, sent }) => {
      const extras = sent.messages.flatMap(extraFields);
      return (
        extras.length > 0 &&
        UNSUPPORTED.test(text) &&
        (/extra|additional propert/i.test(text) ||
          extras.some(name => mentions(text, name)))
      );
    },
    learn: memory => (memory.extraFields = 'drop')
  },
  {
    name: 'empty content',
    repeats: true,
    applies: ({ text, sent }) =>
      /content/i.test(text) &&
      EMPTY.test(text) &&
      sent.messages.some(
        message => isWordless(message) || message.content === EMPTY_STAND_IN
      ),
    learn: (memory, { tried }) => {
      tried.add(memory.emptyContent);
      const next = EMPTY_CONTENT.find(way => !tried.has(way));
      memory.emptyContent = next ?? memory.emptyContent;
    }
  },
  {
    name: 'roles',
    applies: ({ text, memory }) => memory.anyRoles && ROLES.test(text),
    learn: memory => (memory.anyRoles = false)
  },
  {
    name: 'results',
    notice: NO_TOOLS_NOTICE,
    applies: ({ text, sent }) =>
      sent.messages.some(isResult) &&
      /\btool\b/i.test(text) &&
      /\brole\b/i.test(text) &&
      UNSUPPORTED.test(text),
    learn: memory => (memory.tools = false)
  },
  {
    name: 'plainest form',
    isGuess: true,
    notice:
      'The model server refused the usual form of the conversation without a clear reason. It is now sent in the plainest form.',
    applies: ({ text, status }) =>
      !POLICY.test(text) &&
      (status === 400 ||
        status === 422 ||
        (status === 500 && /jinja|template/i.test(text))),
    learn: memory => {
      Object.assign(memory, {
        streamUsage: false,
        plainSchemas: true,
        shortIds: true,
        emptyContent: 'words',
        reasoning: 'drop',
        extraFields: 'drop',
        anyRoles: false
      } satisfies Partial<ModelMemory>);
    }
  }
];

/** Fields of the body that the model cannot do without. */
const NEEDED = new Set(['model', 'messages', 'tools', 'stream']);
const NO_STREAM =
  /\bstream(?:ing)?\b[^.]{0,40}(?:not |n't |un)support|(?:not|n't) support[^.]{0,20}\bstream(?:ing)?\b/i;

/** The field of the body that the server objects to, by the name under which it was sent. */
function refusedField({ text, sent }: Refusal): string | undefined {
  const named = Object.keys(sent).find(
    name => !NEEDED.has(name) && mentions(text, name) && UNSUPPORTED.test(text)
  );
  return (
    named ??
    (sent.stream !== false && NO_STREAM.test(text) ? 'stream' : undefined)
  );
}

function dropOrRename(memory: ModelMemory, name: string, text: string): void {
  const own = Object.entries(memory.renamedFields).find(
    ([, other]) => other === name
  )?.[0];
  const other = /\buse ['"`]?(\w+)['"`]? instead/i.exec(text)?.[1];
  if (own === undefined && other !== undefined && other !== name) {
    memory.renamedFields[name] = other;
  } else {
    memory.droppedFields.push(own ?? name);
  }
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(text);
}

function hasImage(message: ChatMessage): boolean {
  return (
    Array.isArray(message.content) &&
    message.content.some(part => part.type === 'image_url')
  );
}

function isResult(message: ChatMessage): boolean {
  return message.role === 'tool';
}

function hasReasoning(message: ChatMessage): boolean {
  return REASONING_FIELDS.some(name => name in message);
}

/** Names of fields that are no part of Chat Completions, on the message and its calls. */
function extraFields(message: ChatMessage): string[] {
  const calls = message.tool_calls ?? [];
  return [
    ...Object.keys(message).filter(name => !MESSAGE_FIELDS.includes(name)),
    ...calls.flatMap(call =>
      Object.keys(call).filter(
        name => !['id', 'type', 'function'].includes(name)
      )
    )
  ];
}
