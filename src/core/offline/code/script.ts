const IMPORTS: readonly (readonly [RegExp, string])[] = [
  [/\bjson\.\w/, 'import json'],
  [/\bmdates\.\w/, 'import matplotlib.dates as mdates'],
  [/\bplt\.\w/, 'import matplotlib.pyplot as plt'],
  [/\bnp\.\w/, 'import numpy as np'],
  [/\bpd\.\w/, 'import pandas as pd']
];

/** Python being written, in blocks parted by blank lines; it begins with the imports that it needs. */
export class Script {
  private readonly blocks: string[][] = [];

  /** Adds a block; empty ones are left out. */
  block(...lines: readonly string[]): void {
    const written = lines.filter(line => line !== '');
    if (written.length > 0) {
      this.blocks.push(written);
    }
  }

  /** The blocks so far, for another script to go on with. */
  written(): readonly (readonly string[])[] {
    return this.blocks;
  }

  text(): string {
    const body = this.blocks.map(lines => lines.join('\n')).join('\n\n');
    const imports = IMPORTS.filter(([use]) => use.test(body)).map(
      ([, line]) => line
    );
    return [imports.join('\n'), body].filter(part => part !== '').join('\n\n');
  }
}

/** Lines as the body of a statement. */
export function indented(lines: readonly string[]): string[] {
  return lines.flatMap(line => line.split('\n')).map(line => `    ${line}`);
}

const WIDTH = 88;

/** `name = head.step().step()`, on several lines when it is long. */
export function chain(
  name: string,
  head: string,
  steps: readonly string[]
): string {
  const whole = `${name} = ${head}${steps.join('')}`;
  return whole.length <= WIDTH || steps.length === 0
    ? whole
    : [`${name} = (`, ...indented(joinSubscripts([head, ...steps])), ')'].join(
        '\n'
      );
}

/** A subscript stays on the line of what it belongs to. */
function joinSubscripts(steps: readonly string[]): string[] {
  const lines: string[] = [];
  for (const step of steps) {
    if (step.startsWith('[') && lines.length > 0) {
      lines.push(`${lines.pop() ?? ''}${step}`);
    } else {
      lines.push(step);
    }
  }
  return lines;
}
