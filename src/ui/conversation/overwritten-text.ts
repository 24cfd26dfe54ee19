/**
 * Text as a terminal would show it: a carriage return begins the line anew, a backspace takes
 * one character back. Progress bars print thousands of these. Linear in the length of the text.
 */
export function visibleText(text: string): string {
  if (!/[\r\b]/.test(text)) {
    return text;
  }
  return text
    .split('\n')
    .map(line => (/[\r\b]/.test(line) ? visibleLine(line) : line))
    .join('\n');
}

function visibleLine(line: string): string {
  const shown: string[] = [];
  let column = 0;
  for (const character of line) {
    if (character === '\r') {
      column = 0;
    } else if (character === '\b') {
      column = Math.max(0, column - 1);
    } else {
      shown[column] = character;
      column += 1;
    }
  }
  return shown.join('');
}
