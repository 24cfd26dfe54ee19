import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import {
  ChatMessageSchema,
  messageText,
  type ChatMessage
} from '../core/llm/chat-message';
import { createOpenAIModel } from '../core/llm/openai-client';
import { createOfflineFetch } from '../core/offline/offline-fetch';
import { envelope } from '../core/context/envelope';
import {
  describeNamespace,
  NamespaceSchema,
  type Namespace
} from '../core/context/namespace';
import { dataFiles, describeNearby } from '../core/context/nearby-files';
import type { FileEntry } from '../core/ports';
import type { Conversation } from '../core/offline/read-conversation';
import { readConversation } from '../core/offline/read-conversation';
import { callArguments, type Call, type Move } from '../core/offline/move';
import {
  textArgument,
  type RequestMessage
} from '../core/offline/read-request';
import { accumulate } from './accumulate-reply';
import type { PythonNotebook } from './python-notebook';

export interface AskedAnswer {
  readonly answer: string;
  /** Code that ran, in order. */
  readonly code: readonly string[];
  readonly outputs: readonly string[];
  readonly steps: number;
}

const TOOLS = ['execute_python', 'dataset_info'].map(name => ({
  type: 'function' as const,
  function: { name, description: '', parameters: {} }
}));

/** What says the next thing: the plan itself, or a model behind a client. */
export type NextMove = (
  conversation: Conversation,
  messages: readonly RequestMessage[]
) => Move | Promise<Move>;

/** Asks the analyst like any model, through the `openai` client and a streamed reply. */
export function throughClient(): NextMove {
  const model = createOpenAIModel({
    kind: 'offline',
    baseURL: 'http://offline.invalid/v1',
    fetch: createOfflineFetch({ delayMs: 0 })
  });
  return async (_, messages) => {
    const chunks: unknown[] = [];
    const stream = model.stream(
      {
        model: 'offline-analyst',
        messages: z.array(ChatMessageSchema).parse(messages),
        tools: TOOLS
      },
      new AbortController().signal
    );
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const { reply } = accumulate(chunks, {
      toolNames: TOOLS.map(tool => tool.function.name)
    });
    return { text: messageText(reply.message), ...callOf(reply.message) };
  };
}

function callOf({ tool_calls: calls }: ChatMessage): { call?: Call } {
  const [first] = calls ?? [];
  if (!first) {
    return {};
  }
  const { name, arguments: json } = first.function;
  return name === 'dataset_info'
    ? { call: { tool: name, path: textArgument(json, 'path') } }
    : { call: { tool: 'execute_python', code: textArgument(json, 'code') } };
}

/** A conversation with the offline analyst whose calls run in real Python. */
export class AnalystLoop {
  readonly messages: RequestMessage[] = [
    { role: 'system', content: 'You are Kernel Agent.' }
  ];

  private nearby: readonly FileEntry[] | null = null;
  private variables: Namespace | null = null;

  constructor(
    private readonly notebook: PythonNotebook,
    private readonly next: NextMove
  ) {}

  /** Asks, with the context that the product would tell, `afresh` like after a reload; runs every call. Throws when the turn does not end. */
  async ask(
    prompt: string,
    attached: readonly string[] = [],
    afresh = false
  ): Promise<AskedAnswer> {
    if (afresh) {
      this.nearby = null;
      this.variables = null;
    }
    const content = envelope(await this.context(attached), prompt);
    this.messages.push({ role: 'user', content });
    const code: string[] = [];
    const outputs: string[] = [];
    for (let steps = 1; steps <= 16; steps += 1) {
      const move = await this.next(
        readConversation({ messages: this.messages, tools: TOOLS }),
        this.messages
      );
      if (!move.call) {
        this.messages.push({ role: 'assistant', content: move.text });
        return { answer: move.text, code, outputs, steps };
      }
      const id = `call_${this.messages.length}`;
      this.messages.push({
        role: 'assistant',
        content: move.text,
        tool_calls: [
          {
            id,
            function: {
              name: move.call.tool,
              arguments: callArguments(move.call)
            }
          }
        ]
      });
      const result =
        move.call.tool === 'dataset_info'
          ? await this.notebook.describe(move.call.path)
          : await this.notebook.run(move.call.code);
      if (move.call.tool === 'execute_python') {
        code.push(move.call.code);
        outputs.push(result);
      }
      this.messages.push({ role: 'tool', tool_call_id: id, content: result });
    }
    throw new Error(`The turn did not end: ${prompt}`);
  }

  private async context(attached: readonly string[]): Promise<string[]> {
    const files = dataFiles(this.files());
    const variables = NamespaceSchema.parse(await this.notebook.namespace());
    const lines = [
      ...describeNearby(files, this.nearby),
      ...describeNamespace(variables, this.variables),
      ...(attached.length > 0 ? [`Attached files: ${attached.join(', ')}`] : [])
    ];
    this.nearby = files;
    this.variables = variables;
    return lines;
  }

  private files(): FileEntry[] {
    return readdirSync(this.notebook.folder).map(path => {
      const status = statSync(join(this.notebook.folder, path));
      return {
        path,
        kind: status.isFile() ? 'file' : 'directory',
        size: status.size,
        modified: status.mtime.toISOString()
      };
    });
  }
}
