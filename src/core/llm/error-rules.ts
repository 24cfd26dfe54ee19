import type { ErrorCode } from '../errors';

/** What is known of a failed request; the rules look at nothing else. */
export interface Failure {
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Machine words of the answer, in lower case. */
  readonly codes: readonly string[];
  /** What the other side said, credentials removed. */
  readonly text: string;
  /** The answer was a web page. */
  readonly isPage: boolean;
}

/** One kind of failure: how it is told, and what the user is told. */
export interface FailureRule {
  readonly code: ErrorCode;
  readonly advice?: string;
  matches(failure: Failure): boolean;
  message(failure: Failure): string;
}

const LOOK_AT_URL =
  'Check the base URL in the settings: it usually ends in /v1, without /chat/completions.';
const LOOK_AT_KEY = 'Check the API key, and that it belongs to this server.';
const TRY_LATER = 'Try again in a moment, or choose another model.';

const OVERFLOW =
  /context[ _-]?(?:length|window|size|limit)|maximum context|n_ctx|exceed\w* (?:the )?(?:available |maximum |model'?s? )*(?:context|number of (?:input )?tokens)|too many (?:input )?tokens|(?:prompt|input|request|conversation) (?:is|was|are) too (?:long|large)|(?:prompt|input|message)s? too (?:long|large)|input token count|token (?:count|limit).{0,40}exceed|exceed\w*.{0,40}token limit|reduce the length|longer than the (?:model'?s? )?(?:context|maximum)|tokens? to keep from the initial prompt|request too large|max(?:_completion|imum)?_?tokens must be at least 1, got -|kv cache (?:is )?full/i;
/** What is too much, the measure it goes by, and that it is too much: all in one sentence, in whatever words. */
const TOO_MUCH: readonly RegExp[] = [
  /\b(?:prompt|inputs?|messages?|request|conversation|context|tokens)\b/i,
  /tokens?\b|length|context|max_model_len|cache/i,
  /exceed|too (?:long|large|many)|(?:longer|larger|more) than|(?:less|fewer) than \d|<=|range of input|unable to fit/i
];
const NOT_OVERFLOW =
  /supports? (?:at most|up to) \d+ (?:completion|output) tokens|max_(?:completion_)?tokens is too large|\b(?:output|completion) tokens\b[^]*\bmax_\w*tokens|max_\w*tokens\b[^]*\b(?:output|completion) tokens\b/i;
const OTHER_LENGTH = /\btools?\b|tool_calls|\bid\b|description|stop sequence/i;
const RATE =
  /\bper[ -](?:second|min|minute|hour|day)\b|\b[RT]P[SMHD]\b|rate.?limit/i;
const WAIT_A_BIT = /(?:retry|again) (?:in|after) \d/i;

function isOverflow({ text }: Failure): boolean {
  if (NOT_OVERFLOW.test(text)) {
    return false;
  }
  if (RATE.test(text)) {
    return /request too large|context length/i.test(text);
  }
  return (
    OVERFLOW.test(text) ||
    text
      .split(/[.;!]\s|\n/)
      .some(
        sentence =>
          !OTHER_LENGTH.test(sentence) &&
          TOO_MUCH.every(pattern => pattern.test(sentence))
      )
  );
}

const QUOTA =
  /insufficient[ _](?:quota|balance|credits?|funds)|exceeded your current quota|billing|payment required|out of credits|credit balance|add (?:more )?credits|quota exhausted/i;
const BAD_KEY =
  /(?:invalid|incorrect|wrong|missing|expired|no|not valid).{0,12} api[ _-]?key|api[ _-]?key.{0,30}(?:invalid|incorrect|missing|expired|not valid|not found|required)|invalid_api_key|authentication_error|unauthenticated/i;
const NO_MODEL =
  /(?:model|deployment)[^\n]{0,160}(?:not found|does ?n[o']t exist|not exist|is not (?:available|loaded|supported|a valid)|not have access)|(?:unknown|invalid|no such|unsupported) model|model_not_found|no (?:endpoints|models?) (?:found|loaded|available)|not a valid model|try pulling/i;
const BUSY =
  /overload|over capacity|at capacity|loading model|model is (?:currently )?loading|server (?:is )?busy|try again later|temporarily unavailable/i;

function hasCode(failure: Failure, pattern: RegExp): boolean {
  return failure.codes.some(code => pattern.test(code));
}

function isStatus(failure: Failure, ...statuses: readonly number[]): boolean {
  return failure.status !== undefined && statuses.includes(failure.status);
}

/** What the relay says of its own trouble; its messages are for people already. */
function relayRule(
  relayCode: string,
  code: ErrorCode,
  message: string,
  advice: string
): FailureRule {
  return {
    code,
    advice,
    matches: failure => failure.codes.includes(relayCode),
    message: () => message
  };
}

const RELAY_RULES: readonly FailureRule[] = [
  relayRule(
    'relay_not_configured',
    'model-not-set',
    'The Jupyter server has no model server configured.',
    'Set OPENAI_API_KEY or OPENAI_BASE_URL where the Jupyter server is started, or name a server in the settings.'
  ),
  relayRule(
    'relay_unreachable',
    'model-unreachable',
    'The Jupyter server cannot reach the model server.',
    'Check that the model server is running and that its base URL is right.'
  ),
  relayRule(
    'relay_timeout',
    'model-timeout',
    'The model server did not answer the Jupyter server in time.',
    TRY_LATER
  ),
  relayRule(
    'relay_tls',
    'model-unreachable',
    'The secure connection from the Jupyter server to the model server could not be set up.',
    'If your network uses a certificate of its own, give the Jupyter server its CA bundle (SSL_CERT_FILE).'
  ),
  relayRule(
    'relay_proxy',
    'model-unreachable',
    'The proxy between the Jupyter server and the model server refused the connection.',
    'Check HTTPS_PROXY and NO_PROXY where the Jupyter server is started.'
  ),
  relayRule(
    'relay_stream_broken',
    'model-stream-broken',
    'The connection to the model server broke off.',
    'Send the prompt again; what had arrived is kept.'
  ),
  relayRule(
    'relay_bad_request',
    'model-rejected-request',
    'The Jupyter server could not make sense of the request.',
    'Update the extension and its server part to the same version.'
  )
];

const TEXT_RULES: readonly FailureRule[] = [
  {
    code: 'model-context-overflow',
    advice:
      'Start afresh with a reset, ask for less at once, or use a model with a larger context window.',
    matches: failure =>
      isStatus(failure, 413) ||
      hasCode(failure, /context_length|context_size|context_window|n_ctx/) ||
      (hasCode(failure, /string_above_max_length/) &&
        !/\.(?:id|name)\b|_id\b/.test(failure.text)) ||
      isOverflow(failure),
    message: () => 'The conversation is longer than this model can take.'
  },
  {
    code: 'model-unauthorized',
    advice: 'Top up the account, use another key, or choose another server.',
    matches: failure =>
      isStatus(failure, 402) ||
      hasCode(failure, /insufficient_quota|billing/) ||
      (QUOTA.test(failure.text) &&
        !WAIT_A_BIT.test(failure.text) &&
        !isStatus(failure, 401, 403)),
    message: () => 'The account behind the API key has no quota or credit left.'
  },
  {
    code: 'model-unauthorized',
    advice: LOOK_AT_KEY,
    matches: failure =>
      isStatus(failure, 401) ||
      hasCode(failure, /invalid_api_key|authentication_error/) ||
      BAD_KEY.test(failure.text),
    message: () => 'The model server refused the API key.'
  },
  {
    code: 'model-unauthorized',
    advice: 'Reload the page; if that does not help, log in to Jupyter again.',
    matches: failure =>
      isStatus(failure, 403) && /xsrf|forbidden$/i.test(failure.text),
    message: () => 'The server refused the request as not allowed.'
  },
  {
    code: 'model-unauthorized',
    advice: `${LOOK_AT_KEY} It may not be allowed to use this model.`,
    matches: failure => isStatus(failure, 403, 407),
    message: () => 'The model server does not allow this request.'
  },
  {
    code: 'model-rate-limited',
    advice: TRY_LATER,
    matches: failure =>
      isStatus(failure, 429) ||
      hasCode(failure, /rate_?limit|too_many_requests|resource_exhausted/),
    message: () => 'The model server gets too many requests right now.'
  },
  {
    code: 'model-not-found',
    advice: 'Choose a model that the server offers.',
    matches: failure =>
      !failure.isPage &&
      !isStatus(failure, 500, 502, 503, 504, 529) &&
      (hasCode(failure, /model_not_found/) || NO_MODEL.test(failure.text)),
    message: () => 'The model server does not offer this model.'
  }
];

const STATUS_RULES: readonly FailureRule[] = [
  {
    code: 'model-timeout',
    advice: TRY_LATER,
    matches: failure =>
      isStatus(failure, 408, 504, 522, 524) ||
      (failure.status === undefined &&
        (hasCode(failure, /timeout/) || /timed? ?out/i.test(failure.text))),
    message: () => 'The model server did not answer in time.'
  },
  {
    code: 'model-unreachable',
    advice: TRY_LATER,
    matches: failure => isStatus(failure, 502, 520, 521, 523, 525, 526, 530),
    message: failure =>
      `What stands in front of the model server cannot reach it (HTTP ${failure.status}).`
  },
  {
    code: 'model-overloaded',
    advice: TRY_LATER,
    matches: failure =>
      isStatus(failure, 503, 529) ||
      hasCode(failure, /overloaded|unavailable|capacity/) ||
      ((failure.status ?? 500) >= 500 && BUSY.test(failure.text)),
    message: () => 'The model server is overloaded or still loading the model.'
  },
  {
    code: 'model-overloaded',
    advice: TRY_LATER,
    matches: failure => failure.status !== undefined && failure.status >= 500,
    message: failure =>
      `The model server failed with an internal error (HTTP ${failure.status}).`
  },
  {
    code: 'model-unexpected-answer',
    advice: LOOK_AT_URL,
    matches: failure =>
      failure.isPage ||
      isStatus(failure, 404, 405) ||
      (failure.status !== undefined && failure.status < 400),
    message: failure =>
      failure.isPage
        ? `A web page answered instead of a model server (HTTP ${failure.status}).`
        : `There is no chat service at this address (HTTP ${failure.status}).`
  }
];

/** For answers that no rule knows. */
export const REJECTED: FailureRule = {
  code: 'model-rejected-request',
  advice: 'Look at what the server said; another model may take the request.',
  matches: () => true,
  message: failure =>
    `The model server refused the request (HTTP ${failure.status}).`
};

/** In order: the first that matches is the one. */
export const FAILURE_RULES: readonly FailureRule[] = [
  ...RELAY_RULES,
  ...TEXT_RULES,
  ...STATUS_RULES
];

/** For errors inside a stream that no rule knows. */
export const STREAM_FALLBACK: FailureRule = {
  code: 'model-stream-broken',
  advice: 'Send the prompt again; what had arrived is kept.',
  matches: () => true,
  message: () =>
    'The model server reported an error in the middle of its reply.'
};

/** For failures without any answer. */
export const UNREACHABLE: FailureRule = {
  code: 'model-unreachable',
  advice:
    'Check the network, that the model server is running, and the base URL in the settings.',
  matches: () => true,
  message: () => 'The model server cannot be reached.'
};
