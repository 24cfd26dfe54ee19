const SHORT_ESCAPES: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t'
};

// Control characters, line separators, direction marks, lone surrogates: what could hide or break a line of code.
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /["\\\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `text` as a Python string literal in double quotes, on one line whatever is in it. */
export function pythonString(text: string): string {
  const escaped = text.replace(
    UNSAFE,
    character =>
      SHORT_ESCAPES[character] ??
      `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
  return `"${escaped}"`;
}

/** A number as Python writes it; throws `RangeError` for what Python has no literal for. */
export function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new RangeError(`No Python literal for ${value}`);
  }
  return Object.is(value, -0) ? '0' : String(value);
}

export function pythonList(items: readonly (string | number)[]): string {
  return `[${items.map(item => (typeof item === 'string' ? pythonString(item) : pythonNumber(item))).join(', ')}]`;
}

/** Text for a comment: never more than its line. */
export function pythonComment(text: string): string {
  // eslint-disable-next-line no-control-regex
  return `# ${text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()}`;
}

/**
 * Text for matplotlib, which reads what stands between two dollar signs as a formula.
 * Returns a Python literal.
 */
export function plotText(text: string): string {
  return pythonString(text.replace(/\s+/g, ' ').replace(/\$/g, '\\$'));
}

// Keywords, and built-in names that a result variable should not hide.
const RESERVED = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield match case type ' +
    'abs all any ascii bin bool bytes callable chr compile complex dict dir display divmod enumerate eval exec exit filter float format ' +
    'frozenset getattr globals hasattr hash help hex id input int isinstance iter len list locals map max memoryview min next object ' +
    'oct open ord pow print property quit range repr reversed round set slice sorted staticmethod str sum super tuple vars zip ' +
    'pd np plt json'
  ).split(' ')
);

/** A readable Python name made from any text: `Sales 2024-final` → `sales_2024_final`. At most 48 characters. */
export function pythonName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 48)
    .replace(/^_+|_+$/g, '');
  if (plain === '') {
    return 'data';
  }
  if (/^\d/.test(plain)) {
    return `data_${plain}`;
  }
  return RESERVED.has(plain) ? `${plain}_data` : plain;
}
