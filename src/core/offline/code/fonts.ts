import type { Frame } from '../frame';

const BEYOND_USUAL_FONT =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Code that draws names of letters or signs which the usual font lacks gets other fonts, and no warnings in its output. */
export function withFonts(text: string, frame: Frame): string {
  const names = (frame.turned?.rawColumns ?? frame.columns).flatMap(column => [
    column.name,
    ...column.values
  ]);
  if (
    !text.includes('plt.show()') ||
    !names.some(name => BEYOND_USUAL_FONT.test(name))
  ) {
    return text;
  }
  const lines = text.split('\n');
  const after = lines.findLastIndex(line => /^import \w/.test(line)) + 1;
  return [
    ...lines.slice(0, after),
    'import warnings',
    'from matplotlib.font_manager import get_font_names',
    '',
    '# Signs that the usual font lacks are drawn where another installed font has them',
    'warnings.filterwarnings("ignore", message="Glyph .* missing")',
    'others = [name for name in get_font_names() if any(part in name for part in ("CJK", "Gothic", "Hei"))]',
    'plt.rcParams["font.family"] = ["DejaVu Sans", *others[:3]]',
    ...lines.slice(after)
  ].join('\n');
}
