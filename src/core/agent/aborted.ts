const controller = new AbortController();
controller.abort();

/** A signal that was aborted from the beginning: calls still get their results, without being run. */
export const ABORTED: AbortSignal = controller.signal;
