import type { Ids } from '../ports';
import type { ToolCall } from './chat-message';
import {
  escapeControls,
  isRecord,
  jsonEnd,
  parseJson,
  textOf,
  type JsonRecord
} from './json';
import { FieldMerger } from './merge-fields';
import { parseArguments } from './parse-arguments';
import { offeredName } from './tool-name';
import { wellFormedFields, wellFormedJson } from './well-formed';

export interface CallSlotsOptions {
  readonly ids: Ids;
  /** Names of the tools that were offered. */
  readonly toolNames?: readonly string[];
  /** Ids that earlier calls of the conversation have; none of them is given out again. */
  readonly takenCallIds?: ReadonlySet<string>;
}

/** A tool call as it is being written. */
export interface CallSlot {
  /** Ours: unique, and never changed once the call was shown. */
  id: string;
  /** As the server names it, if it does. */
  serverId: string;
  /** The server's index, or the position in its list. */
  readonly place: number;
  name: string;
  /** The text so far. */
  arguments: string;
  shown: boolean;
  readonly fields: FieldMerger;
  readonly functionFields: FieldMerger;
}

/** One element of `tool_calls` in a delta. */
interface Piece {
  readonly id: string;
  readonly index: number | null;
  readonly place: number;
  /** The delta says nothing of other calls. */
  readonly isAlone: boolean;
  readonly name: string;
  readonly arguments: unknown;
  readonly source: JsonRecord;
}

const CALL_KEYS = new Set(['id', 'index', 'type', 'function']);
const FUNCTION_KEYS = new Set(['name', 'arguments']);

/**
 * Puts the pieces of tool calls together, however a server labels them. One rule: a piece belongs to the call with
 * its id, else to the latest call at its index (or position); but a piece that brings a *name* begins a new call if
 * it cannot be a repetition or continuation of that one.
 */
export class CallSlots {
  private readonly slots: CallSlot[] = [];
  private readonly taken: Set<string>;

  constructor(private readonly options: CallSlotsOptions) {
    this.taken = new Set(options.takenCallIds);
  }

  get size(): number {
    return this.slots.length;
  }

  /**
   * Takes in the `tool_calls` of one delta and returns the calls that it touched.
   * @param isSnapshot the calls are whole so far, not pieces to be appended
   */
  add(list: readonly unknown[], isSnapshot = false): CallSlot[] {
    const touched = new Set<CallSlot>();
    list.forEach((item, position) => {
      const piece = readPiece(item, position, list.length === 1);
      if (piece) {
        const slot = this.find(piece) ?? this.open(piece);
        this.write(slot, piece, isSnapshot);
        touched.add(slot);
      }
    });
    return [...touched];
  }

  /** The finished calls. Empty arguments are `{}`; a call of which nothing arrived is left out. */
  finish(): ToolCall[] {
    return this.slots
      .filter(slot => slot.name !== '' || slot.arguments !== '')
      .map(slot => ({
        id: slot.id,
        type: 'function' as const,
        function: {
          name: this.cleanName(slot.name),
          arguments: finishedArguments(slot.arguments),
          ...wellFormedFields(slot.functionFields.result())
        },
        ...wellFormedFields(slot.fields.result())
      }));
  }

  /**
   * Some servers leave a namespace, a number or control tokens on the name. A name that nobody offered goes back to the
   * model with its error, so it is made one that every server takes.
   */
  cleanName(name: string): string {
    return (
      offeredName(name, this.options.toolNames ?? []) ??
      (name
        .trim()
        .replace(/[^a-zA-Z0-9_-]+/g, '_')
        .slice(0, 64) ||
        'unnamed')
    );
  }

  private find(piece: Piece): CallSlot | null {
    const sameId = this.slots.filter(
      slot => piece.id !== '' && slot.serverId === piece.id
    );
    const atPlace = this.slots.findLast(slot => slot.place === piece.place);
    const isNameless = piece.name === '';
    const isUnplaced = piece.index === null;
    const candidate =
      sameId.findLast(slot => slot.place === piece.place) ??
      // An id at another index is a reused one if a call begins there, else the index is wrong.
      (isNameless || isUnplaced ? sameId.at(-1) : undefined) ??
      (isNameless && isUnplaced && piece.isAlone ? this.slots.at(-1) : atPlace);
    return candidate && this.continues(candidate, piece) ? candidate : null;
  }

  private continues(slot: CallSlot, piece: Piece): boolean {
    if (piece.name === '' || slot.name === '') {
      return true;
    }
    const otherId =
      piece.id !== '' && slot.serverId !== '' && piece.id !== slot.serverId;
    if (piece.name !== slot.name) {
      return !otherId && this.isNamePiece(slot, piece);
    }
    if (otherId) {
      // The same function again under a new id is a new call, unless the old one is in mid-sentence.
      return (
        isUnfinished(slot.arguments) &&
        typeof piece.arguments === 'string' &&
        /^[^{]/.test(piece.arguments)
      );
    }
    return !isOtherWhole(slot.arguments, piece.arguments);
  }

  /** Names that stream in pieces are told from other names by the tools that were offered. */
  private isNamePiece(slot: CallSlot, piece: Piece): boolean {
    const joined = slot.name + piece.name;
    const offered = this.options.toolNames ?? [];
    return (
      slot.arguments === '' && offered.some(name => name.startsWith(joined))
    );
  }

  private open(piece: Piece): CallSlot {
    const slot: CallSlot = {
      id: this.claim(piece.id),
      serverId: piece.id,
      place: piece.place,
      name: '',
      arguments: '',
      shown: false,
      fields: new FieldMerger(CALL_KEYS),
      functionFields: new FieldMerger(FUNCTION_KEYS)
    };
    this.slots.push(slot);
    return slot;
  }

  private write(slot: CallSlot, piece: Piece, isSnapshot: boolean): void {
    if (slot.serverId === '' && piece.id !== '') {
      slot.serverId = piece.id;
      if (!slot.shown) {
        slot.id = this.claim(piece.id);
      }
    }
    if (piece.name !== slot.name) {
      slot.name += piece.name;
    }
    slot.arguments = isSnapshot
      ? wholeArguments(slot.arguments, piece.arguments)
      : mergeArguments(slot.arguments, piece.arguments);
    slot.fields.add(piece.source, isSnapshot);
    if (isRecord(piece.source.function)) {
      slot.functionFields.add(piece.source.function, isSnapshot);
    }
  }

  /** The server's id if it is free and plain, otherwise a new one. Nine letters and digits suit the strictest chat templates. */
  private claim(id: string): string {
    let free = /^[!-~]+$/.test(id) ? id : '';
    while (free === '' || this.taken.has(free)) {
      free = this.options.ids.next().slice(-9).padStart(9, '0');
    }
    this.taken.add(free);
    return free;
  }
}

function readPiece(
  item: unknown,
  position: number,
  isAlone: boolean
): Piece | null {
  if (!isRecord(item)) {
    return null;
  }
  const described = isRecord(item.function) ? item.function : item;
  const index = readIndex(item.index);
  return {
    id: typeof item.id === 'number' ? String(item.id) : textOf(item.id),
    index,
    place: index ?? position,
    isAlone,
    name: textOf(described.name),
    arguments: described.arguments,
    source: described === item ? withoutCallText(item) : item
  };
}

/** Some servers put name and arguments beside the id; they are no extra fields then. */
function withoutCallText(item: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !FUNCTION_KEYS.has(name))
  );
}

function readIndex(value: unknown): number | null {
  const index =
    typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof index === 'number' && Number.isInteger(index) && index >= 0
    ? index
    : null;
}

function mergeArguments(current: string, value: unknown): string {
  if (isRecord(value)) {
    const isEmpty = Object.keys(value).length === 0;
    return isEmpty && current !== '' ? current : JSON.stringify(value);
  }
  if (typeof value !== 'string' || value === '') {
    return current;
  }
  // Only what looks like a whole object can be one: everything else is simply the next piece.
  if (/^\s*\{/.test(value) && current !== '') {
    const isPlaceholder = current.trim() === '{}';
    const isWhole = wholeObject(value) !== null;
    if (isPlaceholder || (isWhole && value.startsWith(current))) {
      return value;
    }
    if (isWhole && wholeObject(current) !== null) {
      return value;
    }
  }
  return current + value;
}

/** Canonical text of a complete JSON object; null when it is none. */
function wholeObject(text: string): string | null {
  if (!/^\s*\{[^]*\}\s*$/.test(text)) {
    return null;
  }
  const value = parseJson(text);
  return isRecord(value) ? JSON.stringify(value) : null;
}

/** True when two complete argument objects differ: then they cannot belong to one call. */
function isOtherWhole(current: string, value: unknown): boolean {
  const next = isRecord(value)
    ? JSON.stringify(value)
    : wholeObject(textOf(value));
  const before = next === null ? null : wholeObject(current);
  return before !== null && before !== '{}' && before !== next;
}

function isUnfinished(text: string): boolean {
  return text !== '' && parseJson(text) === undefined;
}

/** The arguments of a call that is whole so far. */
function wholeArguments(current: string, value: unknown): string {
  const text = isRecord(value) ? JSON.stringify(value) : textOf(value);
  return text.startsWith(current) ? text : current;
}

function finishedArguments(text: string): string {
  const bare = wellFormedJson(withoutMarks(text));
  if (bare.trim() === '') {
    return '{}';
  }
  const escaped = escapeControls(bare);
  const object = [bare, escaped].find(each => isRecord(parseJson(each)));
  const parsed = parseArguments(bare);
  // An object inside a text is sent back as an object: chat templates look into it.
  return object ?? (parsed.ok ? JSON.stringify(parsed.value) : bare);
}

/** Marks of the model that its server left in the arguments: a fence, `null` for nothing yet, control tokens. */
function withoutMarks(text: string): string {
  const start = /^\s*(?:null|```\w*)?\s*(?=\{)/.exec(text)?.[0].length;
  const end = start === undefined ? -1 : jsonEnd(text, start);
  const rest = text.slice(end);
  return start !== undefined &&
    end > 0 &&
    /^(?:\s|```|<\/?[|｜]?[\w▁:|｜-]+>)*$/.test(rest) &&
    (start > 0 || rest.trim() !== '')
    ? text.slice(start, end)
    : text;
}
