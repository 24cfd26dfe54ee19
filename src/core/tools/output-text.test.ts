import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import { outputImages, outputsText } from './output-text';

function print(text: string): Output {
  return { output_type: 'stream', name: 'stdout', text };
}

function show(data: Record<string, unknown>): Output {
  return { output_type: 'display_data', data, metadata: {} };
}

describe('what a model reads of outputs', () => {
  it('has no colours, and of a progress bar only what is seen last', () => {
    expect(
      outputsText([print('\u001b[31m0 %\r50 %\r100 %\u001b[0m\ndone\r\nbye\n')])
    ).toBe('100 %\ndone\nbye');
  });

  it('prefers words over pages, and says what else was shown', () => {
    expect(
      outputsText([
        show({ 'text/html': '<b>x</b>', 'text/plain': 'x' }),
        show({ 'text/plain': ['two ', 'lines'] }),
        show({ 'application/vnd.plotly.v1+json': {} }),
        show({ 'image/svg+xml': '<svg/>', 'text/plain': '<Figure>' })
      ])
    ).toBe(
      'x\ntwo lines\n[Output: application/vnd.plotly.v1+json, shown to the user]\n[Figure: image/svg+xml, shown to the user]'
    );
  });

  it('keeps the error at the end of a long output', () => {
    const text = outputsText([
      print('x'.repeat(100_000)),
      {
        output_type: 'error',
        ename: 'KeyError',
        evalue: "'region'",
        traceback: ["\u001b[31mKeyError\u001b[39m: 'region'"]
      }
    ]);
    expect(text.endsWith("KeyError: 'region'")).toBe(true);
    expect(text.length).toBeLessThan(LIMITS.toolResultText + 100);
  });

  it('R58: gives the last few figures, as pictures that models take', () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      show({ 'image/png': `QUJ${index}\n`, 'text/plain': '<Figure>' })
    );
    const images = outputImages([...many, show({ 'image/svg+xml': '<svg/>' })]);
    expect(images).toHaveLength(LIMITS.imagesPerStep);
    expect(images.at(-1)).toEqual({ base64: 'QUJ6', mimeType: 'image/png' });
  });
});
