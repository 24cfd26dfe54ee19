import { describe, expect, it } from 'vitest';
import { normalizeBaseURL } from './normalize-base-url';

describe('normalizeBaseURL', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['  "http://localhost:11434/v1/" ', 'http://localhost:11434/v1'],
    ['http://localhost:1234/v1/v1', 'http://localhost:1234/v1'],
    ['http://localhost:1234/v1/v1/', 'http://localhost:1234/v1'],
    ['http://localhost:1234/v1/chat/completions', 'http://localhost:1234/v1'],
    ['http://localhost:1234/v1/models', 'http://localhost:1234/v1'],
    [
      'http://localhost:1234/v1/v1/chat/completions/',
      'http://localhost:1234/v1'
    ],
    ['http://localhost:11434', 'http://localhost:11434/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['192.168.1.5:8000/v1', 'http://192.168.1.5:8000/v1'],
    ['api.deepseek.com/v1', 'https://api.deepseek.com/v1'],
    ['https://api.perplexity.ai/chat/completions', 'https://api.perplexity.ai'],
    [
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'https://generativelanguage.googleapis.com/v1beta/openai'
    ],
    ['/user/ada/kernel-agent/v1', '/user/ada/kernel-agent/v1'],
    ['', '']
  ])('quirk 20: %s', (pasted, expected) => {
    expect(normalizeBaseURL(pasted).baseURL).toBe(expected);
  });

  it('keeps a query apart, for Azure', () => {
    expect(
      normalizeBaseURL(
        'https://x.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21'
      )
    ).toEqual({
      baseURL: 'https://x.openai.azure.com/openai/deployments/gpt',
      query: { 'api-version': '2024-10-21' }
    });
  });
});
