import { codeIcon, fileIcon, type LabIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import { element, iconElement, part } from '../dom';
import type { Completion } from '../types';

export interface Offer extends Completion {
  readonly kind: 'file' | 'variable';
}

const ICONS: Record<Offer['kind'], LabIcon> = {
  file: fileIcon,
  variable: codeIcon
};

let lists = 0;

/** The list of completions above a text field, which keeps the focus (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
export class CompletionList implements IDisposable {
  readonly node: HTMLElement;
  private readonly id = `${part('completions')}-${(lists += 1)}`;
  private offers: readonly Offer[] = [];
  private active = 0;
  private disposed = false;

  constructor(
    private readonly field: HTMLTextAreaElement,
    label: string,
    private readonly accepted: (offer: Offer) => void
  ) {
    this.node = element('ul', part('completions'), {
      id: this.id,
      role: 'listbox',
      'aria-label': label
    });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.id);
    this.close();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  get isOpen(): boolean {
    return this.offers.length > 0;
  }

  open(offers: readonly Offer[]): void {
    this.offers = offers;
    this.active = 0;
    this.draw();
  }

  close(): void {
    this.open([]);
  }

  move(by: number): void {
    const count = this.offers.length;
    this.active = (this.active + by + count) % count;
    this.draw();
  }

  accept(): void {
    const offer = this.offers[this.active];
    this.close();
    if (offer) {
      this.accepted(offer);
    }
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }

  private draw(): void {
    this.node.hidden = !this.isOpen;
    this.node.replaceChildren(
      ...this.offers.map((offer, index) => this.option(offer, index))
    );
    if (this.isOpen) {
      this.field.setAttribute(
        'aria-activedescendant',
        `${this.id}-${this.active}`
      );
      this.node.children[this.active]?.scrollIntoView?.({ block: 'nearest' });
    } else {
      this.field.removeAttribute('aria-activedescendant');
    }
  }

  private option(offer: Offer, index: number): HTMLElement {
    const option = element(
      'li',
      part('completion', ...(index === this.active ? ['mod-active'] : [])),
      {
        id: `${this.id}-${index}`,
        role: 'option',
        'aria-selected': String(index === this.active)
      },
      [
        iconElement(ICONS[offer.kind]),
        element('span', part('completionValue'), {}, [offer.value]),
        element('span', part('completionDetail'), {}, [offer.detail ?? ''])
      ]
    );
    // Not `click`: the field would lose the focus before it.
    option.addEventListener('mousedown', event => {
      event.preventDefault();
      this.active = index;
      this.accept();
    });
    return option;
  }
}
