import type {
  CompletionHandler,
  ICompletionContext,
  ICompletionProvider
} from '@jupyterlab/completer';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { Reply } from './completer';
import { mayBeAgentCell } from './source';
import type { SessionRegistry } from '../session-registry';

/** Completes agent cells for JupyterLab. What it completes is loaded when it is asked first. */
export class AgentCellProvider implements ICompletionProvider {
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
      this.panelOf(widget) !== undefined &&
      mayBeAgentCell(editor?.model.sharedModel.getSource() ?? '')
    );
  }

  async fetch(
    request: CompletionHandler.IRequest,
    { widget }: ICompletionContext
  ): Promise<Reply> {
    const { registry, contents } = this;
    const panel = this.panelOf(widget);
    if (!panel) {
      return { start: request.offset, end: request.offset, items: [] };
    }
    const { completeAgentCell } = await import('./completer');
    return completeAgentCell(request, { panel, registry, contents });
  }

  shouldShowContinuousHint(
    _isVisible: boolean,
    changed: { readonly sourceChange?: readonly { insert?: unknown }[] }
  ): boolean {
    const typed = changed.sourceChange?.find(({ insert }) => insert);
    return /[\w{-]$/.test(String(typed?.insert ?? ''));
  }

  private panelOf(widget: unknown): NotebookPanel | undefined {
    return this.tracker.find(panel => panel === widget);
  }
}
