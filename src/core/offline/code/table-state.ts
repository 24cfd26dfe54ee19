import type { Column, Frame } from '../frame';
import { freeName } from '../knowledge';
import { pythonName } from '../python-literal';
import type { Conversation } from '../read-conversation';

/** A frame as code finds it: what is still to be done before it can be computed with. */
export interface TableState {
  readonly frame: Frame;
  /** The file has to be read. */
  readonly mustLoad: boolean;
  /** The sheet has to be turned. */
  readonly mustTurn: boolean;
  /** Columns that were cleaned or added since the frame was loaded. */
  readonly done: ReadonlySet<string>;
  /** A variable name for a result that hides nothing of the user's and no table. */
  name(base: string): string;
}

/** `reload` reads the file again although it should be in memory. */
export function tableState(
  conversation: Conversation,
  frame: Frame,
  reload: boolean
): TableState {
  const mustLoad = frame.source !== null && (!frame.loaded || reload);
  const { variable, turned } = frame;
  const tables = new Set([
    variable,
    ...(turned ? [turned.rawVariable] : []),
    ...conversation.loads.map(load => load.variable)
  ]);
  const isThere =
    conversation.assigned.has(variable) || conversation.variables.has(variable);
  return {
    frame,
    mustLoad,
    mustTurn: turned !== null && (mustLoad || !isThere),
    done: mustLoad
      ? new Set()
      : (conversation.columnsSet.get(variable) ?? new Set()),
    name: base => {
      let name = freeName(conversation, pythonName(base));
      while (tables.has(name)) {
        name = freeName(conversation, `${name}_result`);
      }
      return name;
    }
  };
}

/** Labels that may be numbers or dates in the frame although they are known as text. */
export function mayHaveOddLabels(columns: readonly Column[]): boolean {
  return columns.some(column => /^-?\d/.test(column.name));
}
