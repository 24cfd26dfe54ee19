/** A command line that cannot be followed; its message is one sentence that says what to write. */
export class UsageError extends Error {}
