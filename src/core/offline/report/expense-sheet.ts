import { prepareData } from '../code/prepare-data';
import { tableState } from '../code/table-state';
import { fileFrame, mainSheet, needsLook } from '../knowledge';
import type { Frame } from '../frame';
import type { Conversation } from '../read-conversation';
import { isUnique, measureColumns } from '../understand/choose-columns';

/** A sheet beside the statement that tells expenses one by one. */
export interface ExpenseSheet {
  readonly sheet: string;
  /** Blocks that load and clean it. */
  readonly blocks: readonly (readonly string[])[];
  /** The variable that holds its rows. */
  readonly data: string;
  readonly category: string;
  readonly amount: string;
  readonly mayBeNegative: boolean;
}

const CATEGORY =
  /categor|account|item|type|kategorie|kostenart|konto|position/i;
const AMOUNT = /amount|cost|expense|spen[dt]|value|betrag|kosten|ausgabe/i;
const NAME = /expense|cost|spend|ausgabe|kosten|aufw/i;

/** The name of such a sheet; null when the workbook has none. */
export function expenseSheetName(
  conversation: Conversation,
  frame: Frame
): string | null {
  const path = frame.source?.path ?? '';
  const profile = conversation.profiles.get(path);
  const used = frame.source?.sheet ?? mainSheet(profile);
  return (
    profile?.sheets.find(
      sheet =>
        sheet.name !== used &&
        sheet.columns.some(name => CATEGORY.test(name)) &&
        sheet.columns.some(name => AMOUNT.test(name)) &&
        (NAME.test(sheet.name) || sheet.columns.some(name => NAME.test(name)))
    )?.name ?? null
  );
}

/** The table of that sheet as far as it is known; `isUnseen` when a look at it is still needed. */
export function expenseSheetFrame(
  conversation: Conversation,
  path: string,
  sheet: string
): { readonly frame: Frame; readonly isUnseen: boolean } | null {
  const frame = fileFrame(conversation, path, sheet);
  return frame && { frame, isUnseen: needsLook(frame) };
}

/** What is read from it; null when it has no category or no amount after all. */
export function expenseSheet(
  conversation: Conversation,
  frame: Frame,
  sheet: string,
  reload: boolean
): ExpenseSheet | null {
  const category = frame.columns.find(
    column =>
      column.kind === 'text' &&
      CATEGORY.test(column.name) &&
      !isUnique(column, frame)
  );
  const measures = measureColumns(frame);
  const amount =
    measures.find(column => AMOUNT.test(column.name)) ?? measures[0];
  if (!category || !amount) {
    return null;
  }
  const prepared = prepareData(
    tableState(conversation, frame, reload),
    { kind: 'describe', filters: [] },
    { columns: [category.name, amount.name], measures: [] }
  );
  return {
    sheet,
    blocks: prepared.script.written(),
    data: prepared.data,
    category: category.name,
    amount: amount.name,
    mayBeNegative: (amount.min ?? -1) < 0
  };
}
