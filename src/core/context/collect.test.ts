import { describe, expect, it } from 'vitest';
import { ScriptedKernel } from '../../testing/scripted-kernel';
import type { FileEntry } from '../ports';
import { ContextCollector } from './collect';

const SIGNAL = new AbortController().signal;

function setUp(): {
  kernel: ScriptedKernel;
  files: FileEntry[];
  collector: ContextCollector;
  tell(attached?: string[]): Promise<string[]>;
} {
  const kernel = new ScriptedKernel();
  const files: FileEntry[] = [];
  const collector = new ContextCollector(
    kernel,
    // A patience that lasts, as long as something comes of it.
    () => new Promise(resolve => setTimeout(resolve))
  );
  return {
    kernel,
    files,
    collector,
    tell: (attached = []) => collector.lines(attached, files, [], SIGNAL)
  };
}

function variable(name: string, summary: string): object {
  return { name, type: 'int', summary, fingerprint: `${name}.${summary}` };
}

function remember(kernel: ScriptedKernel, ...variables: object[]): void {
  kernel.helper.set('namespace', { variables, total: variables.length });
}

/** Lets what was begun without waiting come to its end. */
async function settle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await Promise.resolve();
  }
}

describe('what a turn tells the model', () => {
  it('R51 R52: everything at first, later only what is new, changed or gone', async () => {
    const { kernel, tell } = setUp();
    remember(kernel, variable('a', '1'), variable('b', '2'));
    expect(await tell()).toEqual([
      'Data files beside the notebook: none.',
      'Variables in the kernel:',
      '- a: int, 1',
      '- b: int, 2'
    ]);
    remember(kernel, variable('a', '5'), variable('c', '3'));
    expect(await tell()).toEqual([
      'Variables in the kernel, new or changed since the last turn:',
      '- a: int, 5',
      '- c: int, 3',
      'Variables gone since the last turn: b'
    ]);
    expect(await tell()).toEqual([
      'Variables in the kernel: unchanged since the last turn.'
    ]);
  });

  it('after a restart names what is gone, also what the last turn itself had made', async () => {
    const { kernel, collector, tell } = setUp();
    await tell();
    remember(kernel, variable('precious', '7'));
    collector.turnEnded();
    await settle();
    kernel.setState({ epoch: 2 });
    remember(kernel);
    expect(await tell()).toEqual([
      'The kernel was restarted since the last turn: every variable from before is gone (precious).',
      'Variables in the kernel: none yet.'
    ]);
  });

  it('waits for a kernel that starts, and not for a cell of the user that is running', async () => {
    const { kernel, tell } = setUp();
    remember(kernel, variable('a', '1'));
    kernel.setState({ status: 'starting' });
    expect(await tell()).toContain('- a: int, 1');

    kernel.setState({ status: 'starting' });
    kernel.callHelper = () => new Promise(() => undefined);
    expect(await tell()).toEqual([
      'The kernel does not answer yet: the variables could not be looked at.'
    ]);
    kernel.callHelper = () => new Promise(() => undefined);
    kernel.setState({ status: 'busy' });
    expect(await tell()).toEqual([
      'The kernel is busy: the variables could not be looked at.'
    ]);
  });

  it('tells of files that came, changed or went, and of those attached', async () => {
    const { files, tell } = setUp();
    const file = (path: string, size: number): FileEntry => ({
      path,
      kind: 'file',
      size,
      modified: `at ${size}`
    });
    files.push(file('sales.csv', 2048), file('program.exe', 1));
    expect(await tell()).toContain('- sales.csv (2.0 KB)');
    files.splice(0, 2, file('costs.csv', 1024));
    expect((await tell(['costs.csv'])).slice(0, 3)).toEqual([
      'Data files beside the notebook, new or changed since the last turn:',
      '- costs.csv (1.0 KB)',
      'Data files gone since the last turn: sales.csv'
    ]);
  });

  it('says what the kernel is when it is not Python, and looks for no variables', async () => {
    const { kernel, tell } = setUp();
    kernel.setState({
      kernel: { name: 'ir', displayName: 'R', language: 'r' }
    });
    expect(await tell()).toEqual([
      "The notebook's kernel is R (r), not Python: no code can be run in it.",
      'Data files beside the notebook: none.'
    ]);
    expect(kernel.helperCalls).toEqual([]);
  });

  it('a kernel that cannot be looked at is said to be so', async () => {
    const { kernel, tell } = setUp();
    kernel.helper.delete('namespace');
    expect(await tell()).toContain(
      'The variables in the kernel could not be looked at.'
    );
  });
});
