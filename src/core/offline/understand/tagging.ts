import type { Frame } from '../frame';
import type { Token } from '../words';
import type { Item } from './item';
import type { Found } from './looked-up';

/** A prompt while it is taken apart: which of its tokens have been given a part already. */
export class Tagging {
  readonly places: (Item | null)[];

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
    readonly frame: Frame,
    readonly found: Found
  ) {
    this.places = tokens.map(() => null);
  }

  free(first: number, after: number): boolean {
    return this.places.slice(first, after).every(place => place === null);
  }

  put(item: Item): void {
    for (let i = item.first; i < item.after; i += 1) {
      this.places[i] = item;
    }
  }

  span(
    first: number,
    after: number
  ): { first: number; after: number; text: string } {
    const text = this.tokens
      .slice(first, after)
      .map(token => token.text)
      .join(' ');
    return { first, after, text };
  }
}
