import { SplitPanel, type Widget } from '@lumino/widgets';

/** Pixels at which code and tables read well. */
const COMFORTABLE = 420;
/** JupyterLab opens a side area as narrow as what is in it allows; whoever made it wider is left alone. */
const AS_OPENED = 300;
/** What the notebook keeps, at least. */
const ROOM = 600;

/**
 * Widens the side area that `widget` lies in, if that was opened as narrow as can be and the window has
 * room. To be called when the widget is laid out.
 */
export function widenSideArea(widget: Widget): void {
  let area = widget;
  while (area.parent !== null && !(area.parent instanceof SplitPanel)) {
    area = area.parent;
  }
  const split = area.parent;
  if (!(split instanceof SplitPanel) || area.node.offsetWidth > AS_OPENED) {
    return;
  }
  const widths = split.widgets.map(each =>
    each.isVisible ? each.node.offsetWidth : 0
  );
  const index = split.widgets.indexOf(area);
  const widest = widths.indexOf(Math.max(...widths));
  const more = COMFORTABLE - (widths[index] ?? 0);
  if (widest === index || (widths[widest] ?? 0) - more < ROOM) {
    return;
  }
  split.setRelativeSizes(
    widths.map((width, at) =>
      at === index ? width + more : at === widest ? width - more : width
    )
  );
}
