/** Stands in for what tells whether elements are in view: nothing is until a test says so. Undone by `restore`. */
export class ScrolledIntoView {
  private readonly before = globalThis.IntersectionObserver;
  private readonly beforeCreate = URL.createObjectURL;
  private readonly beforeRevoke = URL.revokeObjectURL;
  private readonly observers = new Set<TestObserver>();
  /** Addresses of pictures that are in use. */
  readonly urls = new Set<string>();

  constructor() {
    const { observers, urls } = this;
    globalThis.IntersectionObserver = class extends TestObserver {
      constructor(callback: IntersectionObserverCallback) {
        super(callback);
        observers.add(this);
      }
    };
    let count = 0;
    URL.createObjectURL = () => {
      count += 1;
      urls.add(`blob:${count}`);
      return `blob:${count}`;
    };
    URL.revokeObjectURL = url => void urls.delete(url);
  }

  /** Everything within `node` comes into view. */
  show(node: Element): void {
    for (const observer of this.observers) {
      observer.tell(node);
    }
  }

  restore(): void {
    globalThis.IntersectionObserver = this.before;
    URL.createObjectURL = this.beforeCreate;
    URL.revokeObjectURL = this.beforeRevoke;
  }
}

class TestObserver implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  private readonly observed = new Set<Element>();

  constructor(private readonly callback: IntersectionObserverCallback) {}

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

  tell(node: Element): void {
    const seen = [...this.observed].filter(target => node.contains(target));
    if (seen.length > 0) {
      const entries = seen.map(target => ({ target, isIntersecting: true }));
      // Of an entry, the product reads these two.
      this.callback(entries as unknown as IntersectionObserverEntry[], this);
    }
  }
}
