import { randomIds } from '../core/clock';

const KEY = 'jupyterlab-kernel-agent:tab';

/** An id that this browser tab keeps over reloads, so that it recognises its own interrupted turns. */
export function tabId(storage: Storage | null): string {
  try {
    const known = storage?.getItem(KEY);
    if (known) {
      return known;
    }
    const made = randomIds.next();
    storage?.setItem(KEY, made);
    return made;
  } catch {
    // Storage may be switched off; then a reload is another tab.
    return randomIds.next();
  }
}
