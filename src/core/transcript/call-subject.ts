const LONGEST_SUBJECT = 60;

/** What a call without code is about: the first text among its arguments; empty when there is none. */
export function callSubject(argumentsText: string): string {
  let value: unknown;
  try {
    value = JSON.parse(argumentsText);
  } catch {
    return '';
  }
  if (typeof value !== 'object' || value === null) {
    return '';
  }
  const texts = Object.values(value).filter(each => typeof each === 'string');
  const subject = (texts[0] ?? '').replace(/\s+/g, ' ').trim();
  return subject.length > LONGEST_SUBJECT
    ? `${subject.slice(0, LONGEST_SUBJECT - 1)}…`
    : subject;
}
