/** Writes a line. Resolves when it is handed over, so that exiting cuts nothing off. */
export function say(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise(resolve => stream.write(`${text}\n`, () => resolve()));
}
