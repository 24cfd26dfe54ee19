import { pythonName } from '../python-literal';
import { outputFiles } from './phase-of';
import type { Report } from './report';

/** Where the deck is written: the file that the prompt names, or one named after the data. */
export function deckPath(prompt: string, { title }: Report): string {
  return (
    outputFiles(prompt, /\.pptx$/i)[0] ?? `${pythonName(title)}_report.pptx`
  );
}

/** A document that is asked for in another format than a deck's; null when none is. */
export function otherFormat(prompt: string): string | null {
  return (
    outputFiles(prompt, /\.(?:pdf|docx?|md|html?|ppt|odp|key)$/i)[0] ?? null
  );
}
