/** A minimal typed signal: the core may not import Lumino's. */
export interface Subscribable<T> {
  /** Calls `listener` on every event until the returned function is called. */
  subscribe(listener: (event: T) => void): () => void;
}

export class Listeners<T> implements Subscribable<T> {
  private readonly listeners = new Set<(event: T) => void>();

  subscribe(listener: (event: T) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Calls every listener; one that throws does not keep the others from hearing. */
  emit(event: T): void {
    const failures: unknown[] = [];
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }
}
