import {
  jupyterHighlightStyle,
  type IEditorLanguageRegistry
} from '@jupyterlab/codemirror';
import { part } from '../dom';

/** Longer code is shown in one colour: parsing it would hold up the page. */
const LONGEST_COLOURED = 60_000;

/** `code` as coloured nodes; plain text where the language is not known. */
export async function highlight(
  code: string,
  language: string,
  languages: IEditorLanguageRegistry
): Promise<Node[]> {
  const found =
    language === '' || code.length > LONGEST_COLOURED
      ? null
      : languages.findBest(language, false);
  if (found === null) {
    return [document.createTextNode(code)];
  }
  ensureColours();
  const box = document.createElement('code');
  try {
    // The line feed is for 4.2, which loses the last character when it has no colour.
    await languages.highlight(`${code}\n`, found, box);
  } catch {
    // The page itself may be gone by now.
    return [box.ownerDocument.createTextNode(code)];
  }
  return [...box.childNodes];
}

/** The rules for the colours are otherwise added by the first editor of the page, which may not be open. */
function ensureColours(): void {
  const id = part('codeColours');
  const rules = jupyterHighlightStyle.module?.getRules();
  if (rules === undefined || document.getElementById(id) !== null) {
    return;
  }
  const style = document.createElement('style');
  style.id = id;
  style.textContent = rules;
  document.head.appendChild(style);
}
