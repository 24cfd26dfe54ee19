import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../testing/cell-harness';
import { shown, step, text, turn } from '../../testing/turns';
import type { Turn } from '../transcript/conversation-types';
import { TEXT_MIME_TYPE, TURN_MIME_TYPE } from './cell';
import { turnOutputs } from './turn-outputs';

describe('the header', () => {
  it('is data for who can draw it, and a line for everybody else', () => {
    const [header] = turnOutputs(
      turn([], {
        phase: 'Phase 1',
        usage: {
          prompt_tokens: 1200,
          completion_tokens: 34,
          total_tokens: null,
          prompt_tokens_details: { cached_tokens: 7 }
        }
      }),
      'sales_2024'
    );
    expect(header).toEqual({
      output_type: 'display_data',
      metadata: {},
      data: {
        [TURN_MIME_TYPE]: {
          version: 1,
          session: 'sales_2024',
          turn: 3,
          state: 'answered',
          model: 'gpt-x',
          phase: 'Phase 1',
          replays: null,
          milliseconds: 12_000,
          usage: { prompt_tokens: 1200, completion_tokens: 34 }
        },
        'text/markdown':
          '*Agent · session sales\\_2024 · turn 3 · Phase 1 · gpt-x · 12 s · 1,234 tokens*',
        'text/plain':
          'Agent · session sales_2024 · turn 3 · Phase 1 · gpt-x · 12 s · 1,234 tokens'
      }
    });
  });

  it.each<[Partial<Turn>, string]>([
    [{}, '*Agent · turn 3 · gpt-x · 12 s*'],
    [
      { state: 'running', milliseconds: null },
      '*Agent · turn 3 · gpt-x · running*'
    ],
    [{ replays: 1 }, '*Agent · turn 3 · replayed from turn 1 · 12 s*'],
    [{ state: 'failed' }, '*Agent · turn 3 · gpt-x · failed · 12 s*'],
    [{ model: '', milliseconds: 125_000 }, '*Agent · turn 3 · 2 min 05 s*']
  ])('%j', (fields, expected) =>
    expect(markdownOf(turnOutputs(turn([], fields), 'main'))[0]).toBe(expected)
  );
});

describe('text', () => {
  it('is Markdown without tags and thoughts, marked as not to be trusted', () => {
    const outputs = turnOutputs(
      turn([
        text(
          ['reasoning', 'r'],
          ['think', 't'],
          ['plan', '1. plot'],
          ['text', 'Then'],
          ['solution', '**42**']
        )
      ]),
      'main'
    );
    expect(outputs[1]).toEqual({
      output_type: 'display_data',
      data: {
        [TEXT_MIME_TYPE]: { version: 1 },
        'text/markdown': '1. plot\n\nThen\n\n**42**',
        'text/plain': '1. plot\n\nThen\n\n**42**'
      },
      metadata: {}
    });
    expect(shown([text(['think', 'only thoughts'])])).toEqual([]);
  });
});

describe('lines', () => {
  it('on files', () => {
    expect(
      shown([
        {
          kind: 'files',
          id: 'f',
          files: [
            { path: 'a_b.csv', state: 'profiled', rows: 1200, columns: 3 },
            { path: 'b.csv', state: 'unchanged', since: 1 },
            { path: 'c.csv', state: 'taken-over' },
            { path: 'd.csv', state: 'changed', rows: 1, columns: 1 },
            { path: 'e.csv', state: 'partial', reason: 'it is *big*' },
            {
              path: 'f.csv',
              state: 'failed',
              reason: 'There is no file f.csv.'
            },
            { path: 'g.csv', state: 'gone' },
            { path: 'h.csv', state: 'opened' }
          ]
        }
      ])
    ).toEqual([
      '→ Reusing context for 2 file(s): b.csv, c.csv',
      [
        '*Read a\\_b.csv (1,200 rows, 3 columns)*',
        '*Read d.csv again, which changed (1 row, 1 column)*',
        '*Read a part of e.csv: it is \\*big\\**',
        '⚠ f.csv could not be read: There is no file f.csv.',
        '⚠ g.csv is no longer there',
        '*Opened h.csv again to verify*'
      ].join('  \n')
    ]);
  });

  it('on a finding where the call is that noted it, once', () => {
    const noted = step({
      id: 'call_7',
      name: 'note_finding',
      code: null,
      argumentsText: '{"name":"total [USD]","value":"5"}'
    });
    expect(
      shown([
        noted,
        {
          kind: 'finding',
          id: 'a',
          name: 'total [USD]',
          value: '5',
          unit: null,
          source: { call: 'call_7' }
        }
      ])
    ).toEqual(['📌 **total &#91;USD&#93;** = 5']);
  });

  it('on findings, files that were written, and notices', () => {
    expect(
      shown([
        {
          kind: 'finding',
          id: 'a',
          name: 'growth_rate',
          value: '42.5%',
          unit: 'p.a.',
          source: {}
        },
        {
          kind: 'artifact',
          id: 'b',
          path: 'out/my deck (1).pptx',
          size: 51_200,
          report: { slides: 6, charts: 1 }
        },
        { kind: 'artifact', id: 'c', path: 'a.png', size: null, report: null },
        {
          kind: 'notice',
          id: 'd',
          level: 'warning',
          text: 'The *kernel* died.'
        }
      ])
    ).toEqual([
      '📌 **growth\\_rate** = 42.5% p.a.',
      '💾 [out/my deck (1).pptx](out/my%20deck%20%281%29.pptx) (6 slides, 1 chart, 51.2 KB)',
      '💾 [a.png](a.png)',
      '*⚠ The \\*kernel\\* died.*'
    ]);
  });
});

describe('the end', () => {
  it('R28 of a phase', () => {
    expect(shown([], { phase: '1' })).toEqual(['✓ Phase 1 complete']);
    expect(shown([], { phase: 'Phase 2' })).toEqual(['✓ Phase 2 complete']);
    expect(shown([], { phase: '1', state: 'running' })).toEqual([]);
  });

  it.each<[Partial<Turn>, string]>([
    [
      {
        state: 'failed',
        error: { code: 'kernel-died', message: 'It died.', advice: 'Restart.' }
      },
      'KernelDied: It died. Restart.'
    ],
    [
      {
        state: 'failed',
        error: { code: 'of-a-newer-version', message: 'Oh.' }
      },
      'Internal: Oh.'
    ],
    [{ state: 'failed' }, 'Internal: The turn failed.'],
    [{ state: 'stopped' }, 'Stopped: The turn was stopped.'],
    [{ state: 'interrupted' }, 'Stopped: The turn was interrupted'],
    [{ state: 'budget' }, 'BudgetExhausted: A limit of the turn']
  ])('without an answer is an error, the last output: %j', (fields, said) => {
    const outputs = turnOutputs(
      turn([text(['text', 'so far'])], { ...fields, phase: '1' }),
      'main'
    );
    expect(outputs.at(-1)?.output_type).toBe('error');
    expect(markdownOf(outputs).slice(1)).toEqual([
      'so far',
      expect.stringContaining(said)
    ]);
  });
});

it('holds the first blocks back until it is settled which files are read', () => {
  const running = turn(
    [
      {
        kind: 'files',
        id: 'f',
        files: [{ path: 'a.csv', state: 'profiled' }]
      }
    ],
    { state: 'running' }
  );
  expect(turnOutputs(running, 'main')).toHaveLength(1);
  running.blocks.push(text(['text', 'a']));
  expect(markdownOf(turnOutputs(running, 'main', ['b.csv'])).slice(1)).toEqual([
    '→ Reusing context for 1 file(s): b.csv',
    '*Read a.csv*',
    'a'
  ]);
});
