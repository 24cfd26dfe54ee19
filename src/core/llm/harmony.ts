const MESSAGE =
  /(?:<\|start\|>[\w. =:-]*)?<\|channel\|>\s*(\w+)([^<]*(?:<\|constrain\|>[^<]*)?)<\|message\|>([^]*?)(?:<\|(?:end|return|call)\|>|(?=<\|(?:start|channel)\|>)|$)/g;

/**
 * The text of a server that does not know the channels of its gpt-oss model: analysis becomes a thought, the answer and
 * what is said before a call become plain text, and calls stay for their reader. Any other text is left alone.
 */
export function readChannels(text: string): string {
  if (!/^\s*(?:<\|start\|>[\w. =:-]*)?<\|channel\|>/.test(text)) {
    return text;
  }
  return text
    .replace(
      MESSAGE,
      (block: string, channel: string, more: string, said: string) => {
        if (channel === 'analysis') {
          return `<think>${said.trim()}</think>\n`;
        }
        return /\bto=/.test(block.slice(0, block.indexOf('<|message|>')) + more)
          ? block
          : `${said.trim()}\n`;
      }
    )
    .trim();
}
