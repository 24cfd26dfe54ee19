import type { TranslationBundle } from '@jupyterlab/translation';
import type { ColumnProfile } from '../../core/file-context/profile';
import { element, part } from '../dom';
import type { WriteValue } from './value-words';

/** Values shown at once; a profile holds up to ten. */
const MOST_VALUES = 5;

/** The most frequent values with how often each occurs, as bars. Null when the profile has none. */
export function topValues(
  column: ColumnProfile,
  write: WriteValue,
  trans: TranslationBundle
): HTMLElement | null {
  const top = column.top ?? [];
  const most = Math.max(0, ...top.map(([, count]) => count));
  if (top.length === 0 || !(most > 0)) {
    return null;
  }
  const line = ([value, count]: (typeof top)[number]): HTMLElement => {
    const words = write(value);
    const fill = element('span', part('topBar'), { 'aria-hidden': 'true' });
    fill.style.width = `${(count / most) * 100}%`;
    return element('li', part('topValue'), { title: words }, [
      fill,
      element('span', part('topName'), { dir: 'auto' }, [
        words === '' ? trans.__('(empty)') : words
      ]),
      element('span', part('topCount'), {}, [count.toLocaleString()])
    ]);
  };
  return element(
    'ul',
    part('topValues'),
    { 'aria-label': trans.__('Most frequent values of %1', column.name) },
    top.slice(0, MOST_VALUES).map(line)
  );
}
