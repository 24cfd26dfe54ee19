/** The known word that is a slip of the keys away from what was typed; null when none is near. */
export function nearest(
  typed: string,
  known: readonly string[]
): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of known) {
    const beginsIt = typed.length >= 2 && word.startsWith(typed);
    const distance = beginsIt ? 1 : slips(typed.toLowerCase(), word);
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best;
}

/** Letters to add, leave out, change or swap until `from` is `to`. */
function slips(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      const isSwap =
        i > 1 &&
        j > 1 &&
        from[i - 1] === to[j - 2] &&
        from[i - 2] === to[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + change,
        isSwap ? (before[j - 2] ?? 0) + 1 : Infinity
      );
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
