import { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Menu } from '@lumino/widgets';
import type { AgentSession } from '../../core/agent/session-types';
import {
  handoffTemplates,
  type Handover
} from '../../core/file-context/handoff-templates';
import type { FindingBlock } from '../../core/transcript/conversation-types';
import { button, part } from '../dom';
import type { Drawing } from '../drawing';
import { templateIcon } from '../icons';

const INSERT = 'insert';

/** A button with a menu of phrases that hand over from earlier turns. */
export class TemplateMenu implements IDisposable {
  readonly node: HTMLButtonElement;
  private readonly commands = new CommandRegistry();
  private menu: Menu | null = null;
  private disposed = false;

  /** @param insert is given the text of the template that was chosen */
  constructor(
    private readonly drawing: Drawing,
    insert: (text: string) => void
  ) {
    const { trans } = drawing;
    this.node = button({
      label: trans.__('Insert a template'),
      icon: templateIcon,
      iconOnly: true,
      onClick: () => this.open()
    });
    this.node.setAttribute('aria-haspopup', 'menu');
    this.node.setAttribute('aria-expanded', 'false');
    this.commands.addCommand(INSERT, {
      label: ({ label }) => trans.__(String(label)),
      caption: ({ text }) => String(text),
      execute: ({ text }) => insert(String(text))
    });
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.menu?.dispose();
    this.node.remove();
  }

  private open(): void {
    this.menu?.dispose();
    const menu = new Menu({ commands: this.commands });
    this.menu = menu;
    menu.addClass(part('templates'));
    for (const { label, text } of handoffTemplates(
      handoverOf(this.drawing.session)
    )) {
      menu.addItem({ command: INSERT, args: { label, text } });
    }
    menu.aboutToClose.connect(() => {
      this.node.setAttribute('aria-expanded', 'false');
      this.node.focus();
    });
    this.node.setAttribute('aria-expanded', 'true');
    const { left, top } = this.node.getBoundingClientRect();
    // Below the middle of the window it opens upwards by itself.
    menu.open(left, top);
    menu.activateNextItem();
  }
}

/** What the conversation and the files offer to hand over. */
function handoverOf({ conversation, fileContext }: AgentSession): Handover {
  const findings = new Map<string, FindingBlock>();
  for (const turn of conversation.turns) {
    for (const block of turn.blocks) {
      if (block.kind === 'finding') {
        findings.delete(block.name);
        findings.set(block.name, block);
      }
    }
  }
  return {
    turns: conversation.turns.length,
    findings: [...findings.values()],
    files: fileContext.files
      .filter(({ profile }) => profile !== null)
      .map(({ name }) => name)
  };
}
