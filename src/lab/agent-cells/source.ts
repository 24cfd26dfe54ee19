/** Whether a cell's source has to be looked at as an agent cell; the parser, which is loaded then, has the last word. */
export function mayBeAgentCell(source: string): boolean {
  return /^[^\S\n]*%%?agent(?!\w)/m.test(source);
}
