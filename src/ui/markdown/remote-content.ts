/**
 * Models and the data they read are untrusted. Anything in their HTML that the browser would
 * fetch by itself tells whoever serves it what the user is looking at, so only what is
 * local to the notebook (`data:` and relative addresses) may load.
 */

const LOADING_ATTRIBUTES = [
  'src',
  'srcset',
  'poster',
  'background',
  'data',
  'xlink:href'
];
/** What a click would send or run without being a link. */
const ACTING_ATTRIBUTES = [
  'action',
  'formaction',
  'form',
  'ping',
  'data-commandlinker-command',
  'data-commandlinker-args'
];

const SUSPECT =
  /<(img|picture|source|video|audio|track|input|image|use|form|button)\b|\b(srcset|poster|background|action|ping|data-commandlinker)|url\s*\(|xlink/i;

/**
 * `html` without attributes that fetch from elsewhere. Remote images become links; forms are unwrapped.
 * The result must be sanitised again: it was parsed and written anew.
 */
export function removeRemoteContent(
  html: string,
  words: { readonly imageNotLoaded: string }
): string {
  if (!SUSPECT.test(html)) {
    return html;
  }
  const page = document.implementation.createHTMLDocument('');
  // Nothing in a template loads or runs.
  const template = page.createElement('template');
  template.innerHTML = html;
  for (const node of template.content.querySelectorAll('*')) {
    if (node.localName === 'img' && !isLocal(node.getAttribute('src') ?? '')) {
      node.replaceWith(linkInsteadOf(node, page, words.imageNotLoaded));
      continue;
    }
    if (node.localName === 'form') {
      // Even without an address a form loads the page anew, and with it everything that is not saved.
      node.replaceWith(...node.childNodes);
      continue;
    }
    for (const name of LOADING_ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value !== null && (name === 'srcset' || !isLocal(value))) {
        node.removeAttribute(name);
      }
    }
    for (const name of ACTING_ATTRIBUTES) {
      node.removeAttribute(name);
    }
    if (/url\s*\(|image|\\/i.test(node.getAttribute('style') ?? '')) {
      node.removeAttribute('style');
    }
  }
  return template.innerHTML;
}

/** True for `data:` images and addresses on this server. */
export function isLocal(address: string): boolean {
  if (/^\s*data:image\//i.test(address)) {
    return true;
  }
  try {
    const base = 'http://local.invalid/folder/';
    return new URL(address, base).origin === new URL(base).origin;
  } catch {
    return false;
  }
}

function linkInsteadOf(
  image: Element,
  page: Document,
  words: string
): HTMLElement {
  const address = image.getAttribute('src') ?? '';
  const name = image.getAttribute('alt') ?? '';
  const link = page.createElement('a');
  if (/^https?:/i.test(address.trim())) {
    link.href = address;
  }
  link.title = address;
  link.textContent = name === '' ? words : `${words}: ${name}`;
  return link;
}
