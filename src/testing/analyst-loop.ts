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
import { describeFindings } from '../core/context/findings';
import {
  describeNamespace,
  NamespaceSchema,
  type Namespace
} from '../core/context/namespace';
import { dataFiles, describeNearby } from '../core/context/nearby-files';
import type { FileEntry } from '../core/ports';
import type { Conversation } from '../core/offline/read-conversation';
import { readConversation } from '../core/offline/read-conversation';
import {
  callArguments,
  callsOf,
  type Call,
  type Move
} from '../core/offline/move';
import {
  textArgument,
  type RequestMessage
} from '../core/offline/read-request';
import { OutlineSchema, type Outline } from '../core/report/outline';
import type { Entry } from '../core/transcript/entries';
import { accumulate } from './accumulate-reply';
import { findingEntry } from './entries';
import type { PythonNotebook } from './python-notebook';

export interface AskedAnswer {
  readonly answer: string;
  /** Code that ran, in order. */
  readonly code: readonly string[];
  readonly outputs: readonly string[];
  readonly steps: number;
}

/** The tools that stand in for the product's; a loop is offered these unless a test says otherwise. */
const USUAL_TOOLS = ['execute_python', 'dataset_info'];
/** What a report takes beside them. */
export const REPORT_TOOLS = [...USUAL_TOOLS, 'note_finding', 'build_report'];

function toolSchemas(names: readonly string[]) {
  return names.map(name => ({
    type: 'function' as const,
    function: { name, description: '', parameters: {} }
  }));
}

/** What says the next thing: the plan itself, or a model behind a client. */
export type NextMove = (
  conversation: Conversation,
  messages: readonly RequestMessage[]
) => Move | Promise<Move>;

/** Asks the analyst like any model, through the `openai` client and a streamed reply. */
export function throughClient(
  tools: readonly string[] = USUAL_TOOLS
): NextMove {
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
        tools: toolSchemas(tools)
      },
      new AbortController().signal
    );
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const { reply } = accumulate(chunks, {
      toolNames: [...tools]
    });
    return { text: messageText(reply.message), ...callOf(reply.message) };
  };
}

/** The calls of a reply, read back from the wire. */
function callOf({ tool_calls: calls }: ChatMessage): Partial<Move> {
  const [call, ...more] = (calls ?? []).map(each => {
    const { name, arguments: json } = each.function;
    switch (name) {
      case 'dataset_info':
        return { tool: name, path: textArgument(json, 'path') } as const;
      case 'note_finding':
        return {
          tool: name,
          name: textArgument(json, 'name'),
          value: textArgument(json, 'value'),
          expression: textArgument(json, 'expression')
        } as const;
      case 'build_report':
        return {
          tool: name,
          outline: OutlineSchema.parse(JSON.parse(json))
        } as const;
      default:
        return {
          tool: 'execute_python',
          code: textArgument(json, 'code')
        } as const;
    }
  });
  return call ? { call, more } : {};
}

/** A conversation with the offline analyst whose calls run in real Python. */
export class AnalystLoop {
  readonly messages: RequestMessage[] = [
    { role: 'system', content: 'You are Kernel Agent.' }
  ];

  /** Decks that were asked for, as data. */
  readonly outlines: Outline[] = [];
  /** Findings that were noted. */
  readonly findings: Entry[] = [];
  private nearby: readonly FileEntry[] | null = null;
  private variables: Namespace | null = null;
  private turns = 0;

  constructor(
    private readonly notebook: PythonNotebook,
    private readonly next: NextMove,
    private readonly tools: readonly string[] = USUAL_TOOLS
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
    this.turns += 1;
    const content = envelope(await this.context(attached), prompt);
    this.messages.push({ role: 'user', content });
    const code: string[] = [];
    const outputs: string[] = [];
    for (let steps = 1; steps <= 16; steps += 1) {
      const move = await this.next(
        readConversation({
          messages: this.messages,
          tools: toolSchemas(this.tools)
        }),
        this.messages
      );
      const calls = callsOf(move).map((call, place) => ({
        call,
        id: `call_${this.messages.length + place}`
      }));
      if (calls.length === 0) {
        this.messages.push({ role: 'assistant', content: move.text });
        return { answer: move.text, code, outputs, steps };
      }
      this.messages.push({
        role: 'assistant',
        content: move.text,
        tool_calls: calls.map(({ call, id }) => ({
          id,
          function: { name: call.tool, arguments: callArguments(call) }
        }))
      });
      for (const { call, id } of calls) {
        const result = await this.result(call);
        if (call.tool === 'execute_python') {
          code.push(call.code);
          outputs.push(result);
        }
        this.messages.push({ role: 'tool', tool_call_id: id, content: result });
      }
    }
    throw new Error(`The turn did not end: ${prompt}`);
  }

  /** What the tool would say. */
  private async result(call: Call): Promise<string> {
    switch (call.tool) {
      case 'dataset_info':
        return this.notebook.describe(call.path);
      case 'execute_python':
        return this.notebook.run(call.code);
      case 'note_finding':
        this.findings.push(
          findingEntry(this.turns, call.name, call.value, call.expression)
        );
        return `Noted: ${call.name} = ${call.value}.`;
      case 'build_report':
        this.outlines.push(call.outline);
        return this.notebook.buildReport(call.outline);
    }
  }

  private async context(attached: readonly string[]): Promise<string[]> {
    const files = dataFiles(this.files());
    const variables = NamespaceSchema.parse(await this.notebook.namespace());
    const lines = [
      ...describeNearby(files, this.nearby),
      ...describeFindings(this.findings, []),
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
