import { describe, expect, it } from 'vitest';
import type { AgentCell, AgentCommand, CellOptions } from './cell';
import { parseAgentCell } from './parse-cell';

const NONE: CellOptions = {
  files: [],
  session: null,
  phase: null,
  output: null,
  replay: 'allowed'
};

function prompt(text: string, options: Partial<CellOptions> = {}): AgentCell {
  return { kind: 'prompt', prompt: text, options: { ...NONE, ...options } };
}

/** What is said of a cell that cannot be understood: code, message and advice. */
function complaint(source: string): string {
  const cell = parseAgentCell(source);
  if (cell?.kind !== 'invalid') {
    throw new Error(`It was understood: ${JSON.stringify(cell)}`);
  }
  const { code, message, advice = '' } = cell.error;
  return `${code}: ${message} ${advice}`;
}

function commands(source: string): readonly AgentCommand[] {
  const cell = parseAgentCell(source);
  if (cell?.kind !== 'commands') {
    throw new Error(`These are no commands: ${JSON.stringify(cell)}`);
  }
  return cell.commands;
}

describe('what is no agent cell', () => {
  it.each([
    '',
    '  \n\n',
    'x = 1',
    '%%agents\nhello',
    '%%bash\n%%agent',
    '%agents',
    '# %%agent\nx = 1',
    '# %agent status',
    'x = "%%agent"',
    'x = 1\n%%agent\nhello',
    '%%time\nx = 1',
    '%%writefile a.py\n%agent status',
    'help = """\n%agent status\n"""',
    'print("a") # %agent'
  ])('%j', source => expect(parseAgentCell(source)).toBeNull());
});

describe('prompts', () => {
  it.each<[string, AgentCell]>([
    ['%%agent\ntotal by region', prompt('total by region')],
    [
      '\n\n%%agent\r\n\r\n total \r\n by region\r\n',
      prompt('total \n by region')
    ],
    ['%%agent total by region', prompt('total by region')],
    ["%%agent what's up?", prompt("what's up?")],
    ['%%agent - total\n', prompt('- total')],
    ['%%agent -5 degrees', prompt('-5 degrees')],
    ['%%agent\n--fresh is a word here', prompt('--fresh is a word here')],
    [
      '%%agent --files a.csv "my data.xlsx" b\\ c.csv data\\d.csv --phase \'Phase 1\'\ngo',
      prompt('go', {
        files: ['a.csv', 'my data.xlsx', 'b c.csv', 'data\\d.csv'],
        phase: 'Phase 1'
      })
    ],
    [
      '%%agent --files a.csv --session s_1 --files=b.csv -o answer --fresh\ngo',
      prompt('go', {
        files: ['a.csv', 'b.csv'],
        session: 's_1',
        output: 'answer',
        replay: 'never'
      })
    ],
    [
      '%%agent --session=s --phase="a b" --output=größe --replay-only\ngo',
      prompt('go', {
        session: 's',
        phase: 'a b',
        output: 'größe',
        replay: 'only'
      })
    ],
    [
      '%%agent -s s -p 2 -o x -f a.csv\ngo',
      prompt('go', { session: 's', phase: '2', output: 'x', files: ['a.csv'] })
    ],
    [
      '%%agent --phase 1 load the data',
      prompt('load the data', { phase: '1' })
    ],
    ['%%agent --files a.csv -- sum it', prompt('sum it', { files: ['a.csv'] })],
    ['%%agent -- --fresh is a word', prompt('--fresh is a word')],
    ['%%agent --files "--odd.csv"\ngo', prompt('go', { files: ['--odd.csv'] })],
    ['%%agent\n%agent status', prompt('%agent status')]
  ])('%j', (source, expected) =>
    expect(parseAgentCell(source)).toEqual(expected)
  );
});

describe('what is wrong is said, with what to write', () => {
  it.each([
    ['%%agent', /^prompt-empty: .* below the line of %%agent/],
    ['%%agent --fresh\n \n', /^prompt-empty/],
    [
      '%%agent --file a.csv\ngo',
      /^agent-cell-invalid: .*no option --file\. Did you mean --files\?/
    ],
    ['%%agent --frseh\ngo', /Did you mean --fresh\?/],
    [
      '%%agent --zzz\ngo',
      /no option --zzz\. There are --files, --session, --phase, --output, --fresh, --replay-only/
    ],
    ['%%agent -x\ngo', /no option -x\./],
    ['%%agent --files\ngo', /--files needs a value\. Write --files FILE …/],
    ['%%agent --files --fresh\ngo', /--files needs a value/],
    ['%%agent --files ""\ngo', /--files needs a value/],
    ['%%agent --session\ngo', /--session needs a value/],
    ['%%agent --session=\ngo', /--session needs a value/],
    ['%%agent -o\ngo', /-o needs a value/],
    ['%%agent -o 1x\ngo', /“1x” cannot be the name of a variable\./],
    [
      '%%agent -o class\ngo',
      /“class” cannot .*: Python keeps the word to itself/
    ],
    ['%%agent -o a.b\ngo', /“a\.b” cannot/],
    ['%%agent -o a -o b\ngo', /-o is given twice/],
    ['%%agent --output a -o b\ngo', /-o is given twice/],
    ['%%agent --fresh=yes\ngo', /--fresh takes no value/],
    ['%%agent --fresh --replay-only\ngo', /exclude each other/],
    [
      '%%agent --session ../up\ngo',
      /^session-id-invalid: .*cannot be a session's name/
    ],
    ['%%agent --session "a b"\ngo', /^session-id-invalid/],
    [
      '%%agent --files "my data.csv\ngo',
      /quote " before “my data\.csv” is not closed/
    ],
    [
      "%%agent --files a.csv what's up",
      /quote ' before “s up” is not closed.*apostrophe/
    ],
    [
      '%%agent total\nby region',
      /“total” stands on the line of %%agent, .*Put the whole prompt below/
    ],
    ['%%agent total by region --fresh', /--fresh stands behind the prompt/],
    ['# a comment\n%%agent\ngo', /not the first line\. Put %%agent above/],
    ['%agent status\nx = 1', /%agent stands beside other code: “x = 1”/],
    ['x = 1\n%agent status', /cell of their own/],
    [
      '%agent statsu',
      /no command statsu\. Did you mean %agent status\?.*There are status, files,/
    ],
    ['%agent report', /Did you mean %agent report refresh\?/],
    ['%agent report publish', /no command report publish\./],
    [
      '%agent total by region',
      /A prompt goes into a cell that begins with %%agent/
    ],
    ['%agent status now', /takes nothing behind it, but there is “now”/],
    ['%agent report refresh a b', /takes no more behind it, but there is “b”/],
    [
      '%agent log --all',
      /no option --all\. Write %agent log \[--session NAME\]/
    ],
    ['%agent log --session', /--session needs a value/],
    ['%agent log --session ..', /^session-id-invalid/],
    ['%agent log --session a --session b', /given twice/],
    ['%agent log "x', /not closed/]
  ])('%j', (source, expected) => expect(complaint(source)).toMatch(expected));
});

describe('commands', () => {
  it('one a line, comments and blank lines between them', () => {
    expect(
      commands('# first\n%agent status\n\n  %agent files --session s_1\n')
    ).toEqual([
      { name: 'status', arguments: [], session: null },
      { name: 'files', arguments: [], session: 's_1' }
    ]);
  });

  it('of two words, with what follows', () => {
    expect(commands('%agent report refresh "my deck.pptx" -s s')).toEqual([
      { name: 'report refresh', arguments: ['my deck.pptx'], session: 's' }
    ]);
  });

  it('none is help', () => {
    expect(commands('%agent')).toEqual([
      { name: 'help', arguments: [], session: null }
    ]);
    expect(commands('%agent --session s')).toEqual([
      { name: 'help', arguments: [], session: 's' }
    ]);
  });
});

it('a very long line is read at once', () => {
  const line = `%%agent --files ${'a.csv '.repeat(20_000)}`;
  const cell = parseAgentCell(`${line}\n${'x'.repeat(100_000)}`);
  expect(cell).toMatchObject({
    kind: 'prompt',
    options: { files: { length: 20_000 } }
  });
});
