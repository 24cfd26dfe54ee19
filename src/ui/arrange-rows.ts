interface Row {
  readonly node: HTMLElement;
  dispose(): void;
}

/**
 * Brings the rows of a list in line with its items: rows of items that are gone go, the others stand in the items' order.
 * Nothing that is in its place is moved, so that the focus stays where it is.
 * @param rowFor the row of an item, up to date; keeps new ones in `rows` by the item's path
 */
export function arrangeRows<Item extends { readonly path: string }>(
  list: HTMLElement,
  rows: Map<string, Row>,
  items: readonly Item[],
  rowFor: (item: Item) => Row
): void {
  const paths = new Set(items.map(({ path }) => path));
  for (const [path, row] of rows) {
    if (!paths.has(path)) {
      rows.delete(path);
      row.dispose();
    }
  }
  items.forEach((item, index) => {
    const row = rowFor(item);
    if (list.children[index] !== row.node) {
      list.insertBefore(row.node, list.children[index] ?? null);
    }
  });
}
