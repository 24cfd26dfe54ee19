import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments';

const NB = ['--notebook', 'nb.ipynb'];

describe('the command line', () => {
  it('says what to do and nothing more than needed', () => {
    expect(readArguments(['ask', 'Total?', ...NB])).toEqual({
      command: 'ask',
      prompt: 'Total?',
      notebook: 'nb.ipynb',
      files: [],
      session: 'main',
      phase: null,
      approve: 'never',
      variable: null,
      model: null,
      server: null,
      json: false
    });
  });

  it.each([
    ['behind the prompt', ['Total?', '--files', 'a.csv', 'b.csv', ...NB]],
    ['before the prompt', [...NB, '--files', 'a.csv', 'b.csv', 'Total?']],
    [
      'one by one',
      ['--files', 'a.csv', '--json', 'Total?', '--files', 'b.csv', ...NB]
    ]
  ])('takes files %s', (_name, args) => {
    expect(readArguments(['ask', ...args])).toMatchObject({
      prompt: 'Total?',
      files: ['a.csv', 'b.csv']
    });
  });

  it.each([
    ['http://localhost:8888', 'http://localhost:8888/', 'from-the-environment'],
    [
      'https://hub.example/user/me/lab/tree/nb.ipynb?token=t',
      'https://hub.example/user/me/',
      't'
    ],
    ['http://127.0.0.1:9/?token=abc', 'http://127.0.0.1:9/', 'abc']
  ])('takes a server as people copy it: %s', (address, url, token) => {
    const args = ['ask', 'Total?', ...NB, '--server', address];
    expect(
      readArguments(args, { JUPYTER_TOKEN: 'from-the-environment' })
    ).toMatchObject({ server: { url, token } });
    expect(readArguments([...args, '--token', 'given'])).toMatchObject({
      server: { token: 'given' }
    });
  });

  it.each([
    [[], 'Say what to do'],
    [['frobnicate'], 'There is no command “frobnicate”'],
    [['ask', 'Total?'], 'Say which notebook'],
    [['ask', ...NB], 'The prompt is missing'],
    [['ask', '  ', ...NB], 'The prompt is missing'],
    [['ask', 'total', 'by', 'region', ...NB], 'Put the prompt into quotes'],
    [['ask', 'Total?', ...NB, '--approve', 'yes'], '--approve takes'],
    [['ask', 'Total?', ...NB, '--aprove', 'auto'], "Unknown option '--aprove'"],
    [['ask', 'Total?', '--notebook'], "'--notebook <value>' argument missing"],
    [['ask', 'Total?', ...NB, '--server', 'localhost'], '--server takes'],
    [['ask', 'Total?', ...NB, '--token', 't'], '--token belongs to'],
    [['run', 'nb.ipynb', '--output', ''], '--output lacks a path']
  ])('answers %j in one sentence', (args, sentence) => {
    let message = '';
    try {
      readArguments(args);
    } catch (error) {
      message = error instanceof UsageError ? error.message : '';
    }
    expect(message).toContain(sentence);
    expect(message).toMatch(/^[^\n]+\.$/);
  });

  it('says which notebook to run, how, and where to', () => {
    expect(readArguments(['run', 'nb.ipynb'])).toEqual({
      command: 'run',
      notebook: 'nb.ipynb',
      session: 'main',
      approve: 'never',
      model: null,
      server: null,
      json: false,
      output: null,
      parameters: [],
      kernel: null,
      replay: 'allowed'
    });
    expect(
      readArguments([
        ...['run', 'nb.ipynb', '-o', 'out.ipynb', '--param', 'a=1'],
        ...['--param=b=x', '--fresh', '--kernel', 'python3', '--model', 'm']
      ])
    ).toMatchObject({
      output: 'out.ipynb',
      parameters: [
        { name: 'a', literal: '1' },
        { name: 'b', literal: '"x"' }
      ],
      replay: 'never',
      kernel: 'python3',
      model: 'm'
    });
    expect(
      readArguments(['run', ...NB, '--replay-only', '--json'])
    ).toMatchObject({ notebook: 'nb.ipynb', replay: 'only', json: true });
  });

  it.each(['log', 'files', 'sessions'])('%s needs a notebook only', command => {
    expect(readArguments([command, ...NB])).toEqual({
      command,
      notebook: 'nb.ipynb',
      session: 'main',
      json: false
    });
  });

  it('takes a variable for the answer', () => {
    expect(
      readArguments(['ask', 'Total?', ...NB, '-o', 'total'])
    ).toMatchObject({ variable: 'total' });
    expect(() =>
      readArguments(['ask', 'Total?', ...NB, '-o', 'my total'])
    ).toThrow('-o takes the name of a Python variable');
  });
});
