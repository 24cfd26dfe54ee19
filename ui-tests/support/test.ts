import { galata, test as base } from '@jupyterlab/galata';
import type { APIRequestContext } from '@playwright/test';
import * as z from 'zod';
import { OpenAIServer } from '../../src/testing/openai-server';
import { MODEL_PORT } from './addresses';
import { AgentPage } from './agent-page';

export { expect, galata } from '@jupyterlab/galata';
export { createGate } from '../../src/testing/openai-server';

/** The name of the extension's settings. */
export const SETTINGS = 'jupyterlab-kernel-agent:plugin';

interface Fixtures {
  /** The scripted model, with nothing scripted yet. A test fails when the product asks it something unexpected. */
  readonly model: OpenAIServer;
  /** A new notebook with the agent beside it. */
  readonly agent: AgentPage;
  readonly noKernelsLeft: void;
}

interface WorkerFixtures {
  readonly modelServer: OpenAIServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // Galata's stand-in for these services knows no interrupt and no restart; the real ones are cleared below.
  kernels: null,
  sessions: null,
  noKernelsLeft: [
    async ({ request, baseURL }, use) => {
      await use();
      for (const id of await sessionIds(request, `${baseURL}/api/sessions`)) {
        await request.delete(`${baseURL}/api/sessions/${id}`);
      }
    },
    { auto: true }
  ],
  modelServer: [
    // Playwright tells by this pattern that there are no dependencies.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await OpenAIServer.start(MODEL_PORT);
      await use(server);
      await server.close();
    },
    { scope: 'worker' }
  ],
  model: async ({ modelServer }, use) => {
    modelServer.reset();
    modelServer.modelNames = ['scripted-model'];
    await use(modelServer);
    base.expect(modelServer.unscripted, 'unexpected model requests').toBe(0);
    base.expect(modelServer.pending, 'answers nobody asked for').toBe(0);
  },
  agent: async ({ page, tmpPath, model }, use) => {
    const agent = new AgentPage(page, tmpPath, model);
    await agent.createNotebook('sales.ipynb');
    await use(agent);
  }
});

const SessionsSchema = z.array(z.looseObject({ id: z.string() }));

async function sessionIds(
  request: APIRequestContext,
  url: string
): Promise<string[]> {
  const answer: unknown = await (await request.get(url)).json();
  return SessionsSchema.parse(answer).map(({ id }) => id);
}

/** Settings of a test: `test.use(settings({ approvalMode: 'auto' }))`. */
export function settings(values: Record<string, unknown>): {
  mockSettings: Record<string, unknown>;
} {
  return { mockSettings: { ...galata.DEFAULT_SETTINGS, [SETTINGS]: values } };
}
