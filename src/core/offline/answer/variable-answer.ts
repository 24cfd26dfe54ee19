import {
  askedChart,
  askedStatistics,
  LENGTH,
  SHAPE,
  TYPE,
  VALUE
} from '../code/variable-code';
import type { ToldVariable } from '../read-context';
import { readOutput } from '../read-output';
import { bold, code, grouped, list } from './markdown';

/** The value of a variable, and what was asked of it. */
export function variableAnswer(
  variable: ToldVariable,
  prompt: string,
  printed: string
): string {
  const { facts } = readOutput(printed);
  const type = facts.get(TYPE) ?? variable.type;
  const length = facts.get(LENGTH);
  const shape = facts.get(SHAPE);
  const value = printed
    .slice(printed.indexOf(`${VALUE}:`) + VALUE.length + 1)
    .replace(/\n?\[Figure[^\]]*\]/g, '')
    .trim();
  const name = code(variable.name);
  const statistics = askedStatistics(prompt, variable.type)
    .filter(label => facts.has(label))
    .map(
      label =>
        `the ${label.toLowerCase()} of ${name} is ${bold(grouped(facts.get(label) ?? ''))}`
    );
  const lead =
    statistics.length > 0
      ? `${capitalise(list(statistics))}. It is ${article(type)} ${code(type)}${length === undefined ? '' : ` with ${grouped(length)} values`}.`
      : `${name} is ${article(type)} ${code(type)}${length === undefined ? '' : ` of length ${grouped(length)}`}${shape === undefined ? '' : ` and shape ${code(shape)}`}`;
  if (askedChart(prompt, variable.type) !== null && /\[Figure/.test(printed)) {
    return `The chart shows the values of ${name}. ${lead.replace(/\.$/, '')}.`;
  }
  const isShort = !value.includes('\n') && value.length <= 120;
  if (statistics.length > 0) {
    return lead;
  }
  return isShort
    ? `${lead}: ${code(value)}.`
    : `${lead}. It begins:\n\n\`\`\`\n${value.slice(0, 1500).replace(/```/g, "'''")}\n\`\`\``;
}

function article(word: string): string {
  return /^(nd|[aeiou])/i.test(word) ? 'an' : 'a';
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
