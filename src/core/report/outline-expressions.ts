import type { Outline, Slide } from './outline';

const LITERAL = /'[^']*'|"[^"]*"/g;

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
    figure?.path,
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

/**
 * Expressions in braces; their format is left on, since only Python can tell where it begins. A text in which braces may
 * mean something else to Python is given whole: nothing is evaluated that was not shown.
 */
function inText(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (depth === 0 && isDoubled(text, index)) {
      index += 1;
    } else if (character === '{') {
      start = depth === 0 ? index + 1 : start;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth < 0) {
        return [text];
      }
      if (depth === 0) {
        found.push(text.slice(start, index).trim());
      }
    }
  }
  return depth === 0 && !found.some(hasQuotedBrace) ? found : [text];
}

function isDoubled(text: string, index: number): boolean {
  const pair = text.slice(index, index + 2);
  return pair === '{{' || pair === '}}';
}

function hasQuotedBrace(expression: string): boolean {
  const literals = expression.match(LITERAL) ?? [];
  return (
    literals.some(literal => /[{}\\]/.test(literal)) ||
    /['"]/.test(expression.replace(LITERAL, ''))
  );
}
