/**
 * `text` cut to about `limit` characters: its head and its tail are kept, and a line between them says how much was
 * left out. Unchanged when it fits.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const half = Math.floor(limit / 2);
  const head = text.slice(0, half);
  const tail = text.slice(text.length - half);
  const left = text.length - head.length - tail.length;
  return `${head}\n… [${left} characters left out] …\n${tail}`;
}
