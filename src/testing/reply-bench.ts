import type { AgentError } from '../core/errors';
import type { ReplyDelta } from '../core/llm/accumulate';
import type { ChatMessage, ToolSchema } from '../core/llm/chat-message';
import { classifyAnswer } from '../core/llm/classify-error';
import { createModelMemory, type ModelMemory } from '../core/llm/model-memory';
import {
  requestReply,
  type ReplyOptions,
  type RetryNotice,
  type TimedReply
} from '../core/llm/request-reply';
import { CountingIds, FixedClock } from './fixed-time';
import { ScriptedModel } from './scripted-model';

const PYTHON: ToolSchema = {
  type: 'function',
  function: {
    name: 'execute_python',
    description: 'Runs code.',
    parameters: { type: 'object', properties: { code: { type: 'string' } } }
  }
};
const INSPECT: ToolSchema = {
  type: 'function',
  function: {
    name: 'inspect',
    description: 'Looks at a variable.',
    parameters: { type: 'object', properties: { name: { type: 'string' } } }
  }
};
export const CODE = { code: 'df.head()' };
export const CALL = {
  id: 'call_a',
  type: 'function' as const,
  function: { name: 'execute_python', arguments: JSON.stringify(CODE) }
};
export const HISTORY: readonly ChatMessage[] = [
  { role: 'system', content: 'You are an agent.' },
  { role: 'user', content: 'Look at df' },
  { role: 'assistant', content: null, tool_calls: [CALL] },
  { role: 'tool', tool_call_id: 'call_a', content: 'region sales' }
];
export const FIGURE: ChatMessage = {
  role: 'user',
  content: [
    { type: 'text', text: 'The figure:' },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }
  ]
};

/** The error that an answer in OpenAI's form stands for. */
export function refusal(
  status: number,
  message: string,
  more: object = {}
): AgentError {
  return classifyAnswer({
    status,
    contentType: 'application/json',
    body: JSON.stringify({ error: { message, ...more } })
  });
}

/** A model, and everything that happens while it is asked. */
export class ReplyBench {
  readonly model = new ScriptedModel();
  readonly clock = new FixedClock();
  readonly memory: ModelMemory = createModelMemory();
  readonly stop = new AbortController();
  readonly deltas: ReplyDelta[] = [];
  readonly notices: string[] = [];
  readonly retries: RetryNotice[] = [];
  private readonly ids = new CountingIds('fresh');

  ask(
    messages: readonly ChatMessage[] = HISTORY,
    options: Partial<ReplyOptions> = {}
  ): Promise<TimedReply> {
    return requestReply({
      client: this.model,
      request: { model: 'm', messages, tools: [INSPECT, PYTHON] },
      memory: this.memory,
      ids: this.ids,
      clock: this.clock,
      signal: this.stop.signal,
      attempts: 3,
      onDelta: delta => this.deltas.push(delta),
      onNotice: text => this.notices.push(text),
      onRetry: retry => this.retries.push(retry),
      ...options
    });
  }

  /** Messages of each request, as they were sent. */
  get sent(): readonly (readonly ChatMessage[])[] {
    return this.model.requests.map(request => request.messages);
  }
}
