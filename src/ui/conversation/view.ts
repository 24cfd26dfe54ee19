import type { IDisposable } from '@lumino/disposable';

/** A drawn part of a conversation: made for one object, which it reads again on `update`. */
export interface View extends IDisposable {
  readonly node: HTMLElement;
  update(): void;
}
