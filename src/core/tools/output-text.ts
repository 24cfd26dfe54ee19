import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import { clip } from './clip';
import type { ToolImage } from './tool';

// CSI sequences, as terminals use them for colours. https://ecma-international.org/publications-and-standards/standards/ecma-48/
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Image types that chat models take. */
const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** What a model reads of an execution's outputs, in their order, capped head and tail. */
export function outputsText(outputs: readonly Output[]): string {
  const parts = outputs.map(outputText).filter(text => text !== '');
  return clip(parts.join('\n'), LIMITS.toolResultText);
}

function outputText(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return withoutOverwritten(withoutColours(output.text)).replace(/\n$/, '');
    case 'error':
      return withoutColours(output.traceback.join('\n'));
    case 'display_data':
    case 'execute_result':
      return bundleText(output.data);
  }
}

function bundleText(data: Record<string, unknown>): string {
  const image = IMAGE_TYPES.find(type => type in data);
  if (image !== undefined || 'image/svg+xml' in data) {
    return `[Figure: ${image ?? 'image/svg+xml'}, shown to the user]`;
  }
  for (const type of ['text/markdown', 'text/plain']) {
    const text = asText(data[type]);
    if (text !== '') {
      return text;
    }
  }
  const types = Object.keys(data);
  return types.length === 0
    ? ''
    : `[Output: ${types.join(', ')}, shown to the user]`;
}

/** nbformat allows text as one string or as a list of lines. */
function asText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join('');
  }
  return typeof value === 'string' ? value : '';
}

/** Progress bars write over their own line: only what is seen last counts. */
function withoutOverwritten(text: string): string {
  return text
    .split('\n')
    .map(line => {
      const seen = line.replace(/\r+$/, '');
      return seen.slice(seen.lastIndexOf('\r') + 1);
    })
    .join('\n');
}

export function withoutColours(text: string): string {
  return text.replace(ANSI, '');
}

/** Pictures among the outputs that a model can look at, the last ones when there are many. */
export function outputImages(outputs: readonly Output[]): ToolImage[] {
  const images: ToolImage[] = [];
  for (const output of outputs) {
    if (
      output.output_type === 'display_data' ||
      output.output_type === 'execute_result'
    ) {
      const mimeType = IMAGE_TYPES.find(type => type in output.data);
      const base64 =
        mimeType === undefined ? '' : asText(output.data[mimeType]);
      if (mimeType !== undefined && base64 !== '') {
        images.push({ base64: base64.replace(/\s/g, ''), mimeType });
      }
    }
  }
  return images.slice(-LIMITS.imagesPerStep);
}
