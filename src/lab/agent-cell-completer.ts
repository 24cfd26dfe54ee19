import type {
  CompletionHandler,
  ICompletionContext,
  ICompletionProvider
} from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { DEFAULT_SESSION_ID } from '../core/transcript/run';
import { parentFolder } from '../jupyter/sidecar-path';
import {
  commandSuggestions,
  completionPlace,
  optionSuggestions,
  quoted,
  type CompletionPlace,
  type Suggestion
} from './agent-cell-completion';
import { mayBeAgentCell } from './agent-cell-source';
import { mentionFiles, mentionVariables } from './mentions';
import type { SessionRegistry } from './session-registry';

type Reply =
  CompletionHandler.ICompletionItemsReply<CompletionHandler.ICompletionItem>;

/** Completes agent cells: options, files, sessions, commands, and variables of the live kernel in braces. */
export class AgentCellCompleter implements ICompletionProvider {
  readonly identifier = 'CompletionProvider:kernel-agent';
  /** Before JupyterLab's own, which are at 500 and 550, and behind a language server's. */
  readonly rank = 600;
  readonly renderer = null;

  constructor(
    private readonly tracker: INotebookTracker,
    private readonly registry: SessionRegistry,
    private readonly contents: Contents.IManager
  ) {}

  async isApplicable({ widget, editor }: ICompletionContext): Promise<boolean> {
    return (
      this.tracker.find(panel => panel === widget) !== undefined &&
      mayBeAgentCell(editor?.model.sharedModel.getSource() ?? '')
    );
  }

  async fetch(
    { text, offset }: CompletionHandler.IRequest,
    { widget }: ICompletionContext
  ): Promise<Reply> {
    const place = completionPlace(text, Text.charIndexToJsIndex(offset, text));
    const panel = this.tracker.find(each => each === widget);
    if (place === null || !panel) {
      return { start: offset, end: offset, items: [] };
    }
    const found = await this.suggest(place, panel, text);
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

  shouldShowContinuousHint(
    _isVisible: boolean,
    changed: { readonly sourceChange?: readonly { insert?: unknown }[] }
  ): boolean {
    const typed = changed.sourceChange?.find(({ insert }) => insert);
    return /[\w{-]$/.test(String(typed?.insert ?? ''));
  }

  private async suggest(
    { wanted, typed }: CompletionPlace,
    panel: NotebookPanel,
    text: string
  ): Promise<Suggestion[]> {
    const { files, kernel } = this.registry.of(panel);
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
        return this.sessions(panel);
    }
  }

  /** Sessions that were used in this page, and those that lie beside the notebook. */
  private async sessions(panel: NotebookPanel): Promise<Suggestion[]> {
    const known = this.registry.allOf(panel).map(({ sessionId }) => sessionId);
    const sidecar = parentFolder(this.registry.of(panel).folder);
    const saved = await this.contents
      .get(sidecar, { type: 'directory', content: true })
      .then(({ content }: { content: unknown }) =>
        Array.isArray(content) ? content.flatMap(folderName) : []
      )
      // Nothing was asked in this notebook yet.
      .catch(() => []);
    const names = new Set([DEFAULT_SESSION_ID, ...known, ...saved]);
    return [...names].map(value => ({ value, detail: 'session' }));
  }
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
