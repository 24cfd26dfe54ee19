import { describe, expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';
import { historyMessages } from '../transcript/model-messages';

/** What the model is sent of the messages, as bytes. */
function sent(body: string): string[] {
  const request = JSON.parse(body) as { messages: unknown[] };
  return request.messages.map(message => JSON.stringify(message));
}

async function threeTurns(): Promise<SessionHarness> {
  const harness = new SessionHarness();
  const { model, kernel, session } = harness;
  kernel.enqueueText('region total');
  kernel.enqueueFigure('iVBORw0KGgo=');
  model
    .enqueueCall('execute_python', { code: 'df = load()' })
    .enqueueText('Loaded.')
    .enqueueCall('execute_python', { code: 'df.plot()' })
    .enqueueText('Plotted.')
    .enqueueText('It rises.');
  await session.ask({ text: 'Load the data' });
  await session.ask({ text: 'Plot the numeric columns' });
  await session.ask({ text: 'What patterns did you notice in those plots?' });
  return harness;
}

describe('several turns', () => {
  it('R44 R48 send the system message, everything before, and the new prompt', async () => {
    const { lastRoles, model } = await threeTurns();
    expect(lastRoles).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'user',
      'assistant',
      'tool',
      'user',
      'assistant',
      'user'
    ]);
    const text = model.bodies.at(-1);
    for (const part of [
      'Load the data',
      'df = load()',
      'Plotted.',
      'patterns'
    ]) {
      expect(text).toContain(part);
    }
  });

  it('R45 only append: every request begins with the one before, byte for byte', async () => {
    const { model } = await threeTurns();
    const requests = model.bodies.map(sent);
    for (let index = 1; index < requests.length; index += 1) {
      const before = requests[index - 1]!;
      expect(requests[index]!.slice(0, before.length)).toEqual(before);
    }
    const last = requests.at(-1)!;
    expect(new Set(last).size).toBe(last.length);
  });

  it('R56: store tags verbatim and send them back as they were', async () => {
    const tagged =
      '<think>Two ways.</think>\n<plan>1. Load</plan>\n<solution>It is **3**.</solution>';
    const { model, session, store } = new SessionHarness();
    model.enqueueText(tagged).enqueueText('Again.');
    const result = await session.ask({ text: 'How many?' });
    expect(result.answer).toBe('It is **3**.');
    await session.ask({ text: 'Sure?' });
    expect(model.lastRequest.messages[2]?.content).toBe(tagged);
    expect(store.transcript).toContain(JSON.stringify(tagged));
    expect([...store.texts.values()][0]).toContain(tagged);
  });

  it("R46 follow the seed's flow: 5 messages after turn 1, 8 after turn 2", async () => {
    const { model, kernel, session } = new SessionHarness();
    kernel.helper.set('profile_file', { rows: 3 });
    kernel.enqueueText('done');
    kernel.enqueueText('done');
    model
      .enqueueCalls(
        [
          { name: 'dataset_info', args: { path: 'a.csv' } },
          { name: 'execute_python', args: { code: 'x = 1' } }
        ],
        { text: '<solution>Both at once.</solution>' }
      )
      .enqueueCall(
        'execute_python',
        { code: 'x' },
        { text: '<solution>And again.</solution>' }
      );
    await session.ask({ text: 'Analyze the data and plot distributions' });
    expect(
      historyMessages(session.entries).map(message => message.role)
    ).toEqual(['system', 'user', 'assistant', 'tool', 'tool']);
    await session.ask({ text: 'Now train a model' });
    expect(historyMessages(session.entries)).toHaveLength(8);
    expect(model.pending).toBe(0);
  });

  it('R47 keep the history and land new messages even when a reply brings fewer than before', async () => {
    const harness = new SessionHarness();
    harness.model.enqueueText('First.').enqueueText('Second.');
    await harness.session.ask({ text: 'one' });
    const before = historyMessages(harness.session.entries);
    // Another tab's view of the transcript was shorter; nothing here is counted, everything goes by id.
    harness.store.foreignEntries.emit([harness.session.entries[0]!]);
    await harness.session.ask({ text: 'two' });
    const after = historyMessages(harness.session.entries);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 2);
  });

  it('R49 R58 keep code, text and figures of tool messages in later turns', async () => {
    const { model } = await threeTurns();
    const { messages } = model.lastRequest;
    const figures = messages.find(message => Array.isArray(message.content));
    expect(messages[2]?.tool_calls?.[0]?.function.arguments).toContain(
      'df = load()'
    );
    expect(messages[3]?.content).toBe('region total');
    expect(figures?.role).toBe('user');
    expect(figures?.content).toContainEqual({
      type: 'image_url',
      image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' }
    });
  });

  it('R63 R18 are the very same after a reload: no byte of the history differs', async () => {
    const first = await threeTurns();
    const again = first.reopened();
    again.store.blobs.set('outputs/1.png', 'iVBORw0KGgo=');
    first.model.enqueueText('Live on.');
    again.model.enqueueText('Live on.');
    await first.session.ask({ text: 'And now?' });
    await again.session.ask({ text: 'And now?' });
    const live = sent(first.model.bodies.at(-1)!);
    const reloaded = sent(again.model.bodies.at(-1)!);
    // Only the last message may differ: a new page tells the whole context again.
    expect(reloaded.slice(0, -1)).toEqual(live.slice(0, -1));
  });

  it('R55 give the model what it needs to compare with an earlier score', async () => {
    const { model, kernel, session } = new SessionHarness();
    kernel.enqueueText('features: age, income\naccuracy 0.82');
    kernel.enqueueText('accuracy 0.89');
    model
      .enqueueCall('execute_python', {
        code: 'baseline = fit(LogisticRegression())'
      })
      .enqueueText('The baseline reaches 0.82 with age and income.')
      .enqueue(request => {
        const text = JSON.stringify(request.messages);
        expect(text).toContain('accuracy 0.82');
        expect(text).toContain('features: age, income');
        return {
          chunks: [
            {
              choices: [
                {
                  delta: {
                    content: 'Trying.',
                    tool_calls: [
                      {
                        index: 0,
                        id: 'rf',
                        function: {
                          name: 'execute_python',
                          arguments: '{"code":"fit(forest)"}'
                        }
                      }
                    ]
                  },
                  finish_reason: 'tool_calls'
                }
              ]
            }
          ]
        };
      })
      .enqueueText(
        'Random forest (0.89) outperforms logistic regression (0.82).'
      );
    await session.ask({ text: 'Train a baseline logistic regression model' });
    const result = await session.ask({
      text: 'Now try a random forest with the same features'
    });
    expect(result.answer).toContain('0.89');
    model.enqueue(request => {
      const text = JSON.stringify(request.messages);
      for (const known of ['fit(forest)', '0.89', 'age, income']) {
        expect(text).toContain(known);
      }
      return {
        chunks: [
          { choices: [{ delta: { content: 'Tuned.' }, finish_reason: 'stop' }] }
        ]
      };
    });
    expect((await session.ask({ text: 'Tune it' })).answer).toBe('Tuned.');
  });
});
