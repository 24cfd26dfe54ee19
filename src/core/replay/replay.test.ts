import { describe, expect, it } from 'vitest';
import type { TurnResult } from '../agent/session-types';
import { messageText } from '../llm/chat-message';
import {
  AgentNotebook,
  sameAgain,
  THREE_CELLS,
  threeCells
} from '../../testing/agent-notebook';
import type { SessionHarness } from '../../testing/session-harness';

/** What is shown, but for when calls began, which only those who watched know. */
const shown = ({ session }: SessionHarness): unknown =>
  JSON.parse(
    JSON.stringify(session.conversation.turns, (key, value: unknown) =>
      key === 'startedAt' ? undefined : value
    )
  );

const outcome = ({ replayed, requests, answer, outcome: how }: TurnResult) => [
  how,
  replayed,
  requests,
  answer
];

describe('a notebook that is run again', () => {
  it('shows the recorded turns without a model request, and runs their code', async () => {
    const notebook = threeCells();
    const { harness } = notebook;
    expect((await notebook.runAll()).map(outcome)).toEqual([
      ['answered', null, 2, 'The total is 42.'],
      ['answered', null, 2, 'Here is the plot.'],
      ['answered', null, 1, 'All done.']
    ]);
    const requests = harness.model.requests.length;
    sameAgain(notebook);
    expect((await notebook.runAll()).map(outcome)).toEqual([
      ['answered', 1, 0, 'The total is 42.'],
      ['answered', 2, 0, 'Here is the plot.'],
      ['answered', 3, 0, 'All done.']
    ]);
    expect(harness.model.requests).toHaveLength(requests);
    expect(harness.kernel.executed.slice(2)).toEqual([
      'total = 42; print(total)',
      'plot(total)'
    ]);
    const turns = harness.session.conversation.turns;
    expect(turns.map(turn => turn.replays)).toEqual([
      null,
      null,
      null,
      1,
      2,
      3
    ]);
    expect(turns[4]?.blocks).toMatchObject([
      { kind: 'tool', code: 'plot(total)', state: 'ok', outputs: [{}] },
      { kind: 'text', segments: [{ text: 'Here is the plot.' }] }
    ]);
  });

  it('is replayed in a page that was loaded anew, after the kernel was restarted', async () => {
    const first = threeCells();
    await first.runAll();
    const second = new AgentNotebook(first.harness.reopened(), THREE_CELLS);
    sameAgain(second);
    expect((await second.runAll('only')).map(outcome)).toEqual([
      ['answered', 1, 0, 'The total is 42.'],
      ['answered', 2, 0, 'Here is the plot.'],
      ['answered', 3, 0, 'All done.']
    ]);
    const third = second.harness.reopened({ idPrefix: 'third' });
    await third.session.load();
    expect(shown(third)).toEqual(shown(second.harness));
  });

  it('does not send the model what it was sent before: the history grows by the next prompt alone', async () => {
    const notebook = threeCells();
    const { harness } = notebook;
    await notebook.runAll();
    const before = harness.model.lastRequest.messages;
    sameAgain(notebook);
    await notebook.runAll();
    harness.model.enqueueText('Yes.');
    await harness.session.ask({ text: 'And now?' });
    const { messages } = harness.model.lastRequest;
    expect(messages.slice(0, before.length)).toEqual(before);
    expect(messages).toHaveLength(before.length + 2);
    expect(messages.slice(-1).map(messageText).join('')).toContain(
      'Run again since then, with the same results as before: the code of turns 1, 2, 3.'
    );
  });

  it('the session log tells of it', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    sameAgain(notebook);
    await notebook.runAll();
    const log = [...notebook.harness.store.texts.values()].at(-1);
    expect(log?.match(/Type: ASSISTANT \(replayed\)/g)).toHaveLength(5);
    expect(log?.match(/Type: ASSISTANT$/gm)).toHaveLength(5);
  });

  it('one cell alone is replayed, too', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    notebook.harness.kernel.enqueueFigure('cGxvdA==');
    expect(outcome(await notebook.run('two'))).toEqual([
      'answered',
      2,
      0,
      'Here is the plot.'
    ]);
  });

  it('a replay of a replay stands for the recorded turn', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    for (let time = 0; time < 3; time += 1) {
      sameAgain(notebook);
      expect((await notebook.runAll()).map(({ replayed }) => replayed)).toEqual(
        [1, 2, 3]
      );
    }
  });

  it('needs no leave for what was allowed when it was recorded, and asks for nothing', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    notebook.harness.mode = 'ask';
    sameAgain(notebook);
    await notebook.runAll('only');
    expect(
      notebook.harness.entriesOf('approval').map(entry => entry.outcome)
    ).toEqual(['auto', 'auto', 'recorded', 'recorded']);
  });
});

describe('a model is asked instead', () => {
  async function fresh(
    change: (notebook: AgentNotebook) => void | Promise<void>,
    cell = 'one'
  ): Promise<{ result: TurnResult; notices: string[] }> {
    const notebook = threeCells();
    await notebook.runAll();
    await change(notebook);
    const seen = notebook.harness.entriesOf('notice').length;
    notebook.harness.model.enqueueText('Fresh.');
    const result = await notebook.run(cell);
    return {
      result,
      notices: notebook.harness
        .entriesOf('notice')
        .slice(seen)
        .map(entry => entry.text)
        .filter(text => text.startsWith('Not replayed'))
    };
  }

  it('when the prompt is another: without a word', async () => {
    const { result, notices } = await fresh(({ cells }) => {
      cells.splice(0, 1, {
        ...THREE_CELLS[0],
        id: 'one',
        text: 'Load it anew'
      });
    });
    expect(outcome(result)).toEqual(['answered', null, 1, 'Fresh.']);
    expect(notices).toEqual([]);
  });

  it('when a data file has changed', async () => {
    const { result, notices } = await fresh(({ harness }) => {
      harness.disk.write('sales.csv', 'a\n2\n');
    });
    expect(outcome(result)).toEqual(['answered', null, 1, 'Fresh.']);
    expect(notices).toEqual([
      'Not replayed: sales.csv has changed since turn 1. The model is asked.'
    ]);
  });

  it('when a data file of an earlier phase has changed', async () => {
    const { notices } = await fresh(({ harness }) => {
      harness.disk.write('sales.csv', 'a\n2\n');
    }, 'three');
    expect(notices).toEqual([
      'Not replayed: sales.csv has changed since turn 3. The model is asked.'
    ]);
  });

  it('when the turn before it was answered anew', async () => {
    const { notices } = await fresh(async notebook => {
      notebook.harness.model.enqueueText('Other.');
      await notebook.run('one', 'never');
    }, 'two');
    expect(notices).toEqual([
      'Not replayed: turn 2 came after another turn than it would now. The model is asked.'
    ]);
  });

  it('when something was asked in between', async () => {
    const { notices } = await fresh(async ({ harness }) => {
      harness.model.enqueueText('Yes.');
      await harness.session.ask({ text: 'In euros from now on' });
    }, 'two');
    expect(notices).toEqual([
      'Not replayed: something was asked in between. The model is asked.'
    ]);
  });

  it('when its code gives something else', async () => {
    const { result, notices } = await fresh(({ harness }) => {
      harness.kernel.enqueueText('43\n');
    });
    expect(outcome(result)).toEqual(['answered', null, 1, 'Fresh.']);
    expect(notices).toEqual([
      'Not replayed: turn 1 was run again, and in call 1 of step 1 output 1 is another. The model is asked.'
    ]);
  });

  it('when its figure is another', async () => {
    const { notices } = await fresh(({ harness }) => {
      harness.kernel.enqueueFigure('b3RoZXI=');
    }, 'two');
    expect(notices[0]).toContain('output 1 is another');
  });

  it('when its code fails', async () => {
    const { notices } = await fresh(({ harness }) => {
      harness.kernel.enqueue(
        [
          {
            output_type: 'error',
            ename: 'NameError',
            evalue: "name 'plot' is not defined",
            traceback: []
          }
        ],
        'error'
      );
    }, 'two');
    expect(notices[0]).toContain(
      "it raised NameError: name 'plot' is not defined"
    );
  });

  it('with --fresh', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    notebook.harness.model.enqueueText('Fresh.');
    expect(outcome(await notebook.run('one', 'never'))).toEqual([
      'answered',
      null,
      1,
      'Fresh.'
    ]);
  });

  it('after a reset, since the model would not know what was replayed', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    await notebook.harness.session.reset();
    notebook.harness.model.enqueueText('Fresh.');
    expect((await notebook.run('one')).replayed).toBeNull();
  });
});

describe('--replay-only', () => {
  it('fails with the reason when nothing fits, and sends no request', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    const requests = notebook.harness.model.requests.length;
    notebook.harness.disk.write('sales.csv', 'a\n2\n');
    const result = await notebook.run('one', 'only');
    expect(result.outcome).toBe('failed');
    expect(result.error).toMatchObject({
      code: 'replay-impossible',
      message:
        'No recorded turn could be replayed: sales.csv has changed since turn 1.'
    });
    expect(notebook.harness.model.requests).toHaveLength(requests);
  });

  it('fails when the code gives something else', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    notebook.harness.kernel.enqueueText('43\n');
    const result = await notebook.run('one', 'only');
    expect(result.error?.code).toBe('replay-impossible');
  });

  it('runs no code that nobody allowed, whatever the transcript says it gave', async () => {
    const notebook = threeCells();
    await notebook.runAll();
    const { store } = notebook.harness;
    store.transcript = store.transcript
      .split('\n')
      .filter(line => !line.includes('"kind":"approval"'))
      .join('\n');
    const other = new AgentNotebook(notebook.harness.reopened(), THREE_CELLS);
    const result = await other.run('one', 'only');
    expect(result.error?.message).toContain(
      'the transcript does not say that the code of turn 1 was allowed'
    );
    expect(other.harness.kernel.executed).toEqual([]);
  });
});
