import { describe, expect, it } from 'vitest';
import { messageText } from '../llm/chat-message';
import {
  AgentNotebook,
  sameAgain,
  threeCells
} from '../../testing/agent-notebook';
import { SessionHarness } from '../../testing/session-harness';

describe('a replay that gives something else', () => {
  it('is shown before what the model says then, and as it is after a reload', async () => {
    const harness = new SessionHarness();
    harness.model
      .enqueueCall('execute_python', { code: 'a' }, { text: 'First I look.' })
      .enqueueCall('execute_python', { code: 'b' }, { text: 'Then I count.' })
      .enqueueText('It is 1.');
    harness.kernel.enqueueText('a\n');
    harness.kernel.enqueueText('1\n');
    const notebook = new AgentNotebook(harness, [{ id: 'one', text: 'Count' }]);
    await notebook.runAll();
    harness.kernel.enqueueText('a\n');
    harness.kernel.enqueueText('2\n');
    harness.model.enqueueText('It is 2.');
    await notebook.runAll();
    const said = (of: SessionHarness) =>
      of.session.conversation.turns[1]?.blocks.map(block =>
        block.kind === 'text'
          ? block.segments.map(({ text }) => text).join('')
          : block.kind
      );
    expect(said(harness)).toEqual([
      'First I look.',
      'tool',
      'Then I count.',
      'tool',
      'notice',
      'It is 2.'
    ]);
    const reloaded = harness.reopened();
    await reloaded.session.load();
    expect(said(reloaded)).toEqual(said(harness));
  });
});

describe('what never runs without leave', () => {
  it('a deck whose transcript does not say that it was allowed', async () => {
    const harness = new SessionHarness();
    const outline = {
      path: 'deck.pptx',
      slides: [{ kind: 'title', title: '{total}' }]
    };
    const built = {
      path: 'deck.pptx',
      slides: 1,
      charts: 0,
      size: 1,
      sha256: 'a'.repeat(64),
      kept: null,
      unchanged: false,
      numbers: [],
      more_numbers: 0,
      notes: []
    };
    harness.kernel.helper.set('build_report', built);
    harness.model
      .enqueueCall('build_report', outline)
      .enqueueText('The deck is there.');
    const cells = [{ id: 'one', text: 'Build it' }];
    await new AgentNotebook(harness, cells).runAll();
    harness.store.transcript = harness.store.transcript
      .split('\n')
      .filter(line => !line.includes('"kind":"approval"'))
      .join('\n');
    const other = harness.reopened({ mode: 'ask' });
    other.kernel.helper.set('build_report', built);
    const result = await new AgentNotebook(other, cells).run('one', 'only');
    expect(result.error?.message).toContain(
      'the transcript does not say that the code of turn 1 was allowed'
    );
    expect(other.kernel.helperCalls.map(({ name }) => name)).not.toContain(
      'build_report'
    );
  });
});

describe('two tabs that began a turn in the same moment', () => {
  it('the prompt that was withdrawn is not answered with what the other one got', async () => {
    const notebook = threeCells();
    const { harness } = notebook;
    await notebook.run('one');
    const base = { v: 1, ts: '2026-01-01T00:00:00.000Z', turn: 1 };
    const lost = { ...base, kind: 'turn', client: 'there' };
    harness.store.transcript += [
      {
        ...lost,
        id: 'x1',
        state: 'started',
        prompt: 'Delete it',
        cell: { id: 'lost', after: null }
      },
      { ...lost, id: 'x2', state: 'withdrawn' }
    ]
      .map(entry => `${JSON.stringify(entry)}\n`)
      .join('');
    const again = harness.reopened();
    again.model.enqueueText('Deleted.');
    const cells = [{ id: 'lost', text: 'Delete it' }];
    const result = await new AgentNotebook(again, cells).run('lost');
    expect([result.replayed, result.answer]).toEqual([null, 'Deleted.']);
  });

  it('a prompt that was withdrawn is nothing that was asked in between', async () => {
    const notebook = threeCells();
    const { harness } = notebook;
    await notebook.runAll();
    const base = { v: 1, ts: '2026-01-01T00:00:00.000Z', turn: 2 };
    const lost = { ...base, kind: 'turn', client: 'there' };
    harness.store.transcript += [
      { ...lost, id: 'x1', state: 'started', prompt: 'Delete it' },
      { ...lost, id: 'x2', state: 'withdrawn' }
    ]
      .map(entry => `${JSON.stringify(entry)}\n`)
      .join('');
    const again = new AgentNotebook(harness.reopened(), notebook.cells);
    sameAgain(again);
    expect(
      (await again.runAll('only')).map(({ replayed }) => replayed)
    ).toEqual([1, 2, 3]);
  });
});

describe('code that was refused', () => {
  async function refused(): Promise<AgentNotebook> {
    const harness = new SessionHarness({ mode: 'ask' });
    const { session, model } = harness;
    session.approvalsChanged.subscribe(requests =>
      requests.forEach(({ id }) => session.decide(id, { outcome: 'reject' }))
    );
    model
      .enqueueCall('execute_python', { code: 'x' })
      .enqueueText('I may not run it.');
    const notebook = new AgentNotebook(harness, [{ id: 'one', text: 'Run' }]);
    expect((await notebook.run('one')).refused).toBe(true);
    return notebook;
  }

  it('counts as refused when the turn is replayed, too', async () => {
    const notebook = await refused();
    const { replayed, refused: again } = await notebook.run('one');
    expect([replayed, again]).toEqual([1, true]);
    expect(notebook.harness.kernel.executed).toEqual([]);
  });

  it('is asked for anew once code may run', async () => {
    const notebook = await refused();
    const { harness } = notebook;
    harness.mode = 'auto';
    harness.model
      .enqueueCall('execute_python', { code: 'x' })
      .enqueueText('It is 1.');
    harness.kernel.enqueueText('1');
    const { replayed, answer } = await notebook.run('one');
    expect([replayed, answer]).toEqual([null, 'It is 1.']);
    expect(harness.entriesOf('notice').map(({ text }) => text)).toEqual([
      'Not replayed: code that may run now was refused in turn 1. The model is asked.'
    ]);
  });
});

it('a restart is told to the next model, though a replay came in between', async () => {
  const notebook = threeCells();
  const { harness } = notebook;
  await notebook.runAll();
  harness.kernel.setState({ epoch: 2 });
  sameAgain(notebook);
  await notebook.run('one');
  harness.model.enqueueText('Yes.');
  await harness.session.ask({ text: 'And now?' });
  const told = messageText(
    harness.model.lastRequest.messages.at(-1) ?? { role: 'user', content: '' }
  );
  expect(told).toContain('The kernel was restarted since the last turn');
  expect(told).toContain('Run again since then');
});

it('nothing is replayed on data files that could not be looked at', async () => {
  const notebook = threeCells();
  const { harness } = notebook;
  await notebook.runAll();
  const { kernel, clock } = harness;
  kernel.helperFunctions.set('file_status', () => {
    setTimeout(() => {
      clock.advance(20_000);
      clock.tick();
    });
    return new Promise(() => undefined);
  });
  const result = await notebook.run('one', 'only');
  expect(result.error?.message).toBe(
    'No recorded turn could be replayed: whether data files are as in turn 1 could not be checked, the kernel does not answer.'
  );
});

it('waits for a kernel that is busy or starts, since it needs it to run the code', async () => {
  const notebook = threeCells();
  const { harness } = notebook;
  await notebook.runAll();
  const { kernel, clock } = harness;
  const answer = kernel.helperFunctions.get('file_status');
  kernel.helperFunctions.set('file_status', () => {
    kernel.helperFunctions.set('file_status', args => answer?.(args));
    kernel.setState({ status: 'busy' });
    setTimeout(() => {
      clock.advance(20_000);
      clock.tick();
      setTimeout(() => kernel.setState({ status: 'idle' }));
    });
    return new Promise(() => undefined);
  });
  const kept = kernel.executed.length;
  kernel.enqueueText('42\n');
  const result = await notebook.run('one', 'only');
  expect(result.replayed).toBe(1);
  expect(kernel.executed.length).toBe(kept + 1);
});
