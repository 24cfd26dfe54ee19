/** Blanks out parts of a text without moving the others, so that positions stay the same. */
function mask(text: string, pattern: RegExp): string {
  return text.replace(pattern, part => part.replace(/[^\n]/g, ' '));
}

/** The text with finished thoughts and solutions blanked out: what stands in them is said, not done. */
export function maskAnswers(text: string): string {
  return mask(
    text,
    /<(think|thinking|thought|solution)\s*>[^]*?<\/\1\s*>|^[^]*?<\/(?:think|thinking|thought)\s*>/gi
  );
}

/** The text with fenced code and inline code blanked out: it shows something, as in an explanation. */
export function maskFences(text: string): string {
  const fences =
    /^[ \t]*(`{3,}|~{3,})[^\n`]*\n(?:[^]*?^[ \t]*\1[`~]*[ \t]*$|[^]*$(?![^]))/gim;
  return mask(mask(text, fences), /(`+)[^`\n]+\1/g);
}
