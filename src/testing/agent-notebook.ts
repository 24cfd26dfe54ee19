import type { ReplayMode } from '../core/agent-cell/cell';
import type { TurnResult } from '../core/agent/session-types';
import { SessionHarness } from './session-harness';

/** A notebook of agent cells, run as Run All does. */
export class AgentNotebook {
  constructor(
    readonly harness: SessionHarness,
    readonly cells: { id: string; text: string; files?: string[] }[]
  ) {}

  async run(id: string, replay: ReplayMode = 'allowed'): Promise<TurnResult> {
    const index = this.cells.findIndex(cell => cell.id === id);
    const cell = this.cells[index];
    if (!cell) {
      throw new Error(`There is no cell ${id}.`);
    }
    return this.harness.session.ask({
      text: cell.text,
      files: cell.files ?? [],
      cell: {
        id,
        above: this.cells.slice(0, index).map(above => above.id),
        replay
      }
    });
  }

  async runAll(replay: ReplayMode = 'allowed'): Promise<TurnResult[]> {
    const results: TurnResult[] = [];
    for (const { id } of this.cells) {
      results.push(await this.run(id, replay));
    }
    return results;
  }
}

/** Three cells, each of which goes on from the one before. */
export const THREE_CELLS = [
  { id: 'one', text: 'Load it', files: ['sales.csv'] },
  { id: 'two', text: 'Plot it' },
  { id: 'three', text: 'Sum up' }
];

/** A notebook of them that has not run yet: what its model and kernel say on the first run is scripted. */
export function threeCells(harness = new SessionHarness()): AgentNotebook {
  harness.disk.write('sales.csv', 'a\n1\n');
  harness.model
    .enqueueCall('execute_python', { code: 'total = 42; print(total)' })
    .enqueueText('The total is 42.')
    .enqueueCall('execute_python', { code: 'plot(total)' })
    .enqueueText('Here is the plot.')
    .enqueueText('All done.');
  harness.kernel.enqueueText('42\n');
  harness.kernel.enqueueFigure('cGxvdA==');
  return new AgentNotebook(harness, THREE_CELLS);
}

/** What the kernel says when the code of all of them is run again, with the same outputs. */
export function sameAgain({ harness }: AgentNotebook): void {
  harness.kernel.enqueueText('42\n');
  harness.kernel.enqueueFigure('cGxvdA==');
}
