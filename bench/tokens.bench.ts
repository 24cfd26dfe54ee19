// What it saves to analyse a file once: the three phases of the sales example (analysis, charts, report) on the example's
// data, with the session, a Jupyter server and a kernel as they are in use, and a scripted model behind real HTTP.
//
// parses_*: how often the file was read and parsed.
// calls_*: requests to the model. The scripted model takes the shortest way: it looks at the file only if it was not told
//   what is in it, runs one piece of code, and answers.
// file_tokens_*: tokens in which the model was told about the file: its description, and the lines that say that it is
//   unchanged.
// prompt_tokens_*: tokens of all requests, as a provider counts them: system message, tools and history each time.
// The baseline, `without`, is the same session that keeps nothing of the file from one phase to the next.
//
// Tokens are those of the encoding o200k_base; pictures are left out on both sides.
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { ChatMessage } from '../src/core/llm/chat-message';
import { fileTokens, textOf } from '../src/testing/file-tokens';
import { kernelHost } from '../src/headless/kernel-of-notebook';
import { openNotebookServer } from '../src/headless/notebook-server';
import { Workbench } from '../src/headless/workbench';
import { useVirtualEnvironment } from '../src/testing/jupyter-server';
import { OpenAIServer } from '../src/testing/openai-server';
import { messagesOf } from '../src/testing/sent-messages';
import {
  runThreePhases,
  SALES_FILE,
  type PhaseRecord
} from '../src/testing/three-phases';
import { rounded } from './lib/statistics.mjs';

export const name = 'tokens';

interface Measured {
  readonly parses: number;
  readonly calls: number;
  readonly fileTokens: number;
  readonly promptTokens: number;
  /** Wall time of each phase. */
  readonly milliseconds: readonly number[];
}

export async function run(): Promise<{
  table: (string | number)[][];
  metrics: Record<string, number>;
}> {
  useVirtualEnvironment();
  // JupyterLab's services log every file that is not there yet.
  console.debug = () => undefined;
  const kept = await measure(true);
  const afresh = await measure(false);
  const row = (
    title: string,
    of: (measured: Measured) => number
  ): (string | number)[] => [
    title,
    of(kept),
    of(afresh),
    `${rounded(100 * (1 - of(kept) / of(afresh)))} %`
  ];
  return {
    table: [
      ['three phases', 'with reuse', 'without', 'saved'],
      row('parses of the file', each => each.parses),
      row('requests to the model', each => each.calls),
      row('tokens about the file', each => each.fileTokens),
      row('prompt tokens of all requests', each => each.promptTokens),
      ...kept.milliseconds.map((_, phase) =>
        row(`phase ${phase + 1}, ms`, each =>
          rounded(each.milliseconds[phase] ?? 0)
        )
      )
    ],
    metrics: {
      parses_with: kept.parses,
      parses_without: afresh.parses,
      file_tokens_with: kept.fileTokens,
      file_tokens_without: afresh.fileTokens,
      prompt_tokens_with: kept.promptTokens,
      prompt_tokens_without: afresh.promptTokens,
      calls_with: kept.calls,
      calls_without: afresh.calls,
      later_phases_ms_with: rounded(laterPhases(kept)),
      later_phases_ms_without: rounded(laterPhases(afresh))
    }
  };
}

function laterPhases({ milliseconds }: Measured): number {
  return milliseconds.slice(1).reduce((sum, each) => sum + each, 0);
}

async function measure(isReused: boolean): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'kernel-agent-tokens-'));
  const notebook = join(folder, 'sales.ipynb');
  await copyFile(join('examples', SALES_FILE), join(folder, SALES_FILE));
  await writeFile(
    notebook,
    JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 })
  );
  const model = await OpenAIServer.start();
  const environment = {
    ...process.env,
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_MODEL: 'scripted'
  };
  const server = await openNotebookServer(
    notebook,
    { address: null, environment },
    new AbortController().signal
  );
  const host = kernelHost(server, server.kernels.usual, notebook);
  const bench = new Workbench(server, host, {
    session: 'main',
    approve: 'auto',
    model: null,
    environment,
    onStatus: () => undefined
  });
  const { session } = bench.open(null);
  try {
    await host.attach();
    // The kernel's start is not part of the first phase.
    await session.ask({ text: 'Hello' }).catch(() => undefined);
    await session.reset();
    model.reset();
    const phases = await runThreePhases(session, model, isReused);
    return {
      parses: session.fileContext.reader.parses,
      calls: phases.reduce((sum, { requests }) => sum + requests.length, 0),
      fileTokens: fileTokens(phases),
      promptTokens: promptTokens(phases),
      milliseconds: phases.map(({ milliseconds }) => milliseconds)
    };
  } finally {
    bench.dispose();
    await host.shutdown().catch(() => undefined);
    await server.close();
    await model.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function promptTokens(phases: readonly PhaseRecord[]): number {
  return phases
    .flatMap(({ requests }) => requests)
    .reduce((sum, request) => {
      const { tools = [] } = request.json as { tools?: readonly unknown[] };
      const texts = [
        ...messagesOf(request).map(messageAsSent),
        ...tools.map(tool => JSON.stringify(tool))
      ];
      return sum + texts.reduce((all, text) => all + encode(text).length, 0);
    }, 0);
}

function messageAsSent(message: ChatMessage): string {
  const calls = (message.tool_calls ?? []).map(
    call => `${call.function.name} ${call.function.arguments}`
  );
  return [message.role, textOf(message), ...calls].join('\n');
}
