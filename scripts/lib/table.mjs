/**
 * Rows as a text table: the first column to the left, numbers to the right.
 *
 * @param {readonly (readonly (string | number)[])[]} rows the first one is the heading
 */
export function formatTable(rows) {
  const texts = rows.map(row =>
    row.map(cell => (typeof cell === 'number' ? formatNumber(cell) : cell))
  );
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map(row => (row[column] ?? '').length))
  );
  const lines = texts.map(row =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd()
  );
  return [lines[0], widths.map(width => '-'.repeat(width)).join('  ')]
    .concat(lines.slice(1))
    .join('\n');
}

/** @param {number} value */
function formatNumber(value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
