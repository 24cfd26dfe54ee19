import { LIMITS } from '../limits';
import { ValueSchema, type Value } from './profile';

/** `text` with at most `limit` characters, an ellipsis as the last one where something was left out. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  // Half of a pair of surrogates is no character.
  const kept = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}

/** A cell's value within its cap. */
export function cutValue(value: Value, limit: number): Value {
  return typeof value === 'string' ? cutText(value, limit) : value;
}

/** How deep values that no schema describes are kept. */
const DEPTH = 6;
/** Items of one list or object in them. */
const ITEMS = 100;

/** JSON of any kind, with caps on its texts, lists, objects and depth. */
export function cutJson(value: unknown, depth = DEPTH): unknown {
  if (typeof value !== 'object' || value === null) {
    const scalar = ValueSchema.safeParse(value);
    return scalar.success
      ? cutValue(scalar.data, LIMITS.fileLineText)
      : cutText(String(value), LIMITS.fileLineText);
  }
  if (depth === 0) {
    return '…';
  }
  if (Array.isArray(value)) {
    return value.slice(0, ITEMS).map(item => cutJson(item, depth - 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, ITEMS)
      .map(([key, item]) => [
        cutText(key, LIMITS.fileNameText),
        cutJson(item, depth - 1)
      ])
  );
}

/** The first fields of an object whose JSON is within `limit` characters together. */
export function cutFields(
  fields: Readonly<Record<string, unknown>>,
  limit: number
): Record<string, unknown> {
  let room = limit;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const kept = cutJson(value);
      room -= key.length + (JSON.stringify(kept) ?? '').length;
      return room >= 0 ? [[key, kept]] : [];
    })
  );
}
