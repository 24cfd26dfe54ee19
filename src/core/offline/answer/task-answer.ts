import { partAnswer } from './part-answer';
import { ROWS } from '../code/grouping';
import { readable } from '../code/names';
import { WITHOUT_VALUE } from '../code/prepare-data';
import type { Frame } from '../frame';
import type { Analysis } from '../intent';
import { readOutput, type Output } from '../read-output';
import { groupAnswer } from './group-answer';
import { filterWords } from './filter-words';
import { code, grouped, plain } from './markdown';
import {
  correlationAnswer,
  distributionAnswer,
  itemsAnswer,
  relationAnswer,
  totalAnswer
} from './number-answer';
import {
  columnsAnswer,
  describeAnswer,
  duplicatesAnswer,
  missingAnswer,
  previewAnswer,
  rowsAnswer,
  shapeAnswer,
  valuesAnswer
} from './overview-answer';
import { isZero } from './task-context';
import { trendAnswer } from './trend-answer';

/** Analyses that have something to tell of a table without rows. */
const LOOKS: ReadonlySet<Analysis['kind']> = new Set([
  'preview',
  'describe',
  'columns',
  'shape',
  'missing',
  'duplicates'
] as const);

/** The answer to one analysis, all its numbers read from what its code printed. */
export function taskAnswer(
  analysis: Analysis,
  frame: Frame,
  printed: string
): string {
  const output = readOutput(printed);
  if (isZero(output.facts.get(ROWS) ?? null) && !LOOKS.has(analysis.kind)) {
    const words = filterWords(analysis.filters);
    return words === ''
      ? `${code(frame.label)} has no rows, so there is nothing to compute.`
      : `No row of ${code(frame.label)} fits${words}.`;
  }
  const body = answer(analysis, frame, output);
  const holes = withoutValues(analysis, output);
  return holes === '' ? body : `${body}\n\n${holes}`;
}

function answer(analysis: Analysis, frame: Frame, output: Output): string {
  switch (analysis.kind) {
    case 'preview':
      return previewAnswer({ analysis, frame, output });
    case 'describe':
      return describeAnswer({ analysis, frame, output });
    case 'columns':
      return columnsAnswer({ analysis, frame, output });
    case 'shape':
      return shapeAnswer({ analysis, frame, output });
    case 'missing':
      return missingAnswer({ analysis, frame, output });
    case 'duplicates':
      return duplicatesAnswer({ analysis, frame, output });
    case 'values':
      return valuesAnswer({ analysis, frame, output });
    case 'rows':
      return rowsAnswer({ analysis, frame, output });
    case 'total':
      return totalAnswer({ analysis, frame, output });
    case 'group':
      return groupAnswer({ analysis, frame, output });
    case 'trend':
      return trendAnswer({ analysis, frame, output });
    case 'distribution':
      return distributionAnswer({ analysis, frame, output });
    case 'part':
      return partAnswer({ analysis, frame, output });
    case 'relation':
      return relationAnswer({ analysis, frame, output });
    case 'correlation':
      return correlationAnswer({ analysis, frame, output });
    case 'items':
      return itemsAnswer({ analysis, frame, output });
  }
}

/** Columns whose missing values do not count in the numbers told. */
function withoutValues(analysis: Analysis, output: Output): string {
  if (analysis.kind === 'describe' || analysis.kind === 'missing') {
    return '';
  }
  const told = [...output.facts].filter(
    ([label, value]) => label.startsWith(`${WITHOUT_VALUE} `) && !isZero(value)
  );
  return told
    .map(
      ([label, value]) =>
        `${grouped(value)} ${value === '1' ? 'row has' : 'rows have'} no usable value in ${plain(readable(label.slice(WITHOUT_VALUE.length + 1)))} and ${value === '1' ? 'does' : 'do'} not count.`
    )
    .join(' ');
}
