import type { FileProfile, InnerTable } from '../../core/file-context/profile';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { formatShape } from '../format';
import { copyButton, insertButton } from '../markdown/code-block';
import { runnable } from './load-line';

/** Tables drawn; a database can have thousands. */
const MOST_TABLES = 100;
/** Column names written out for each. */
const MOST_NAMES = 100;

/** Sheets of a workbook or tables of a database, each opens to its columns. Null when there are none. */
export function innerTables(
  { tables, type }: FileProfile,
  drawing: Drawing
): HTMLElement | null {
  const { trans } = drawing;
  if (tables.length === 0) {
    return null;
  }
  const count = tables.length.toLocaleString();
  return element('section', part('profileSection'), {}, [
    element('h3', part('profileTitle'), {}, [
      type === 'excel'
        ? trans.__('Sheets (%1)', count)
        : trans.__('Tables (%1)', count)
    ]),
    ...tables.slice(0, MOST_TABLES).map(table => innerTable(table, drawing)),
    tables.length > MOST_TABLES
      ? element('p', part('columnsShown'), {}, [
          trans.__('The first %1 are shown.', MOST_TABLES.toLocaleString())
        ])
      : null
  ]);
}

function innerTable(table: InnerTable, drawing: Drawing): HTMLElement {
  const { trans } = drawing;
  const names = table.columns.slice(0, MOST_NAMES).join(', ');
  const code = table.load_line ?? '';
  return element('details', part('innerTable'), {}, [
    element('summary', '', {}, [
      element('span', part('innerName'), { dir: 'auto' }, [table.name]),
      element('span', part('innerShape'), {}, [
        formatShape(table.rows, columnCount(table), trans)
      ])
    ]),
    names === ''
      ? null
      : element('p', part('innerColumns'), { dir: 'auto' }, [
          table.columns.length > MOST_NAMES ? `${names}, …` : names
        ]),
    code === ''
      ? null
      : element('div', part('innerLoad'), {}, [
          element('code', part('innerCode'), { dir: 'ltr' }, [code]),
          copyButton(drawing, () => runnable(code)),
          insertButton(drawing, () => runnable(code))
        ])
  ]);
}

/** `columns` may be cut short. */
function columnCount({ columns, total_columns: total }: InnerTable): number {
  return typeof total === 'number' ? total : columns.length;
}
