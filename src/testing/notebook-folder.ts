import {
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { OpenAIServer } from './openai-server';
import {
  runAgent,
  startAgent,
  type AgentRun,
  type RunningAgent
} from './run-agent';

const TextSchema = z
  .union([z.string(), z.array(z.string())])
  .transform(text => (typeof text === 'string' ? text : text.join('')));

const SavedSchema = z.looseObject({
  nbformat: z.literal(4),
  metadata: z.record(z.string(), z.unknown()),
  cells: z.array(
    z.looseObject({
      id: z.string(),
      cell_type: z.string(),
      source: TextSchema,
      metadata: z.record(z.string(), z.unknown()),
      execution_count: z.number().nullish(),
      outputs: z.array(z.looseObject({ output_type: z.string() })).default([])
    })
  )
});
export type SavedNotebook = z.infer<typeof SavedSchema>;

/** A cell as a test writes it: its source, or more of it. */
export type CellSource =
  | string
  | {
      readonly source: string;
      readonly id?: string;
      readonly tags?: readonly string[];
      readonly cell_type?: string;
    };

const RunReportSchema = z.looseObject({
  success: z.boolean(),
  cells: z.array(
    z.looseObject({ id: z.string(), kind: z.string(), status: z.string() })
  ),
  turns: z.array(
    z.looseObject({ turn: z.number(), replayed: z.number().nullable() })
  ),
  requests: z.number(),
  artifacts: z.array(z.looseObject({ path: z.string() })),
  error: z.looseObject({ code: z.string(), message: z.string() }).nullable()
});

/** A folder with notebooks, in which the headless runner is run as a person runs it. */
export class NotebookFolder {
  private constructor(
    readonly path: string,
    private readonly model: OpenAIServer
  ) {}

  static async make(model: OpenAIServer): Promise<NotebookFolder> {
    const made = await mkdtemp(join(tmpdir(), 'kernel-agent-run-'));
    return new NotebookFolder(await realpath(made), model);
  }

  /** Writes a notebook of code cells, and what else is said of them. */
  async write(
    name: string,
    cells: readonly CellSource[],
    metadata: Record<string, unknown> = {}
  ): Promise<void> {
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata,
      cells: cells.map((cell, index) => {
        const {
          source,
          id = `cell-${index + 1}`,
          tags = [],
          cell_type = 'code'
        } = typeof cell === 'string' ? { source: cell } : cell;
        return {
          ...{ cell_type, id, source },
          metadata: tags.length > 0 ? { tags } : {},
          ...(cell_type === 'code'
            ? { outputs: [], execution_count: null }
            : {})
        };
      })
    };
    await this.writeText(name, JSON.stringify(notebook));
  }

  writeText(name: string, text: string): Promise<void> {
    return writeFile(join(this.path, name), text);
  }

  text(name: string): Promise<string> {
    return readFile(join(this.path, name), 'utf8');
  }

  /** A notebook as it is on disk. Throws for what is none. */
  async read(name: string): Promise<SavedNotebook> {
    return SavedSchema.parse(JSON.parse(await this.text(name)));
  }

  names(): Promise<string[]> {
    return readdir(this.path);
  }

  /** Runs the runner with the scripted model. */
  run(...args: string[]): Promise<AgentRun> {
    return runAgent(args, this.path, this.environment);
  }

  /** Runs the runner where no model is set. */
  runOffline(...args: string[]): Promise<AgentRun> {
    return runAgent(args, this.path);
  }

  /** Runs the runner with the scripted model and more in the environment. */
  runWith(
    more: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<AgentRun> {
    return runAgent(args, this.path, { ...this.environment, ...more });
  }

  start(...args: string[]): RunningAgent {
    return startAgent(args, this.path, this.environment);
  }

  /** The transcript of one session, as text. */
  async transcript(stem = 'report', session = 'main'): Promise<string> {
    return this.text(join(`${stem}.agent`, session, 'transcript.jsonl'));
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }

  private get environment(): Record<string, string> {
    return {
      OPENAI_BASE_URL: this.model.baseURL,
      OPENAI_API_KEY: 'sk-secret-of-these-tests',
      OPENAI_MODEL: 'scripted'
    };
  }
}

/** What a run printed with `--json`. Throws when that is not one object. */
export function runReport({
  stdout
}: AgentRun): z.infer<typeof RunReportSchema> {
  return RunReportSchema.parse(JSON.parse(stdout));
}

/** Streams and plain text of a cell's outputs, one after another. */
export function shownText(
  cell: SavedNotebook['cells'][number] | undefined
): string {
  return (cell?.outputs ?? [])
    .map(output => {
      const parsed = z
        .looseObject({
          text: TextSchema.optional(),
          evalue: z.string().optional(),
          data: z.record(z.string(), z.unknown()).optional()
        })
        .parse(output);
      const plain = TextSchema.safeParse(parsed.data?.['text/plain']);
      return parsed.text ?? parsed.evalue ?? (plain.data || '');
    })
    .join('')
    .trim();
}
