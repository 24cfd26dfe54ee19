import { createHash } from 'node:crypto';

/** What an id may look like: https://nbformat.readthedocs.io/en/latest/format_description.html#cell-ids */
const ID = /^[a-zA-Z0-9-_]{1,64}$/;

const HASH_LENGTH = 12;

/**
 * Gives an id to the cells that have none, or one that is taken. It comes from the cell's text, so that the same notebook
 * has the same ids the next time it is run, and what was recorded for a cell is found again.
 */
export function withIds<
  T extends { readonly id?: string | undefined; readonly source: string }
>(cells: readonly T[]): (T & { readonly id: string })[] {
  const given = new Set(cells.flatMap(({ id }) => id ?? []));
  const used = new Set<string>();
  return cells.map(cell => {
    const own = cell.id;
    const id =
      own !== undefined && ID.test(own) && !used.has(own)
        ? own
        : freshId(cell.source, name => used.has(name) || given.has(name));
    used.add(id);
    return { ...cell, id };
  });
}

function freshId(source: string, isTaken: (id: string) => boolean): string {
  const base = createHash('sha256')
    .update(source)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  let id = base;
  for (let count = 2; isTaken(id); count += 1) {
    id = `${base}-${count}`;
  }
  return id;
}
