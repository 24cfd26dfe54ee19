import type { Outline, Slide } from './outline';

/** What is evaluated for a deck, each expression once, in the order of the slides. */
export function outlineExpressions(outline: Outline): string[] {
  return [
    ...new Set([
      ...inText(outline.title ?? ''),
      ...outline.slides.flatMap(expressionsOf)
    ])
  ];
}

function expressionsOf(slide: Slide): string[] {
  const { chart, table, figure } = slide;
  const texts = [
    slide.title,
    slide.subtitle,
    ...(slide.bullets ?? []).map(bullet =>
      typeof bullet === 'string' ? bullet : bullet.text
    ),
    ...(slide.metrics ?? []).flatMap(({ label, value, note }) => [
      label,
      value,
      note
    ]),
    slide.alt_text,
    slide.notes
  ];
  return [
    ...texts.flatMap(text => inText(text ?? '')),
    ...[table?.data, chart?.data, figure?.figure].filter(
      expression => expression !== undefined
    )
  ];
}

/** Expressions in braces; their format is left on, since only Python can tell where it begins. */
function inText(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  const plain = text.replace(/\{\{|\}\}/g, '  ');
  for (let index = 0; index < plain.length; index += 1) {
    if (plain[index] === '{') {
      start = depth === 0 ? index + 1 : start;
      depth += 1;
    } else if (plain[index] === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) {
        found.push(plain.slice(start, index).trim());
      }
    }
  }
  return found;
}
