import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_KEY } from '../support/addresses';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('the key on the server reaches no response, notebook or sidecar', async ({
  agent,
  model
}) => {
  const seen: string[] = [];
  const bodies: Promise<void>[] = [];
  agent.page.on('response', response => {
    if (/kernel-agent|api\//.test(response.url())) {
      bodies.push(
        response.text().then(
          text => void seen.push(text),
          () => undefined
        )
      );
      seen.push(JSON.stringify(response.headers()));
    }
  });
  model
    .enqueueCall('execute_python', {
      code: 'import os\nprint(os.environ.get("NO_SUCH"))'
    })
    .enqueueText('Hello.')
    .enqueueJson(
      { error: { message: `Incorrect API key provided: ${MODEL_KEY}` } },
      401
    );
  await agent.ask('hello');
  await agent.ask('again');
  model.enqueueText('Connected.');
  await agent.page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:test-connection')
  );
  await agent.page.notebook.save();
  await Promise.all(bodies);

  expect(model.chats[0]?.headers.authorization).toBe(`Bearer ${MODEL_KEY}`);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter(text => text.includes(MODEL_KEY))).toEqual([]);
  const files = filesBelow(agent.diskPath(''));
  expect(files.some(path => path.endsWith('transcript.jsonl'))).toBe(true);
  expect(
    files.filter(path => readFileSync(path, 'latin1').includes(MODEL_KEY))
  ).toEqual([]);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
