import type { TableState } from '../code/table-state';
import type { Move } from '../move';
import type { Minds } from '../plan/minds';
import { lookMove } from '../plan/table-move';
import type { Conversation, Turn } from '../read-conversation';
import {
  expenseSheet,
  expenseSheetFrame,
  expenseSheetName,
  type ExpenseSheet
} from './expense-sheet';
import { longTable } from './long-table';
import { recordsReport } from './records-report';
import type { Report } from './report';
import { statementOf } from './statement-frame';
import { statementReport } from './statement-report';

/** What a report is made from. */
export interface ReportSources {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly state: TableState;
  readonly reload: boolean;
  readonly minds: Minds;
}

/** The report on a table, or what has to be done before there can be one. */
export function buildReport(
  prompt: string,
  sources: ReportSources
): Report | Move {
  const { conversation, state, reload, minds } = sources;
  const statement = statementOf(prompt, state);
  if (statement) {
    const beside = sheetBeside(sources);
    return beside && 'text' in beside
      ? beside
      : statementReport(prompt, statement, beside);
  }
  const long = longTable(conversation, state.frame, reload);
  if (!long) {
    return recordsReport(prompt, state, minds);
  }
  const report = recordsReport(prompt, long.state, minds);
  return { ...report, blocks: [...long.blocks, ...report.blocks] };
}

/** The sheet of expenses in the same workbook, once it was looked at; null when there is none. */
function sheetBeside({
  conversation,
  turn,
  state,
  reload
}: ReportSources): ExpenseSheet | Move | null {
  const { frame } = state;
  const path = frame.source?.path;
  const sheet = expenseSheetName(conversation, frame);
  const found =
    path === undefined || sheet === null
      ? null
      : expenseSheetFrame(conversation, path, sheet);
  if (!found || sheet === null) {
    return null;
  }
  if (!found.isUnseen) {
    return expenseSheet(conversation, found.frame, sheet, reload);
  }
  const look = lookMove(conversation, turn, found.frame, []);
  // A sheet that cannot be looked at is done without.
  return look.call ? look : null;
}
