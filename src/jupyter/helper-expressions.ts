import callTemplate from '../../kernel/call_expression.py';
import injectTemplate from '../../kernel/inject_expression.py';

/**
 * The expression that puts the helper into a kernel and says hello; the same for every kernel. The Python is fetched when
 * the first kernel needs it: a page that shows no notebook does without.
 */
export async function injectExpression(): Promise<string> {
  const { helperSources } = await import('./helper-sources');
  return fill(injectTemplate, '@PAYLOAD@', helperSources);
}

/** The expression that calls one of the helper's functions. */
export function callExpression(
  name: string,
  args: Record<string, unknown>
): string {
  return fill(callTemplate, '@CALL@', { name, args });
}

/** The template without its comments, which name the placeholder too. */
function fill(template: string, placeholder: string, value: unknown): string {
  return template
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n')
    .trim()
    .replace(placeholder, base64Json(value));
}

/** Base64 of UTF-8 JSON: nothing in it can be mistaken for code. */
function base64Json(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const characters = Array.from(bytes, byte => String.fromCharCode(byte));
  return btoa(characters.join(''));
}
