/** Why something that was tried did not work, where the sentence before says that it did not. */
export function failureWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
