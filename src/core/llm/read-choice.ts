import { isRecord, textOf, type JsonRecord } from './json';

/** What a choice says, in the words of a stream. */
export interface ChoiceDelta {
  readonly delta: JsonRecord;
  /** The delta is a whole message so far, not a piece to be appended. */
  readonly isSnapshot: boolean;
}

/** Only one answer is ever asked for; the others of a chunk, if any, are none of ours. */
export function firstChoice(choices: unknown): JsonRecord | null {
  const list: unknown[] = Array.isArray(choices) ? choices : [choices];
  const first = list.find(
    choice => isRecord(choice) && Number(choice.index ?? 0) === 0
  );
  return isRecord(first) ? first : null;
}

/** Servers that do not stream say `message` for `delta`, and old ones `text`. */
export function readDelta(choice: JsonRecord): ChoiceDelta {
  const { delta, message } = choice;
  if (typeof delta === 'string' && delta !== '') {
    return { delta: { content: delta }, isSnapshot: false };
  }
  const hasDelta =
    isRecord(delta) &&
    Object.entries(delta).some(([name, value]) => name !== 'role' && value);
  if (hasDelta) {
    return { delta, isSnapshot: false };
  }
  if (isRecord(message)) {
    return { delta: message, isSnapshot: true };
  }
  return { delta: { content: choice.text }, isSnapshot: false };
}

/** Why the reply ended; empty while it has not. */
export function readFinishReason(choice: JsonRecord): string {
  const { delta, finish_reason: reason } = choice;
  return (
    textOf(reason) ||
    (isRecord(reason) ? textOf(reason.type) : '') ||
    (isRecord(delta) ? textOf(delta.finish_reason) : '')
  );
}

/** Reasons that mean "not finished", whatever the server calls them. */
export function isCutOff(reason: string): boolean {
  return /length|max_?(?:output_?)?tokens|error|abort|cancel|insufficient|malformed|timeout/i.test(
    reason
  );
}

/** Reasons that mean "withheld". */
export function isWithheld(reason: string): boolean {
  return /filter|safety|recitation|prohibited|blocklist|spii|sensitive|moderation|refusal/i.test(
    reason
  );
}
