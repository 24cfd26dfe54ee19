import type { CompletionHandler } from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { DEFAULT_SESSION_ID } from '../../core/transcript/run';
import { parentFolder } from '../../jupyter/sidecar-path';
import {
  commandSuggestions,
  completionPlace,
  optionSuggestions,
  quoted,
  type CompletionPlace,
  type Suggestion
} from './completion';
import { mentionFiles, mentionVariables } from '../mentions';
import type { SessionRegistry } from '../session-registry';

export type Reply =
  CompletionHandler.ICompletionItemsReply<CompletionHandler.ICompletionItem>;

export interface CompletionServices {
  readonly panel: NotebookPanel;
  readonly registry: SessionRegistry;
  readonly contents: Contents.IManager;
}

/** Completes an agent cell: options, files, sessions, commands, and variables of the live kernel in braces. */
export async function completeAgentCell(
  { text, offset }: CompletionHandler.IRequest,
  services: CompletionServices
): Promise<Reply> {
  const place = completionPlace(text, Text.charIndexToJsIndex(offset, text));
  if (place === null) {
    return { start: offset, end: offset, items: [] };
  }
  const found = await suggest(place, services, text);
  return {
    start: Text.jsIndexToCharIndex(place.from, text),
    end: offset,
    items: found
      .filter(({ value }) => value.startsWith(place.typed))
      .map(({ value, detail }) => ({
        label: value,
        insertText: value,
        type: place.wanted,
        documentation: detail
      }))
  };
}

async function suggest(
  { wanted, typed }: CompletionPlace,
  services: CompletionServices,
  text: string
): Promise<Suggestion[]> {
  const { files, kernel } = services.registry.of(services.panel);
  switch (wanted) {
    case 'option':
      return /^\s*%agent(?!\S)/m.test(text)
        ? [{ value: '--session', detail: 'the conversation to look into' }]
        : optionSuggestions(text);
    case 'command':
      return commandSuggestions();
    case 'file': {
      const quote = /^["']/.exec(typed)?.[0] ?? '';
      const found = await mentionFiles(files, typed.slice(quote.length));
      return found.map(({ value, detail }) => ({
        value: quote === '' ? quoted(value) : `${quote}${value}${quote}`,
        detail: detail ?? ''
      }));
    }
    case 'variable':
      return (await mentionVariables(kernel, typed)).map(
        ({ value, detail }) => ({ value, detail: detail ?? '' })
      );
    case 'session':
      return sessions(services);
  }
}

/** Sessions that were used in this page, and those that lie beside the notebook. */
async function sessions({
  panel,
  registry,
  contents
}: CompletionServices): Promise<Suggestion[]> {
  const known = registry.allOf(panel).map(({ sessionId }) => sessionId);
  const sidecar = parentFolder(registry.of(panel).folder);
  const saved = await contents
    .get(sidecar, { type: 'directory', content: true })
    .then(({ content }: { content: unknown }) =>
      Array.isArray(content) ? content.flatMap(folderName) : []
    )
    // Nothing was asked in this notebook yet.
    .catch(() => []);
  const names = new Set([DEFAULT_SESSION_ID, ...known, ...saved]);
  return [...names].map(value => ({ value, detail: 'session' }));
}

function folderName(entry: unknown): string[] {
  return typeof entry === 'object' &&
    entry !== null &&
    'name' in entry &&
    'type' in entry &&
    entry.type === 'directory'
    ? [String(entry.name)]
    : [];
}
