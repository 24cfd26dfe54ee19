/** A notebook that could not be written; its message is one sentence that says why. */
export class NotSavedError extends Error {}
