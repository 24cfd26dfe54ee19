import { describe, expect, it } from 'vitest';
import {
  assistant,
  messageEntry,
  sessionEntry,
  system,
  toolCall,
  toolResult,
  user
} from '../../testing/entries';
import { START } from '../../testing/fixed-time';
import { sessionLog } from './session-log';

const calls = [
  toolCall('c1', 'dataset_info', { path: 'sales.csv' }),
  toolCall('c2', 'execute_python', { code: 'df = 1\nprint(df)' })
];

const entries = [
  sessionEntry(),
  messageEntry(1, system('You are an analyst.')),
  messageEntry(1, user('Analyse the data')),
  messageEntry(1, assistant('<think>Look first.</think>\nLooking.', calls)),
  messageEntry(1, toolResult('c1', '{"rows": 3}')),
  messageEntry(1, toolResult('c2', '1')),
  messageEntry(1, {
    role: 'user',
    content: [
      { type: 'text', text: 'A figure.' },
      { type: 'image_url', image_url: { url: 'sidecar:outputs/ab.png' } }
    ]
  })
];

describe('the session log', () => {
  it('R64 has exactly the promised form', () => {
    const log = sessionLog(entries.slice(0, 4), START);
    expect(log?.name).toBe('20261123_101500_sales_2024_session.txt');
    expect(log?.text).toBe(
      [
        'Kernel Agent - Session Log',
        '='.repeat(80),
        'Session ID: main',
        'Run ID: 20261123_101500_sales_2024',
        'Dataset: sales_2024',
        'Model: test-model',
        'Timestamp: 2026-11-23T10:15:00.000Z',
        'Total Messages: 5',
        '='.repeat(80),
        '',
        '[Message 1]',
        'Type: SYSTEM',
        'Content:',
        'You are an analyst.',
        '-'.repeat(80),
        '',
        '[Message 2]',
        'Type: USER',
        'Content:',
        'Analyse the data',
        '-'.repeat(80),
        '',
        '[Message 3]',
        'Type: ASSISTANT',
        'Content:',
        '<think>Look first.</think>',
        'Looking.',
        '',
        'Tool Calls: 2',
        '  - dataset_info',
        '  - execute_python',
        '-'.repeat(80),
        ''
      ].join('\n') + log!.text.slice(log!.text.indexOf('\n[Message 4]'))
    );
  });

  it('R65 holds prompts, replies with tags, calls with their code, results and images', () => {
    const text = sessionLog(entries, START)?.text ?? '';
    for (const part of [
      'You are an analyst.',
      'Analyse the data',
      '<think>Look first.</think>',
      'dataset_info {"path":"sales.csv"}',
      '{"rows": 3}',
      'df = 1\nprint(df)',
      '[Image: outputs/ab.png]'
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Type: ToolMessage');
  });

  it('R66 counts its own blocks, numbered without a gap', () => {
    const text = sessionLog(entries, START)?.text ?? '';
    const numbers = [...text.matchAll(/^\[Message (\d+)\]$/gm)].map(match =>
      Number(match[1])
    );
    const total = Number(/^Total Messages: (\d+)$/m.exec(text)?.[1]);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
    expect(total).toBe(numbers.length);
  });

  it('is not there before the first prompt', () => {
    expect(sessionLog([], START)).toBeNull();
  });
});
