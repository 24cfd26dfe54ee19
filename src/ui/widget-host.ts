import { MessageLoop } from '@lumino/messaging';
import { Layout, Widget } from '@lumino/widgets';

/** Where renderers, which are Lumino widgets, are put inside plain elements. */
export interface WidgetHost {
  /** Appends the widget's node to `into`. Disposing of the widget takes it out again. */
  place(widget: Widget, into: HTMLElement): void;
}

/**
 * A layout for widgets anywhere below the parent's node. They hear of attaching, showing and
 * resizing as children do, and are disposed of with the parent.
 */
export class HostLayout extends Layout implements WidgetHost {
  private readonly widgets = new Set<Widget>();

  override dispose(): void {
    for (const widget of [...this.widgets]) {
      widget.dispose();
    }
    this.widgets.clear();
    super.dispose();
  }

  [Symbol.iterator](): IterableIterator<Widget> {
    return [...this.widgets][Symbol.iterator]();
  }

  place(widget: Widget, into: HTMLElement): void {
    this.widgets.add(widget);
    widget.parent = this.parent;
    const attached = this.parent?.isAttached === true;
    if (attached) {
      MessageLoop.sendMessage(widget, Widget.Msg.BeforeAttach);
    }
    into.appendChild(widget.node);
    if (attached) {
      MessageLoop.sendMessage(widget, Widget.Msg.AfterAttach);
    }
  }

  removeWidget(widget: Widget): void {
    if (!this.widgets.delete(widget)) {
      return;
    }
    const attached = this.parent?.isAttached === true;
    if (attached) {
      MessageLoop.sendMessage(widget, Widget.Msg.BeforeDetach);
    }
    widget.node.remove();
    if (attached) {
      MessageLoop.sendMessage(widget, Widget.Msg.AfterDetach);
    }
  }
}
