import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAgentCell } from './parse-cell';
import { CELL_OPTIONS, COMMANDS } from './vocabulary';

const PAGE = readFileSync('docs/agent-cells.md', 'utf8');

describe('R80 docs/agent-cells.md', () => {
  it.each(CELL_OPTIONS.map(({ name }) => name))('names the option %s', name =>
    expect(PAGE).toContain(`\`${name}\``)
  );

  it.each(COMMANDS.map(({ name }) => name))('names the command %s', name =>
    expect(PAGE).toMatch(new RegExp(`\`%agent ${name}[\` ]`))
  );

  const cells = [...PAGE.matchAll(/```\n(%%agent[^]*?)```/g)].map(
    ([, cell = '']) => cell
  );

  it('has examples', () => expect(cells.length).toBeGreaterThan(1));

  it.each(cells)('has an example that is understood: %j', cell =>
    expect(parseAgentCell(cell)?.kind).toBe('prompt')
  );

  const commands = [...PAGE.matchAll(/`(%agent(?: [a-z]+)*)/g)].map(
    ([, line = '']) => line
  );

  it.each(commands)('has a command that is understood: %j', line =>
    expect(parseAgentCell(line)?.kind).toBe('commands')
  );
});
