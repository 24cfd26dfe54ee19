/** Observers that a test fires by hand: jsdom lays nothing out. */

export class FakeIntersectionObserver implements IntersectionObserver {
  static readonly all: FakeIntersectionObserver[] = [];
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [0];
  readonly observed = new Set<Element>();

  constructor(private readonly callback: IntersectionObserverCallback) {
    FakeIntersectionObserver.all.push(this);
  }

  observe(target: Element): void {
    this.observed.add(target);
  }

  unobserve(target: Element): void {
    this.observed.delete(target);
  }

  disconnect(): void {
    this.observed.clear();
  }

  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }

  /** Says that `target` came near to what is visible, or went away from it. */
  report(target: Element, isIntersecting: boolean): void {
    if (this.observed.has(target)) {
      const entry = { target, isIntersecting } as IntersectionObserverEntry;
      this.callback([entry], this);
    }
  }
}

export function reportNear(target: Element, isNear: boolean): void {
  FakeIntersectionObserver.all.forEach(observer =>
    observer.report(target, isNear)
  );
}
