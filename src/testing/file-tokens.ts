import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { ChatMessage } from '../core/llm/chat-message';
import { messagesOf } from './sent-messages';
import type { PhaseRecord } from './three-phases';

/** Tokens (of the encoding o200k_base) in which a model was told about data files, each message counted once. */
export function fileTokens(phases: readonly PhaseRecord[]): number {
  return messagesOf(phases.at(-1)?.requests.at(-1))
    .filter(({ role }) => role === 'user' || role === 'tool')
    .reduce(
      (sum, message) => sum + encode(aboutFiles(textOf(message))).length,
      0
    );
}

/** Text of a message without its pictures. */
export function textOf({ content }: ChatMessage): string {
  return Array.isArray(content)
    ? content.map(part => (part.type === 'text' ? part.text : '')).join('\n')
    : (content ?? '');
}

/** Descriptions of files, and the lines that say what became of them. */
function aboutFiles(text: string): string {
  const lines: string[] = [];
  let isDescription = false;
  for (const line of text.split('\n')) {
    isDescription =
      line.startsWith('File: ') || (isDescription && /^( {2})?- /.test(line));
    if (isDescription || /^Data files? (changed|known|described)/.test(line)) {
      lines.push(line);
    }
  }
  return lines.join('\n');
}
