import { isRecord, parseJson } from './json';

/** What an error answer says, whatever shape the server gave it. */
export interface ErrorBody {
  /** Every sentence in it, joined; empty when there is none. */
  readonly text: string;
  /** Machine words: `code`, `type`, `status`, `param` and the like, in lower case. */
  readonly codes: readonly string[];
  /** HTTP status it names, when it names one. */
  readonly status: number | undefined;
}

const SENTENCE_KEYS = new Set([
  'message',
  'error',
  'errors',
  'detail',
  'details',
  'msg',
  'error_msg',
  'status_msg',
  'base_resp',
  'raw',
  'reason',
  'title',
  'description',
  'error_description',
  'metadata',
  'failed_generation',
  'body',
  'param',
  'loc'
]);
const CODE_KEYS = new Set([
  'code',
  'type',
  'status',
  'status_code',
  'error_code',
  'param'
]);
const MAX_DEPTH = 6;

/** Reads OpenAI's error objects and those of other servers, gateways and frameworks. */
export function readErrorBody(body: unknown): ErrorBody {
  const found = { sentences: new Set<string>(), codes: new Set<string>() };
  collect(body, found, 0);
  const numbers = [...found.codes].map(Number);
  return {
    text: [...found.sentences].join(' — '),
    codes: [...found.codes],
    status: numbers.find(number => number >= 400 && number < 600)
  };
}

interface Found {
  readonly sentences: Set<string>;
  readonly codes: Set<string>;
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH) {
    return;
  }
  if (typeof value === 'string') {
    collectText(value, found, depth);
  } else if (Array.isArray(value)) {
    value.slice(0, 20).forEach(item => collect(item, found, depth + 1));
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (
        CODE_KEYS.has(key) &&
        (typeof inner === 'string' || typeof inner === 'number')
      ) {
        found.codes.add(String(inner).toLowerCase());
      } else if (key === 'n_ctx') {
        found.codes.add('n_ctx');
      }
      if (SENTENCE_KEYS.has(key)) {
        collect(inner, found, depth + 1);
      }
    }
  }
}

/** Gateways put the upstream's JSON into a string. */
function collectText(text: string, found: Found, depth: number): void {
  const trimmed = text.trim();
  const nested = /^[[{]/.test(trimmed) ? parseJson(trimmed) : undefined;
  if (nested !== undefined) {
    collect(nested, found, depth + 1);
  } else if (trimmed !== '') {
    found.sentences.add(trimmed);
  }
}
