import type { TranslationBundle } from '@jupyterlab/translation';
import type { FileProfile } from '../../core/file-context/profile';
import { element, part } from '../dom';

/** Lines, facts and characters drawn of what only some types of files have. */
const MOST_LINES = 60;
const MOST_FACTS = 40;
const LONGEST_FACT = 500;

/** How to reach what is inside a JSON file. Null when the profile says nothing of it. */
export function structureLines(
  { structure }: FileProfile,
  trans: TranslationBundle
): HTMLElement | null {
  return structure.length === 0
    ? null
    : section(
        trans.__('Structure'),
        element('pre', part('structure'), { tabindex: '0' }, [
          structure.slice(0, MOST_LINES).join('\n')
        ])
      );
}

/** What only this type of file has: pages, pixels, headings. */
export function detailFacts(
  { details }: FileProfile,
  trans: TranslationBundle
): HTMLElement | null {
  const facts = Object.entries(details)
    .map(([name, value]) => [factName(name), factText(value, trans)] as const)
    .filter(([, text]) => text !== '')
    .slice(0, MOST_FACTS);
  return facts.length === 0
    ? null
    : section(
        trans.__('Details'),
        element(
          'dl',
          part('facts'),
          {},
          facts.flatMap(([name, text]) => [
            element('dt', '', { dir: 'auto' }, [name]),
            element('dd', '', { dir: 'auto' }, [text])
          ])
        )
      );
}

/** What was cut, guessed, or could not be read. */
export function noteLines(
  { notes }: FileProfile,
  trans: TranslationBundle
): HTMLElement | null {
  return notes.length === 0
    ? null
    : section(
        trans.__('Notes'),
        element(
          'ul',
          part('notes'),
          {},
          notes
            .slice(0, MOST_LINES)
            .map(note => element('li', '', { dir: 'auto' }, [note]))
        )
      );
}

function section(title: string, body: HTMLElement): HTMLElement {
  return element('section', part('profileSection'), {}, [
    element('h3', part('profileTitle'), {}, [title]),
    body
  ]);
}

/** `page_count` is `Page count`. */
function factName(name: string): string {
  const words = name.replace(/_/g, ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function factText(value: unknown, trans: TranslationBundle): string {
  const text = asText(value, trans);
  return text.length > LONGEST_FACT
    ? `${text.slice(0, LONGEST_FACT - 1)}…`
    : text;
}

function asText(value: unknown, trans: TranslationBundle): string {
  switch (typeof value) {
    case 'number':
      return value.toLocaleString();
    case 'boolean':
      return value ? trans.__('yes') : trans.__('no');
    case 'object':
      return Array.isArray(value)
        ? value.map(each => asText(each, trans)).join(', ')
        : Object.entries(value ?? {})
            .map(([name, each]) => `${name}: ${asText(each, trans)}`)
            .join(', ');
    default:
      return value === undefined ? '' : String(value);
  }
}
