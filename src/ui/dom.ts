import type { LabIcon } from '@jupyterlab/ui-components';

/** Prefix of every class name of this extension. */
export const CSS_PREFIX = 'jp-KernelAgent';

/** `part('turn', 'mod-open')` is `jp-KernelAgent-turn jp-mod-open`. */
export function part(name: string, ...modifiers: string[]): string {
  return [
    `${CSS_PREFIX}-${name}`,
    ...modifiers.map(modifier => `jp-${modifier}`)
  ].join(' ');
}

export type Child = Node | string | null;

/** Creates an element with the class of a part, attributes and children; nulls are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Child[] = []
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (className !== '') {
    node.className = className;
  }
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/** An icon that says nothing to screen readers: its button or text has the words. */
export function iconElement(icon: LabIcon): HTMLElement {
  const node = icon.element({ tag: 'span', className: part('icon') });
  node.setAttribute('aria-hidden', 'true');
  return node;
}

export interface ButtonOptions {
  /** What it does, in words: visible, or the accessible name of an icon button. */
  readonly label: string;
  readonly icon?: LabIcon;
  /** Shows only the icon. */
  readonly iconOnly?: boolean;
  readonly className?: string;
  readonly onClick: () => void;
}

export function button(options: ButtonOptions): HTMLButtonElement {
  const node = element(
    'button',
    `${part('button')} ${options.className ?? ''}`.trim(),
    { type: 'button' },
    [
      options.icon ? iconElement(options.icon) : null,
      options.iconOnly
        ? null
        : element('span', part('buttonText'), {}, [options.label])
    ]
  );
  if (options.iconOnly) {
    node.title = options.label;
    node.setAttribute('aria-label', options.label);
  }
  node.addEventListener('click', options.onClick);
  return node;
}

/** Replaces what `node` holds only when the text differs, so that selections and screen readers are left alone. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
