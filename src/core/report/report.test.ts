import { describe, expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';
import { messageText } from '../llm/chat-message';
import type { ReportNumber } from './outline';
import { outlineExpressions } from './outline-expressions';
import { changedNumbers } from './refresh-reports';

const OUTLINE = {
  path: 'sales.pptx',
  slides: [
    { kind: 'title', title: 'Sales {year}' },
    {
      kind: 'metrics',
      title: 'Overview',
      metrics: [{ label: 'Total', value: '{total:,.0f} USD' }]
    },
    {
      kind: 'chart',
      title: 'By region',
      chart: { type: 'bar', data: 'by_region' },
      bullets: ['{{not}} {by_region.idxmax()} leads']
    }
  ]
};

function built(total: string, more: Record<string, unknown> = {}) {
  const numbers: ReportNumber[] = [
    { slide: 2, where: 'metric Total', expression: 'total', text: total },
    { slide: 3, where: 'chart North', expression: 'by_region', text: '10' }
  ];
  return {
    path: 'sales.pptx',
    slides: 3,
    charts: 1,
    size: 30_000,
    sha256: `${total.length}abcdef0123456789`,
    kept: null,
    unchanged: false,
    numbers,
    more_numbers: 0,
    notes: [],
    ...more
  };
}

/** A session that has built a deck, and what the helper was called with. */
async function withDeck() {
  const harness = new SessionHarness();
  harness.disk.write('sales.csv', 'a\n1\n');
  const asked: Record<string, unknown>[] = [];
  const replies: unknown[] = [built('100 USD')];
  harness.kernel.helperFunctions.set('build_report', args => {
    asked.push(args);
    const reply = replies.shift();
    if (reply instanceof Error) {
      throw reply;
    }
    return reply;
  });
  harness.model
    .enqueueCall('execute_python', { code: 'total = 100' })
    .enqueueCall('build_report', OUTLINE)
    .enqueueText('The deck is there.');
  harness.kernel.enqueueText('');
  await harness.session.ask({ text: 'Report', files: ['sales.csv'] });
  return { harness, asked, replies };
}

describe('build_report', () => {
  it('hands outline, code and files to the kernel, keeps the deck in the transcript and tells the model', async () => {
    const { harness, asked } = await withDeck();
    expect(asked).toMatchObject([
      {
        outline: OUTLINE,
        sources: [{ turn: 1, code: 'total = 100' }],
        files: [{ path: 'sales.csv', sha256: expect.any(String) }]
      }
    ]);
    expect(harness.entriesOf('report')).toMatchObject([
      { turn: 1, path: 'sales.pptx', slides: 3, charts: 1, outline: OUTLINE }
    ]);
    const result = harness.model.lastRequest.messages.at(-1);
    expect(result && messageText(result)).toBe(
      'Wrote sales.pptx: 3 slides, 1 native chart, 2 evaluated values; it was read back and checked (sha256 7abcdef01234).'
    );
    expect(harness.session.conversation.turns[0]?.blocks).toContainEqual(
      expect.objectContaining({
        kind: 'artifact',
        path: 'sales.pptx',
        report: { slides: 3, charts: 1 }
      })
    );
  });

  it('shows whoever gives leave what is evaluated, and writes nothing without it', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.model
      .enqueueCall('build_report', OUTLINE)
      .enqueueText('As you like.');
    const codes: string[] = [];
    harness.session.approvalsChanged.subscribe(requests =>
      requests.forEach(({ id, code }) => {
        codes.push(code);
        harness.session.decide(id, { outcome: 'reject' });
      })
    );
    const result = await harness.session.ask({ text: 'Report' });
    expect(codes).toEqual([
      [
        '# Writes sales.pptx (3 slides) and evaluates:',
        'year',
        'total:,.0f',
        'by_region.idxmax()',
        'by_region'
      ].join('\n')
    ]);
    expect(result.refused).toBe(true);
    expect(harness.kernel.helperCalls.map(({ name }) => name)).not.toContain(
      'build_report'
    );
  });

  it('shows all of it, however much that is', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.model
      .enqueueCall('build_report', {
        path: 'a.pptx',
        slides: [
          {
            kind: 'bullets',
            title: 'x',
            bullets: Array.from({ length: 300 }, (_, index) => `{f(${index})}`)
          }
        ]
      })
      .enqueueText('As you like.');
    const codes: string[] = [];
    harness.session.approvalsChanged.subscribe(requests =>
      requests.forEach(({ id, code }) => {
        codes.push(code);
        harness.session.decide(id, { outcome: 'reject' });
      })
    );
    await harness.session.ask({ text: 'Report' });
    expect(codes[0]?.split('\n').at(-1)).toBe('f(299)');
  });

  it('what is wrong with an outline goes back to the model', async () => {
    const harness = new SessionHarness();
    harness.kernel.helperFunctions.set('build_report', () => {
      throw new AgentError('kernel-helper-failed', 'Slide 3: no such frame.');
    });
    harness.model
      .enqueueCall('build_report', { path: 'a.pptx', slides: [] })
      .enqueueCall('build_report', OUTLINE)
      .enqueueText('Sorry.');
    await harness.session.ask({ text: 'Report' });
    const results = harness.model.lastRequest.messages
      .filter(({ role }) => role === 'tool')
      .map(messageText);
    expect(results[0]).toContain('The arguments of build_report are wrong');
    expect(results[1]).toBe('No deck was written. Slide 3: no such frame.');
  });

  it('a field that there is not is told, so that nothing is missing on a slide', async () => {
    const harness = new SessionHarness();
    harness.model
      .enqueueCall('build_report', {
        path: 'a.pptx',
        slides: [{ kind: 'bullets', title: 'A', bullet: ['lost'] }]
      })
      .enqueueText('Sorry.');
    await harness.session.ask({ text: 'Report' });
    const result = harness.model.lastRequest.messages.at(-1);
    expect(result && messageText(result)).toContain(
      'Unrecognized key: "bullet"'
    );
  });
});

describe('refreshing a deck', () => {
  it('evaluates the outline anew and lists every number that changed', async () => {
    const { harness, asked, replies } = await withDeck();
    replies.push(built('120 USD', { kept: 'sales.v1.pptx' }));
    expect(await harness.session.refreshReports()).toBe(
      [
        '**sales.pptx** was written anew: 1 number changed.',
        'The earlier deck is kept as sales.v1.pptx.',
        '',
        '| slide | what | was | is |',
        '| ---: | --- | ---: | ---: |',
        '| 2 | metric Total | 100 USD | 120 USD |'
      ].join('\n')
    );
    expect(asked[1]).toEqual(asked[0]);
    // The data are what they were: no code had to be run again.
    expect(harness.kernel.executed).toEqual(['total = 100']);
    replies.push(built('120 USD'));
    expect(await harness.session.refreshReports('./sales.pptx')).toBe(
      '**sales.pptx** was evaluated again: no number changed.'
    );
  });

  it('runs the code of the turns again first when a data file has changed', async () => {
    const { harness, replies } = await withDeck();
    harness.disk.write('sales.csv', 'a\n2\n');
    harness.kernel.enqueueText('');
    replies.push(built('200 USD'));
    const told = await harness.session.refreshReports();
    expect(told).toContain(
      'sales.csv changed: the code of the turns was run again.'
    );
    expect(told).toContain('| 2 | metric Total | 100 USD | 200 USD |');
    expect(harness.kernel.executed).toEqual(['total = 100', 'total = 100']);
  });

  it('runs it again when variables are gone, once', async () => {
    const { harness, replies } = await withDeck();
    const gone = new AgentError(
      'kernel-helper-failed',
      "Slide 2: NameError: name 'total' is not defined"
    );
    replies.push(gone, built('100 USD'));
    harness.kernel.enqueueText('');
    expect(await harness.session.refreshReports()).toContain(
      'no number changed'
    );
    replies.push(gone, gone);
    harness.kernel.enqueueText('');
    await expect(harness.session.refreshReports()).rejects.toMatchObject({
      code: 'report-failed'
    });
  });

  it('leaves the deck as it is when the code fails with the new data', async () => {
    const { harness, asked } = await withDeck();
    harness.disk.write('sales.csv', 'b\n2\n');
    harness.kernel.enqueue(
      [
        {
          output_type: 'error',
          ename: 'KeyError',
          evalue: "'a'",
          traceback: []
        }
      ],
      'error'
    );
    await expect(harness.session.refreshReports()).rejects.toMatchObject({
      code: 'report-failed',
      message:
        "The code of turn 1 fails with the data as it is now: KeyError: 'a'"
    });
    expect(asked).toHaveLength(1);
  });

  it('says which decks there are when there is none of that name', async () => {
    const { harness } = await withDeck();
    await expect(
      harness.session.refreshReports('other.pptx')
    ).rejects.toMatchObject({ advice: 'There is sales.pptx.' });
    await expect(
      new SessionHarness().session.refreshReports()
    ).rejects.toMatchObject({
      message: 'There is no deck to refresh: none was built in this run.'
    });
  });

  it('waits for the running turn, and lets the next prompt wait', async () => {
    const { harness, replies } = await withDeck();
    replies.push(built('1 USD'));
    harness.model.enqueueText('One.').enqueueText('Two.');
    const order: string[] = [];
    await Promise.all([
      harness.session.ask({ text: 'a' }).then(() => order.push('a')),
      harness.session.refreshReports().then(() => order.push('refresh')),
      harness.session.ask({ text: 'b' }).then(() => order.push('b'))
    ]);
    expect(order).toContain('refresh');
    expect(harness.session.status.phase).toBe('idle');
  });
});

it('finds each expression once, with nested braces and formats', () => {
  expect(
    outlineExpressions({
      path: 'a.pptx',
      slides: [
        {
          kind: 'bullets',
          title: "{ {'a': 1}['a'] } and {x!r:>{width}}",
          bullets: [{ text: '{x}' }, '{{x}}', '{x}']
        }
      ]
    })
  ).toEqual(["{'a': 1}['a']", 'x!r:>{width}', 'x']);
});

it('finds those in the path of a picture', () => {
  expect(
    outlineExpressions({
      path: 'a.pptx',
      slides: [
        { kind: 'figure', title: 'x', figure: { path: '{hidden()}.png' } }
      ]
    })
  ).toEqual(['hidden()']);
});

it.each([
  "{d['}']} {hidden()}",
  "{'{'} {hidden()}",
  'a } b {hidden()}',
  '{{{hidden()}}}{',
  '{ unclosed'
])('shows a text whole when its braces may mean something else: %s', text => {
  const all = outlineExpressions({
    path: 'a.pptx',
    slides: [{ kind: 'title', title: text }]
  });
  expect(all).toEqual([text]);
});

it('tells values in the same place apart, and those that came or went', () => {
  const value = (where: string, text: string): ReportNumber => ({
    slide: 1,
    where,
    expression: 'x',
    text
  });
  expect(
    changedNumbers(
      [value('table A', '1'), value('table A', '2'), value('table B', '3')],
      [value('table A', '1'), value('table A', '4'), value('table C', '5')]
    )
  ).toEqual([
    { slide: 1, where: 'table A', was: '2', is: '4' },
    { slide: 1, where: 'table C', was: null, is: '5' },
    { slide: 1, where: 'table B', was: '3', is: null }
  ]);
});
