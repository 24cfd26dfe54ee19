import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { part } from '../dom';
import { restoreDollars } from './money-and-math';
import { removeRemoteContent } from './remote-content';

/** Class of an element whose formulas are not typeset yet, because its text still grows. */
export const UNSETTLED = part('unsettled');

/**
 * The given renderers, made safe for what models write: HTML is sanitised even where the
 * user's settings are lax about it, nothing is fetched from elsewhere, and formulas are
 * typeset only once their text is complete.
 */
export function safeRendermime(
  rendermime: IRenderMimeRegistry,
  trans: TranslationBundle
): IRenderMimeRegistry {
  const words = { imageNotLoaded: trans.__('Image from the web, not loaded') };
  return rendermime.clone({
    sanitizer: new CarefulSanitizer(rendermime.sanitizer, words),
    latexTypesetter: rendermime.latexTypesetter
      ? new SettledTypesetter(rendermime.latexTypesetter)
      : undefined
  });
}

class CarefulSanitizer implements IRenderMime.ISanitizer {
  constructor(
    private readonly sanitizer: IRenderMime.ISanitizer,
    private readonly words: { readonly imageNotLoaded: string }
  ) {}

  get allowNamedProperties(): boolean {
    return this.sanitizer.allowNamedProperties ?? false;
  }

  getAutolink(): boolean {
    return this.sanitizer.getAutolink?.() ?? true;
  }

  sanitize(dirty: string, options?: IRenderMime.ISanitizerOptions): string {
    const clean = this.sanitizer.sanitize(dirty, options);
    const local = removeRemoteContent(clean, this.words);
    return restoreDollars(
      local === clean ? clean : this.sanitizer.sanitize(local, options)
    );
  }
}

class SettledTypesetter implements IRenderMime.ILatexTypesetter {
  constructor(private readonly typesetter: IRenderMime.ILatexTypesetter) {}

  typeset(node: HTMLElement): void | Promise<void> {
    return node.closest(`.${UNSETTLED}`) === null
      ? this.typesetter.typeset(node)
      : undefined;
  }
}
