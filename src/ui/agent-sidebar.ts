import {
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { StackedPanel, type Widget } from '@lumino/widgets';
import type { AgentSession } from '../core/agent/session-types';
import { widenSideArea } from './comfortable-width';
import { ConversationWidget } from './conversation/conversation-widget';
import { noNotebook } from './conversation/no-notebook';
import { part } from './dom';
import { agentIcon } from './icons';
import type { AgentUiOptions, SessionInfo } from './types';

/** Conversations kept drawn; the one not shown for longest goes first, and is drawn again when it is needed. */
const MOST_KEPT = 6;

/** The agent's sidebar: the conversation of the session that was set, or a word that no notebook is open. */
export class AgentSidebar extends StackedPanel {
  private readonly trans: TranslationBundle;
  private readonly nothing: Widget;
  /** In the order in which they were shown, the last one is the newest. */
  private readonly kept = new Map<AgentSession, ConversationWidget>();
  private shown: ConversationWidget | null = null;
  private wasShown = false;

  constructor(private readonly options: AgentUiOptions) {
    super();
    this.trans = (options.translator ?? nullTranslator).load('kernel_agent');
    this.id = 'jp-kernel-agent-sidebar';
    this.addClass(part('sidebar'));
    this.title.icon = agentIcon;
    this.title.caption = this.trans.__('Kernel Agent');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.trans.__('Kernel Agent'));
    this.nothing = noNotebook(options.actions, this.trans);
    this.addWidget(this.nothing);
  }

  /** The conversation in view; null when no notebook is open. */
  get conversation(): ConversationWidget | null {
    return this.shown;
  }

  /** Shows the conversation of `session`; its scroll position and draft are where they were left. */
  setSession(session: AgentSession | null, info: SessionInfo): void {
    const wanted = session === null ? null : this.conversationOf(session, info);
    this.nothing.setHidden(wanted !== null);
    for (const widget of this.kept.values()) {
      widget.setHidden(widget !== wanted);
    }
    this.shown = wanted;
    this.dropOldest();
  }

  focusComposer(): void {
    this.shown?.focusComposer();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    if (!this.wasShown) {
      this.wasShown = true;
      // The side area is laid out after its widget is told.
      requestAnimationFrame(() => widenSideArea(this));
    }
  }

  override dispose(): void {
    this.kept.clear();
    this.shown = null;
    super.dispose();
  }

  private conversationOf(
    session: AgentSession,
    info: SessionInfo
  ): ConversationWidget {
    const known = this.kept.get(session);
    const widget =
      known ?? new ConversationWidget(session, info, this.options, this.trans);
    this.kept.delete(session);
    this.kept.set(session, widget);
    if (known) {
      known.updateInfo(info);
    } else {
      widget.hide();
      this.addWidget(widget);
    }
    return widget;
  }

  private dropOldest(): void {
    for (const [session, widget] of this.kept) {
      if (this.kept.size <= MOST_KEPT) {
        return;
      }
      if (widget !== this.shown) {
        this.kept.delete(session);
        widget.dispose();
      }
    }
  }
}
