import { describe, expect, it } from 'vitest';
import { readError, readOutput } from './read-output';

const lines = (...text: readonly string[]): string => text.join('\n');

describe('readOutput', () => {
  it('reads facts, the first of each label', () => {
    const { facts } = readOutput(lines('Rows: 10,500', 'Rows: 1', 'no fact'));
    expect([...facts]).toEqual([['Rows', '10,500']]);
  });

  it('reads a table whose rows have a name of their own', () => {
    const { tables, figures } = readOutput(
      lines(
        'Rows: 3',
        '                Total revenue',
        'region                       ',
        'North America      599,584.88',
        'Europe                    NaN',
        '[Figure: image/png, shown to the user]'
      )
    );
    expect(tables).toEqual([
      {
        header: ['Total revenue'],
        rows: [
          { label: 'North America', cells: ['599,584.88'] },
          { label: 'Europe', cells: [null] }
        ]
      }
    ]);
    expect(figures).toBe(1);
  });

  it('reads cells with blanks in them, which stand close together', () => {
    const { tables } = readOutput(
      lines(
        '        order       date          who  amount',
        '0  first one 2024-01-01  Anna  Banana     1.5',
        '10       two 2024-01-02      (nobody)       2'
      )
    );
    expect(tables[0]?.rows).toEqual([
      {
        label: '0',
        cells: ['first one', '2024-01-01', 'Anna  Banana', '1.5']
      },
      { label: '10', cells: ['two', '2024-01-02', '(nobody)', '2'] }
    ]);
  });

  it('counts characters, not their halves', () => {
    const { tables } = readOutput(
      lines('       Rows', '🐍 one     1', 'two       2')
    );
    expect(tables[0]?.rows.map(row => row.label)).toEqual(['🐍 one', 'two']);
  });

  it('reads two tables after each other', () => {
    const { tables } = readOutput(
      lines('     Mean', 'a     1.0', '     Rows', 'b       2')
    );
    expect(tables.map(table => table.header)).toEqual([['Mean'], ['Rows']]);
  });

  it('reads columns headed by numbers of unlike length', () => {
    const { tables } = readOutput(
      lines(
        '       6     10    11',
        'day                  ',
        'Fri   NaN 30.00  8.00',
        'Mon 30.75 48.00  9.50'
      )
    );
    expect(tables[0]?.rows).toEqual([
      { label: 'Fri', cells: [null, '30.00', '8.00'] },
      { label: 'Mon', cells: ['30.75', '48.00', '9.50'] }
    ]);
  });

  it('takes nothing else for a table', () => {
    const { tables } = readOutput(
      lines('Empty DataFrame', 'Columns: [Total]', 'Index: []', '', '   x')
    );
    expect(tables).toEqual([]);
  });
});

describe('readError', () => {
  it('reads name and message from the end of a traceback', () => {
    const text = lines(
      'Traceback (most recent call last):',
      '  Cell In[1], line 1',
      "ModuleNotFoundError: No module named 'matplotlib'"
    );
    expect(readError(text)).toEqual({
      name: 'ModuleNotFoundError',
      message: "No module named 'matplotlib'"
    });
    expect(readError('Total: 5')).toBeNull();
  });
});
