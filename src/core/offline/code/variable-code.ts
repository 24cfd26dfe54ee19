import { pythonString } from '../python-literal';
import type { ToldVariable } from '../read-context';
import { Script } from './script';

export const TYPE = 'Type';
export const LENGTH = 'Length';
export const VALUE = 'Value';
export const SHAPE = 'Shape';

/** What can be asked of a variable that holds several numbers: words, label, method. */
const ASKED: readonly (readonly [RegExp, string, string])[] = [
  [/\b(mean|average|avg)\b/i, 'Mean', 'mean().round(6)'],
  [/\bmedian\b/i, 'Median', 'median().round(6)'],
  [/\b(sum|total|add up)\b/i, 'Sum', 'sum()'],
  [/\b(max(imum)?|largest|highest|biggest)\b/i, 'Highest', 'max()'],
  [/\b(min(imum)?|smallest|lowest)\b/i, 'Lowest', 'min()'],
  [
    /\b(std|stdev|standard deviation)\b/i,
    'Standard deviation',
    'std().round(6)'
  ],
  [/\b(distinct|different|unique)\b/i, 'Different values', 'nunique()']
];

const SEQUENCE =
  /(^|\.)(dict|list|tuple|set|frozenset|range|ndarray|Series|Index|\w+Index|array|deque)\b/;

/** Labels of the statistics that the prompt asks for. */
export function askedStatistics(prompt: string, type: string): string[] {
  return SEQUENCE.test(type)
    ? ASKED.filter(([words]) => words.test(prompt)).map(([, label]) => label)
    : [];
}

const CHARTS: readonly (readonly [RegExp, string])[] = [
  [/\b(hist|histogram|distribution)\b/i, 'hist(bins=20)'],
  [/\bbars?\b|\bbar ?(chart|plot|graph)\b/i, 'bar()'],
  [/\bpie\b/i, 'pie()'],
  [/\bbox ?(plot)?\b/i, 'box()'],
  [/\b(plot|chart|graph|draw|visuali[sz]e|line|curve)\b/i, '']
];

/** The pandas call that draws what the prompt asks for; null where no chart is asked for or nothing could be drawn. */
export function askedChart(prompt: string, type: string): string | null {
  const found = CHARTS.find(([words]) => words.test(prompt))?.[1];
  const usual = /(^|\.)dict\b/.test(type) ? 'bar()' : 'line()';
  return SEQUENCE.test(type) && found !== undefined ? found || usual : null;
}

/** Several columns of numbers are drawn as several lines. */
function drawn(name: string, type: string): string {
  return /(^|\.)Series$/.test(type)
    ? name
    : /ndarray/.test(type)
      ? `pd.DataFrame(${name})`
      : /(^|\.)dict\b/.test(type)
        ? `pd.Series(${name})`
        : `pd.Series(list(${name}))`;
}

/** Shows a variable, bounded, and the statistics that the prompt asks for. */
export function variableCode(variable: ToldVariable, prompt: string): string {
  const { name, type } = variable;
  const script = new Script();
  const statistics = askedStatistics(prompt, type);
  const isSeries = /(^|\.)Series$/.test(type);
  const flat = isSeries
    ? name
    : /ndarray/.test(type)
      ? `pd.Series(${name}.ravel())`
      : /(^|\.)dict\b/.test(type)
        ? `pd.Series(${name})`
        : `pd.Series(list(${name}))`;
  script.block(
    `print("${TYPE}:", type(${name}).__name__)`,
    ...(SEQUENCE.test(type) || /(^|\.)(dict|str|bytes|\w*Dict)\b/.test(type)
      ? [
          `print(f"${LENGTH}: {${/ndarray/.test(type) ? `${name}.size` : `len(${name})`}:,}")`
        ]
      : []),
    ...ASKED.filter(([, label]) => statistics.includes(label)).map(
      ([, label, method]) => `print("${label}:", ${numbers(flat, method)})`
    ),
    ...(/ndarray/.test(type) ? [`print("${SHAPE}:", ${name}.shape)`] : []),
    `print("${VALUE}:", ${shown(name, type)})`
  );
  const chart = askedChart(prompt, type);
  if (chart !== null) {
    const call = chart === 'pie()' ? `pie(ylabel="")` : chart;
    script.block(
      `ax = ${drawn(name, type)}.plot.${call}`,
      `ax.set_title(${pythonString(name)})`,
      'plt.tight_layout()',
      'plt.show()'
    );
  }
  return script.text();
}

/** A built-in number can be rounded where it came from a method. */
function numbers(flat: string, method: string): string {
  return method.endsWith('.round(6)')
    ? `round(${flat}.${method.replace('.round(6)', '')}, 6)`
    : `${flat}.${method}`;
}

function shown(name: string, type: string): string {
  if (/(^|\.)Series$/.test(type)) {
    return `"\\n" + ${name}.head(20).to_string()`;
  }
  if (/^(builtins\.)?(list|tuple|range)$/.test(type)) {
    return `repr(${name}[:20])[:1500]`;
  }
  if (/^(builtins\.)?(dict)$/.test(type)) {
    return `repr(dict(list(${name}.items())[:20]))[:1500]`;
  }
  return `repr(${name})[:1500]`;
}
