import { isRecord, textOf, type JsonRecord } from './json';

/** Text and reasoning in the `content` of a delta: a string, a part, or a list of parts. */
export function readContent(content: unknown): {
  text: string;
  reasoning: string;
} {
  if (typeof content === 'string') {
    return { text: content, reasoning: '' };
  }
  const parts: unknown[] = Array.isArray(content) ? content : [content];
  let text = '';
  let reasoning = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
    } else if (isRecord(part)) {
      const isReasoning = /think|reason/.test(textOf(part.type));
      if (isReasoning) {
        reasoning += plainText(part.thinking ?? part.reasoning ?? part.text);
      } else {
        text += plainText(part.text ?? part.content);
      }
    }
  }
  return { text, reasoning };
}

/** What a delta says of the model's reasoning; only one of the fields is read, since some servers fill several. */
export function readReasoning(delta: JsonRecord): string {
  for (const name of [
    'reasoning_content',
    'reasoning',
    'thinking',
    'reasoning_details',
    'thinking_blocks'
  ]) {
    const text = plainText(delta[name]);
    if (text !== '') {
      return text;
    }
  }
  return '';
}

/** Strings as they are; the texts of objects and lists of them. */
function plainText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(plainText).join('');
  }
  return isRecord(value)
    ? textOf(value.text) || textOf(value.thinking) || textOf(value.summary)
    : '';
}
