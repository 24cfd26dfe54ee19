import type { z } from 'zod';
import type { ToolSchema } from '../llm/chat-message';
import type { Output } from '../outputs';
import type { NewEntry } from '../transcript/journal';

/** What a tool gives back: text for the model, and figures to show it. */
export interface ToolResult {
  readonly status: 'ok' | 'error' | 'refused' | 'interrupted';
  /** For the model to read; already capped. */
  readonly text: string;
  /** PNG or JPEG figures, base64, in the order they appeared. */
  readonly images: readonly ToolImage[];
  /** Set when outputs go on after this result: settles when no more come. */
  readonly finished?: Promise<unknown>;
}

export interface ToolImage {
  readonly base64: string;
  readonly mimeType: string;
}

/** What a tool may write into the transcript itself. */
export type ToolEntry = NewEntry extends infer E
  ? E extends { kind: 'files' | 'finding' | 'report' }
    ? Omit<E, 'turn'>
    : never
  : never;

export interface ToolContext {
  /** The tool call's id. */
  readonly callId: string;
  readonly signal: AbortSignal;
  /** Shows and stores outputs while the tool runs; the array is the whole so far. */
  onOutputs(outputs: readonly Output[]): void;
  /** Resolves when the entry is kept. */
  write(entry: ToolEntry): Promise<void>;
}

/** A function offered to the model. Arguments are validated before `run` is called. */
export interface Tool<Arguments> {
  readonly name: string;
  /** One paragraph for the model. */
  readonly description: string;
  readonly parameters: z.ZodType<Arguments>;
  /** A replay runs it again; otherwise what was recorded stands. */
  readonly isReplayed?: boolean;
  /** The code a call would run, which makes it pass the approval gate; null when it runs none. */
  code(args: Arguments): string | null;
  /** Resolves with what the model is told. Throws `AgentError` only when the turn cannot go on. */
  run(args: Arguments, context: ToolContext): Promise<ToolResult>;
}

export type AnyTool = Tool<unknown>;

export type { ToolSchema };
