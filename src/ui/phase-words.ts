import type { TranslationBundle } from '@jupyterlab/translation';

/** `Phase 1` for the label `1`; a label that says so itself stays as it is. */
export function phaseWords(label: string, trans: TranslationBundle): string {
  return /^phase\b/i.test(label) ? label : trans.__('Phase %1', label);
}
