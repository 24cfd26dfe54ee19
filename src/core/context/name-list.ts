import { cutText } from '../file-context/cut';
import { plainOrQuoted } from '../file-context/file-text-grammar';
import { LIMITS } from '../limits';

/** A path in a line of the envelope: quoted where it would be misread, for instance because of a comma. */
export function nameOf(path: string): string {
  return plainOrQuoted(cutText(path, LIMITS.fileNameText));
}

/** `title: a, b, … and 3 more`; nothing when there are no names. */
export function namesLine(title: string, names: readonly string[]): string[] {
  const left = names.length - LIMITS.filesNamed;
  const more = left > 0 ? [`… and ${left} more`] : [];
  return names.length === 0
    ? []
    : [
        `${title}: ${[...names.slice(0, LIMITS.filesNamed), ...more].join(', ')}`
      ];
}
