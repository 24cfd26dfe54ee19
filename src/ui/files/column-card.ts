import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  ColumnProfile,
  FileProfile
} from '../../core/file-context/profile';
import { element, part } from '../dom';
import { histogram } from './histogram';
import { topValues } from './top-values';
import { valueWriter, type WriteValue } from './value-words';

const MOST_EXAMPLES = 3;

/** One column: its type, what is missing, and how its values are spread. */
export function columnCard(
  column: ColumnProfile,
  profile: FileProfile,
  trans: TranslationBundle
): HTMLElement {
  const write = valueWriter(column);
  const facts = columnFacts(column, profile.rows ?? null, write, trans);
  return element('li', part('column'), {}, [
    element('div', part('columnHeader'), {}, [
      element('span', part('columnName'), { title: column.name, dir: 'auto' }, [
        column.name === '' ? trans.__('(no name)') : column.name
      ]),
      column.dtype === ''
        ? null
        : element('span', part('columnType'), {}, [column.dtype])
    ]),
    facts.length === 0
      ? null
      : element(
          'div',
          part('columnFacts'),
          {},
          facts.flatMap((fact, index) => [
            index === 0 ? null : ' ',
            element('span', part('columnFact'), {}, [
              index < facts.length - 1 ? `${fact} ·` : fact
            ])
          ])
        ),
    histogram(column, write, trans) ??
      topValues(column, write, trans) ??
      examples(column, write, trans)
  ]);
}

/** `3 different values · 5% missing · 1.5 to 1,200.25 · mean 512.1`. */
function columnFacts(
  column: ColumnProfile,
  rows: number | null,
  write: WriteValue,
  trans: TranslationBundle
): string[] {
  const { min, max, mean } = column;
  const range = [write(min), write(max)];
  return [
    distinctWords(column, trans),
    nullWords(column, rows, trans),
    range[0] !== '' && range[1] !== ''
      ? range[0] === range[1]
        ? trans.__('always %1', range[0])
        : trans.__('%1 to %2', ...range)
      : '',
    typeof mean === 'number' ? trans.__('mean %1', write(mean)) : ''
  ].filter(text => text !== '');
}

function distinctWords(
  { distinct, distinct_at_least: atLeast }: ColumnProfile,
  trans: TranslationBundle
): string {
  if (typeof distinct === 'number') {
    return trans._n(
      '%2 different value',
      '%2 different values',
      distinct,
      distinct.toLocaleString()
    );
  }
  return typeof atLeast === 'number'
    ? trans.__('more than %1 different values', (atLeast - 1).toLocaleString())
    : '';
}

function nullWords(
  { nulls }: ColumnProfile,
  rows: number | null,
  trans: TranslationBundle
): string {
  if (typeof nulls !== 'number') {
    return '';
  }
  if (nulls === 0) {
    return trans.__('none missing');
  }
  const count = nulls.toLocaleString();
  return rows !== null && rows > 0
    ? trans.__('%1 missing (%2)', count, percent(nulls / rows))
    : trans.__('%1 missing', count);
}

/** A share that is neither 0 nor 1 is never rounded to either. */
function percent(share: number): string {
  const rounded = Math.min(Math.max(share, 0.001), share < 1 ? 0.999 : 1);
  return rounded.toLocaleString(undefined, {
    style: 'percent',
    maximumFractionDigits: rounded < 0.1 || rounded > 0.99 ? 1 : 0
  });
}

function examples(
  column: ColumnProfile,
  write: WriteValue,
  trans: TranslationBundle
): HTMLElement | null {
  const words = (column.examples ?? [])
    .slice(0, MOST_EXAMPLES)
    .map(write)
    .filter(text => text !== '');
  return words.length === 0
    ? null
    : element('div', part('columnExamples'), { dir: 'auto' }, [
        trans.__('For example: %1', words.join(', '))
      ]);
}
