const REMOVED = '[removed]';

/** Texts that look like credentials wherever they stand; the first group, if any, is kept. */
const PATTERNS: readonly RegExp[] = [
  /(\b(?:authorization|(?:x-)?api[-_ ]?key|access[-_]token|password|secret)\\?["']?\s*[:=]\s*\\?["']?(?:(?:bearer|basic|token)\s+)?)[^\s"',;}&\\]{4,}/gi,
  /(\bkey provided:?\s+\\?["']?)[^\s"',;\\]{4,}/gi,
  /(\bbearer\s+)(?!auth|token|scheme|realm)[\w.~+/=*-]{6,}/gi,
  /(\b(?:basic|token)\s+)(?=[\w.~+/=*-]*\d)[\w.~+/=*-]{8,}/gi,
  /\b(?:sk|pk|rk|gsk|xai|hf|nvapi|pplx|csk|fw|ghp|gho|r8)[-_](?=[\w*.-]*[\d*]|[\w*.-]{20})[\w*.-]{8,}/g,
  /\b(?:AIza|AKIA|eyJ)[\w*.-]{16,}/g,
  /([?&](?:key|api[-_]?key|token|access_token|sig)=)[^&\s"']+/gi,
  /(:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g
];

/**
 * The text with everything removed that may be a credential: what looks like one, and each of `secrets`,
 * however it looks.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret.trim().length >= 4) {
      safe = safe.split(secret).join(REMOVED);
    }
  }
  for (const pattern of PATTERNS) {
    safe = safe.replace(pattern, (_match, kept: unknown) =>
      typeof kept === 'string' ? kept + REMOVED : REMOVED
    );
  }
  return safe;
}
