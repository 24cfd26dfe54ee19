import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error';
import { readNotebook, type NotebookDocument } from './document';
import { formatNotebook } from './format';
import { injectParameters } from './inject-parameters';

const CODE = { cell_type: 'code', outputs: [], execution_count: null };

function notebook(cells: readonly object[], minor = 5): NotebookDocument {
  return readNotebook(
    { nbformat: 4, nbformat_minor: minor, metadata: {}, cells },
    'nb.ipynb'
  );
}

describe('the file', () => {
  it('is written as nbformat writes it', () => {
    const document = notebook([
      {
        cell_type: 'markdown',
        id: 'm',
        source: '# Größe\n\n∑ “x”',
        metadata: { b: 1, a: {} }
      },
      {
        ...CODE,
        id: 'c',
        source: 'print(1)\n',
        metadata: { trusted: true, tags: ['x'] },
        outputs: [
          {
            output_type: 'stream',
            name: 'stdout',
            text: 'a\r\nb\n\rc\u2028d\n'
          },
          {
            output_type: 'display_data',
            metadata: {},
            data: {
              'text/html': '<b>\n</b>',
              'image/svg+xml': '<svg>\n</svg>',
              'image/png': 'aGVsbG8=\n',
              'application/json': { z: 1, a: ['x\ny'] }
            }
          },
          {
            output_type: 'error',
            ename: 'E',
            evalue: 'v\nw',
            traceback: ['a\nb']
          }
        ]
      }
    ]);
    const python = resolve(
      '.venv',
      process.platform === 'win32' ? 'Scripts/python' : 'bin/python'
    );
    const written = execFileSync(
      python,
      [
        '-c',
        'import json, sys, nbformat; nb = nbformat.from_dict(json.load(sys.stdin)); nbformat.validate(nb); sys.stdout.buffer.write((nbformat.writes(nb) + "\\n").encode())'
      ],
      { input: JSON.stringify(document), encoding: 'utf8' }
    );
    expect(formatNotebook(document)).toBe(written);
  });

  it('keeps what this program does not know of', () => {
    const document = readNotebook(
      {
        nbformat: 4,
        nbformat_minor: 9,
        metadata: { mine: 1 },
        later: [2],
        cells: [{ ...CODE, id: 'a', source: '', metadata: {}, also: 3 }]
      },
      'nb.ipynb'
    );
    expect(JSON.parse(formatNotebook(document))).toMatchObject({
      nbformat_minor: 9,
      metadata: { mine: 1 },
      later: [2],
      cells: [{ also: 3 }]
    });
  });

  it.each([
    null,
    [],
    {},
    { nbformat: 4, nbformat_minor: 5 },
    { nbformat: 5, nbformat_minor: 0, cells: [] },
    { nbformat: 4, nbformat_minor: 5, cells: [{ source: 1 }] }
  ])('%j is none', value => {
    expect(() => readNotebook(value, 'nb.ipynb')).toThrow(UsageError);
  });
});

describe('ids of cells', () => {
  it('come from the text where there are none, and stay when other cells come', () => {
    const cells = [
      { ...CODE, source: ['a\n', 'b'] },
      { ...CODE, source: 'same' },
      { ...CODE, source: 'same' }
    ];
    const ids = notebook(cells, 4).cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    const more = notebook([{ ...CODE, source: 'new' }, ...cells], 4);
    expect(more.nbformat_minor).toBe(5);
    expect(more.cells.slice(1).map(({ id }) => id)).toEqual(ids);
  });

  it('that are taken or no ids are given anew; the others stay', () => {
    const ids = notebook([
      { ...CODE, id: 'one', source: '1' },
      { ...CODE, id: 'one', source: '2' },
      { ...CODE, id: 'two words', source: '3' },
      { ...CODE, id: 'four', source: '4' }
    ]).cells.map(({ id }) => id);
    expect(ids[0]).toBe('one');
    expect(ids[3]).toBe('four');
    expect(ids[1]).toMatch(/^[0-9a-f]{12}$/);
    expect(ids[2]).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('injected parameters', () => {
  const PARAMETERS = [{ name: 'a', literal: '1' }];

  it('stand at the top where no cell is tagged', () => {
    const { cells } = notebook([{ ...CODE, id: 'x', source: 'a = 0' }]);
    expect(
      injectParameters(cells, PARAMETERS).map(({ source }) => source)
    ).toEqual(['# Parameters\na = 1', 'a = 0']);
    expect(injectParameters(cells, [])).toEqual(cells);
  });

  it('have an id that nobody has', () => {
    const { cells } = notebook([
      { ...CODE, id: 'injected-parameters', source: '' }
    ]);
    expect(injectParameters(cells, PARAMETERS)[0]?.id).toBe(
      'injected-parameters-2'
    );
  });
});
