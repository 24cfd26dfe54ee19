import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import {
  classifyAnswer,
  classifyModelError,
  classifyStreamError
} from './classify-error';

const NOW = Date.UTC(2026, 10, 23, 10, 15, 0);

function answer(
  status: number,
  body: unknown,
  headers?: Record<string, string>
): AgentError {
  const isText = typeof body === 'string';
  return classifyAnswer(
    {
      status,
      contentType: isText ? 'text/plain' : 'application/json',
      body: isText ? body : JSON.stringify(body),
      headers
    },
    { now: NOW }
  );
}

function openAIError(message: string, more: object = {}): object {
  return { error: { message, type: 'invalid_request_error', ...more } };
}

describe('quirk 13: the context overflows, in every shape', () => {
  it.each([
    [
      400,
      openAIError(
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
        { code: 'context_length_exceeded' }
      )
    ],
    [
      400,
      openAIError(
        'the request exceeds the available context size, try increasing it',
        {
          type: 'exceed_context_size_error',
          n_ctx: 4096,
          n_prompt_tokens: 5000
        }
      )
    ],
    [
      500,
      { error: { code: 500, message: 'context size exceeded', n_ctx: 2048 } }
    ],
    [500, { error: 'input is too long: n_ctx = 4096' }],
    [
      400,
      { object: 'error', message: 'max_tokens must be at least 1, got -186.' }
    ],
    [400, openAIError('max_completion_tokens must be at least 1, got -3')],
    [
      413,
      openAIError(
        'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 9000',
        { code: 'rate_limit_exceeded' }
      )
    ],
    [413, '<html>413 Request Entity Too Large</html>'],
    [400, { message: 'Too many tokens in the prompt' }],
    [
      400,
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: 'prompt is too long: 205000 tokens > 200000 maximum'
        }
      }
    ],
    [
      400,
      [
        {
          error: {
            code: 400,
            message:
              'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
            status: 'INVALID_ARGUMENT'
          }
        }
      ]
    ],
    [
      400,
      {
        error: {
          message: 'Provider returned error',
          code: 400,
          metadata: {
            raw: '{"error":{"message":"Please reduce the length of the messages"}}'
          }
        }
      }
    ],
    [
      422,
      {
        detail: [
          {
            loc: ['body'],
            msg: 'inputs tokens + max_new_tokens must be <= 4096: exceeds context window'
          }
        ]
      }
    ],
    [
      400,
      {
        error:
          'Trying to keep the first 5000 tokens, but the model is loaded with context length of only 4096 tokens to keep from the initial prompt'
      }
    ]
  ])('%i %j', (status, body) => {
    expect(answer(status, body).code).toBe('model-context-overflow');
  });

  it.each([
    [
      400,
      openAIError(
        'max_tokens is too large: 99999. This model supports at most 4096 completion tokens'
      )
    ],
    [
      429,
      openAIError(
        'Rate limit reached for gpt on tokens per min (TPM): Limit 10000, Used 9500, Requested 1200. Please try again in 4.2s.'
      )
    ],
    [
      400,
      openAIError(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
      )
    ]
  ])('but not %i %j', (status, body) => {
    expect(answer(status, body).code).not.toBe('model-context-overflow');
  });
});

describe('classifyAnswer', () => {
  it.each([
    [401, openAIError('Incorrect API key provided'), 'model-unauthorized'],
    [
      400,
      openAIError('API key not valid. Please pass a valid API key.'),
      'model-unauthorized'
    ],
    [403, { message: 'Country not supported' }, 'model-unauthorized'],
    [
      403,
      { message: "'_xsrf' argument missing from POST" },
      'model-unauthorized'
    ],
    [402, { error: { message: 'Insufficient Balance' } }, 'model-unauthorized'],
    [
      429,
      openAIError(
        'You exceeded your current quota, please check your plan and billing details.',
        { code: 'insufficient_quota' }
      ),
      'model-unauthorized'
    ],
    [
      429,
      openAIError('Rate limit reached', { code: 'rate_limit_exceeded' }),
      'model-rate-limited'
    ],
    [429, 'slow down', 'model-rate-limited'],
    [
      404,
      openAIError(
        'The model `gpt-9` does not exist or you do not have access to it.',
        { code: 'model_not_found' }
      ),
      'model-not-found'
    ],
    [404, { error: "model 'llama3.2:1b' not found" }, 'model-not-found'],
    [
      400,
      { error: { message: 'Invalid model name passed in model=x' } },
      'model-not-found'
    ],
    [404, { detail: 'Not Found' }, 'model-unexpected-answer'],
    [404, '404 page not found', 'model-unexpected-answer'],
    [
      404,
      openAIError('Invalid URL (POST /v1/v1/chat/completions)'),
      'model-unexpected-answer'
    ],
    [405, { detail: 'Method Not Allowed' }, 'model-unexpected-answer'],
    [302, '', 'model-unexpected-answer'],
    [400, '<html><title>Bad</title></html>', 'model-unexpected-answer'],
    [
      503,
      { error: { message: 'Loading model', code: 503 } },
      'model-overloaded'
    ],
    [
      529,
      { error: { type: 'overloaded_error', message: 'Overloaded' } },
      'model-overloaded'
    ],
    [500, { error: { message: 'Internal error' } }, 'model-overloaded'],
    [502, '<html><title>502 Bad Gateway</title></html>', 'model-unreachable'],
    [504, '<html>Gateway Timeout</html>', 'model-timeout'],
    [524, '<html>A timeout occurred</html>', 'model-timeout'],
    [400, openAIError('Something else'), 'model-rejected-request'],
    [418, '', 'model-rejected-request']
  ] as const)('%i %j is %s', (status, body, code) => {
    const error = answer(status, body);
    expect(error.code).toBe(code);
    expect(error.status).toBe(status);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(error.advice).toBeTruthy();
  });

  it('quota is told apart from too many requests, and is not to be tried again', () => {
    const quota = answer(429, openAIError('exceeded your current quota'), {
      'retry-after': '3'
    });
    expect(quota.message).toContain('quota');
    expect(quota.retryAfterSeconds).toBeUndefined();
  });

  it.each([
    [{ 'retry-after': '12' }, '', 12],
    [{ 'Retry-After': '1.5' }, '', 1.5],
    [{ 'retry-after': new Date(NOW + 30_000).toUTCString() }, '', 30],
    [{ 'retry-after': new Date(NOW - 30_000).toUTCString() }, '', 0],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, '', 0.25],
    [{}, 'Please try again in 4.2s.', 4.2],
    [{}, 'Please try again in 1m30s', 90],
    [{}, 'Please retry in 20 seconds', 20],
    [{}, 'retry after 350ms', 0.35],
    [{}, 'Too many requests', undefined]
  ])('reads how long to wait from %j %s', (headers, text, seconds) => {
    const error = answer(429, openAIError(text), headers);
    expect(error.retryAfterSeconds).toBe(seconds);
  });

  it.each([
    ['relay_not_configured', 'model-not-set'],
    ['relay_unreachable', 'model-unreachable'],
    ['relay_timeout', 'model-timeout'],
    ['relay_tls', 'model-unreachable'],
    ['relay_proxy', 'model-unreachable'],
    ['relay_stream_broken', 'model-stream-broken'],
    ['relay_bad_request', 'model-rejected-request']
  ])('the relay says %s', (code, expected) => {
    const body = { error: { message: 'Something of the relay', code } };
    expect(answer(502, body).code).toBe(expected);
    expect(classifyStreamError(body.error).code).toBe(expected);
    expect(answer(502, body).detail).toBe('Something of the relay');
  });

  it.each([
    'Incorrect API key provided: sk-proj-abcDEF1234567890. See docs.',
    'header Authorization: Bearer abcdefghijklmnop was refused',
    'url https://x/v1?key=AIzaSyA1234567890123456789012&alt=sse',
    '{"api_key": "abcd1234efgh"}',
    'Incorrect API key provided: sk-abc***************wxyz',
    'gsk_0123456789abcdef0123 is not valid',
    'proxy http://ada:lovelace@proxy:8080 refused',
    'x-api-key: 12345678'
  ])('removes credentials from %j', text => {
    const { detail = '' } = answer(400, openAIError(text));
    expect(detail).toContain('[removed]');
    expect(detail).not.toMatch(
      /abcDEF|abcdefgh|AIzaSy|abcd1234|wxyz|0123456789|lovelace|12345678/
    );
  });

  it.each([
    'Unsupported parameter: max_tokens',
    'This token count 4096 is fine, basic settings too',
    'The model gpt-4o-2024-08-06 has 3 risk-levels'
  ])('leaves plain words alone: %j', text => {
    expect(answer(400, openAIError(text)).detail).toContain(text);
  });

  it('keeps the detail short', () => {
    expect(
      answer(400, openAIError('x'.repeat(50_000))).detail?.length
    ).toBeLessThan(1100);
  });

  it('survives hostile bodies', () => {
    let deep: unknown = 'end';
    for (let depth = 0; depth < 2000; depth += 1) {
      deep = { error: deep };
    }
    for (const body of [
      deep,
      null,
      [],
      [[[]]],
      { error: null },
      { error: [] },
      5
    ]) {
      expect(answer(400, body).code).toBe('model-rejected-request');
    }
  });
});

describe('classifyStreamError', () => {
  it('quirk 12: uses the status that the error names', () => {
    expect(classifyStreamError({ code: 502, message: 'x' }).code).toBe(
      'model-unreachable'
    );
    expect(classifyStreamError({ code: 401, message: 'x' }).code).toBe(
      'model-unauthorized'
    );
    expect(classifyStreamError({ type: 'overloaded_error' }).code).toBe(
      'model-overloaded'
    );
    expect(classifyStreamError('Context size exceeded').code).toBe(
      'model-context-overflow'
    );
  });

  it('keeps what the server said when it is nothing known', () => {
    expect(classifyStreamError({ a: 1 })).toMatchObject({
      code: 'model-stream-broken',
      detail: '{"a":1}'
    });
  });
});

describe('classifyModelError', () => {
  it('finds an AgentError inside what wraps it', () => {
    const known = new AgentError('model-timeout', 'x');
    const wrapped = new Error('Connection error.', { cause: known });
    expect(classifyModelError(wrapped)).toBe(known);
  });

  it('an abort is a stop', () => {
    const abort = new DOMException('This operation was aborted', 'AbortError');
    expect(classifyModelError(abort).code).toBe('stopped');
    expect(classifyModelError(new Error('Request was aborted.')).code).toBe(
      'stopped'
    );
  });

  it.each([
    [
      new Error('Connection error.', {
        cause: new TypeError('fetch failed', {
          cause: new Error('connect ECONNREFUSED 127.0.0.1:11434')
        })
      }),
      'model-unreachable',
      'connect ECONNREFUSED 127.0.0.1:11434'
    ],
    [new TypeError('Failed to fetch'), 'model-unreachable', 'Failed to fetch'],
    [new Error('Request timed out.'), 'model-timeout', 'Request timed out.'],
    ['plain text', 'model-unreachable', 'plain text']
  ])('%s', (thrown, code, detail) => {
    expect(classifyModelError(thrown)).toMatchObject({ code, detail });
  });

  it('reads the errors of the openai package', async () => {
    const { APIError } = await import('openai');
    const rejected = APIError.generate(
      429,
      { error: { message: 'Slow down', code: 'rate_limit_exceeded' } },
      undefined,
      new Headers({ 'retry-after': '7' })
    );
    expect(classifyModelError(rejected)).toMatchObject({
      code: 'model-rate-limited',
      status: 429,
      retryAfterSeconds: 7,
      detail: 'Slow down'
    });
    const inStream = new APIError(
      undefined,
      { message: 'context_length_exceeded' },
      undefined,
      undefined
    );
    expect(classifyModelError(inStream).code).toBe('model-context-overflow');
  });
});
