// What the benchmark in the browser takes from the source: the scripted model, and sessions on disk.
import { encodeEntry } from '../../src/core/transcript/codec';
import { deltaChunk, eventStream } from '../../src/testing/model-chunks';
import { OpenAIServer } from '../../src/testing/openai-server';
import { longSession } from './long-session';
import { pacedSteps } from './paced-steps';
import { answerMarkdown } from './session-texts';

export interface StreamSupport {
  startModel(): Promise<ScriptedModel>;
  streamedAnswer(): string[];
  sessionOnDisk(turns: number): Promise<SessionOnDisk>;
}

export interface ScriptedModel {
  readonly baseURL: string;
  /** The next reply: one piece every `interval` milliseconds. */
  reply(pieces: readonly string[], interval: number): void;
  close(): Promise<void>;
}

export interface SessionOnDisk {
  readonly transcript: string;
  readonly blobs: ReadonlyMap<string, string>;
  /** What its last answer has for a heading. */
  readonly lastHeading: string;
}

export async function startModel(): Promise<ScriptedModel> {
  const server = await OpenAIServer.start();
  return {
    baseURL: server.baseURL,
    reply: (pieces, interval) => {
      server.enqueue(() => ({ steps: pacedSteps(events(pieces), interval) }));
    },
    close: () => server.close()
  };
}

function events(pieces: readonly string[]): string[] {
  return [
    ...eventStream(
      pieces.map(content => deltaChunk({ content })),
      false
    ),
    ...eventStream([deltaChunk({}, 'stop')])
  ];
}

const ANSWERS = 5;
const PIECE = 12;

/** A long answer as it arrives: every piece is a few characters. */
export function streamedAnswer(): string[] {
  const text = Array.from({ length: ANSWERS }, (_, part) =>
    answerMarkdown(part + 1)
  ).join('\n\n');
  return text.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? [];
}

export async function sessionOnDisk(turns: number): Promise<SessionOnDisk> {
  const { entries, blobs } = await longSession(turns);
  const answers = entries.flatMap(entry =>
    entry.kind === 'message' &&
    entry.message.role === 'assistant' &&
    typeof entry.message.content === 'string'
      ? [entry.message.content]
      : []
  );
  return {
    transcript: entries.map(encodeEntry).join(''),
    blobs,
    lastHeading: /^## (.*)$/m.exec(answers.at(-1) ?? '')?.[1] ?? ''
  };
}
