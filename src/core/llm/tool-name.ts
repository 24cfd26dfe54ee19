/**
 * The offered tool that a name means, though a namespace, a number or control tokens stand around it; null when none or
 * several fit.
 */
export function offeredName(
  name: string,
  offered: readonly string[]
): string | null {
  const plain = name.trim();
  if (offered.includes(plain)) {
    return plain;
  }
  const words = new Set(plain.split(/[^\w-]+/));
  const [only, ...others] = offered.filter(each => words.has(each));
  return only !== undefined && others.length === 0 ? only : null;
}
