import { describe, expect, it } from 'vitest';
import type { AgentError } from '../errors';
import { classifyAnswer } from './classify-error';

function answer(
  status: number,
  body: object | string,
  headers?: Record<string, string>
): AgentError {
  const isText = typeof body === 'string';
  return classifyAnswer({
    status,
    contentType: isText ? 'text/plain' : 'application/json',
    body: isText ? body : JSON.stringify(body),
    headers
  });
}

function openAIError(message: string, more: object = {}): object {
  return { error: { message, type: 'invalid_request_error', ...more } };
}

describe('wordings of servers that no list holds', () => {
  it.each([
    'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 100 `max_new_tokens`',
    'Input validation error: `inputs` must have less than 4095 tokens. Given: 5000',
    'Range of input length should be [1, 30720]',
    'total tokens of image and text exceed max message tokens',
    'tokens in request more than max tokens allowed',
    'The engine prompt length 1327246 exceeds the max_model_len 131072. Please reduce prompt.',
    'This model does not support more than 8000 tokens in the prompt',
    'Unable to fit the prompt in the available KV cache',
    'input length 5000 exceeds maximum allowed token length 4096',
    'Prompt exceeds max length',
    'messages length exceeds maximum',
    'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length'
  ])('too long: %s', text => {
    expect(answer(400, openAIError(text)).code).toBe('model-context-overflow');
    expect(answer(422, { detail: [{ msg: text }] }).code).toBe(
      'model-context-overflow'
    );
  });

  it.each([
    [400, "Invalid 'messages[3].tool_calls[0].id': string too long."],
    [400, 'tools[0].function.description: length exceeds 1024'],
    [400, 'Too many tools in the request: more than 128'],
    [400, 'max_tokens exceeds the output tokens of this model'],
    [429, 'input tokens per minute exceeded token limit of 30000'],
    [429, 'Token limit exceeded: 6000 TPM for your request']
  ])('not too long: %i %s', (status, text) => {
    expect(answer(status, openAIError(text)).code).not.toBe(
      'model-context-overflow'
    );
  });

  it('a quota that comes back in seconds is waited for', () => {
    const error = answer(
      429,
      openAIError(
        'You exceeded your current quota, please check your plan and billing details. Please retry in 12.5s.'
      )
    );
    expect(error).toMatchObject({
      code: 'model-rate-limited',
      retryAfterSeconds: 12.5
    });
  });

  it('a server at its capacity is busy', () => {
    const error = answer(
      498,
      openAIError('Flex capacity exceeded', { type: 'capacity_exceeded' })
    );
    expect(error.code).toBe('model-overloaded');
  });

  it('a model that is loading is given time', () => {
    expect(
      answer(503, { error: 'Model x is currently loading' }).retryAfterSeconds
    ).toBe(15);
    expect(
      answer(503, openAIError('Loading model'), { 'retry-after': '3' })
        .retryAfterSeconds
    ).toBe(3);
  });

  it.each([
    ['30s', 30],
    ['1m30s', 90],
    ['250ms', 0.25],
    ['1.5', 1.5],
    ['-1', 0],
    ['soon', undefined]
  ])('Retry-After: %s', (value, seconds) => {
    expect(
      answer(429, 'slow down', { 'retry-after': value }).retryAfterSeconds
    ).toBe(seconds);
  });

  it('a page of a million brackets does not hold anything up', () => {
    const error = answer(502, `<html>${'<'.repeat(1_000_000)}`);
    expect(error.code).toBe('model-unreachable');
  });
});
