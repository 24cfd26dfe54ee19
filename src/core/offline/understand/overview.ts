import type { Frame } from '../frame';
import type { Task } from '../intent';
import { filtersOf, task } from './task';
import { categories, timeColumn, usualPeriod } from './choose-columns';
import { nameOf, quantitiesOf, usualAsked } from './quantities';
import type { Reading } from './reading';

/** What is worth knowing of a table when nothing in particular is asked. */
export function overviewTasks(reading: Reading, frame: Frame): Task[] {
  const filters = filtersOf(reading);
  const asked = usualAsked(frame, null);
  const { quantities, notes } = quantitiesOf([asked]);
  const tasks: Task[] = [task({ kind: 'describe', filters }, reading)];
  const category = categories(frame)[0];
  if (category) {
    tasks.push(
      task(
        {
          kind: 'group',
          filters,
          quantities,
          keys: [{ kind: 'column', column: category.name }],
          limit: (category.distinct ?? 0) > 15 ? 10 : null,
          descending: true,
          extreme: false,
          share: false,
          chart: 'bar'
        },
        reading,
        [
          ...notes,
          `${nameOf(asked.subject.measure)} and ${category.name} were chosen as what the table seems to be about`
        ]
      )
    );
  }
  const time = timeColumn(frame);
  if (time) {
    tasks.push(
      task(
        {
          kind: 'trend',
          filters,
          quantities,
          column: time.column.name,
          period: usualPeriod(time, frame),
          split: null,
          growth: false,
          chart: 'line'
        },
        reading,
        notes
      )
    );
  }
  return tasks;
}
