import type { TableState } from '../code/table-state';
import type { Move } from '../move';
import type { Minds } from '../plan/minds';
import type { Conversation, Turn } from '../read-conversation';
import { recordsReport } from './records-report';
import type { Report } from './report';

/** What a report is made from. */
export interface ReportSources {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly state: TableState;
  readonly minds: Minds;
}

/** The report on a table, or what has to be done before there can be one. */
export function buildReport(
  prompt: string,
  sources: ReportSources
): Report | Move {
  return recordsReport(prompt, sources.state, sources.minds);
}
