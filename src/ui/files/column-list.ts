import type {
  ColumnProfile,
  FileProfile
} from '../../core/file-context/profile';
import { button, element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { columnCard } from './column-card';

/** Columns drawn at once: a file can have thousands. */
const BATCH = 30;
/** From this many on there is a search box. */
const SEARCH_FROM = 9;

/** The columns of a profile, searched by name; drawn in batches. */
export class ColumnList {
  readonly node: HTMLElement;
  private readonly list = element('ul', part('columns'));
  private readonly shownWords = element('p', part('columnsShown'), {
    role: 'status'
  });
  private readonly more: HTMLButtonElement;
  private found: readonly ColumnProfile[];
  private drawn = 0;

  constructor(
    private readonly profile: FileProfile,
    private readonly drawing: Drawing
  ) {
    const { trans } = drawing;
    const { columns } = profile;
    this.found = columns;
    this.list.setAttribute('aria-label', trans.__('Columns'));
    this.more = button({ label: '', onClick: () => this.drawMore(true) });
    this.node = element('section', part('profileSection'), {}, [
      element('h3', part('profileTitle'), {}, [
        trans.__(
          'Columns (%1)',
          (profile.total_columns ?? columns.length).toLocaleString()
        )
      ]),
      columns.length >= SEARCH_FROM ? this.makeSearch() : null,
      this.list,
      this.shownWords,
      this.more
    ]);
    this.drawMore();
  }

  private makeSearch(): HTMLInputElement {
    const words = this.drawing.trans.__('Search columns');
    const search = element('input', part('columnSearch'), {
      type: 'search',
      placeholder: words,
      'aria-label': words
    });
    search.addEventListener('input', () => {
      const wanted = search.value.trim().toLowerCase();
      this.found = this.profile.columns.filter(({ name }) =>
        name.toLowerCase().includes(wanted)
      );
      this.drawn = 0;
      this.list.replaceChildren();
      this.drawMore();
    });
    return search;
  }

  /** @param focus puts the focus on the first of the new cards, since the button may be gone */
  private drawMore(focus = false): void {
    const { trans } = this.drawing;
    const cards = this.found
      .slice(this.drawn, this.drawn + BATCH)
      .map(column => columnCard(column, this.profile, trans));
    this.list.append(...cards);
    this.drawn += cards.length;
    const rest = this.found.length - this.drawn;
    this.more.hidden = rest === 0;
    setText(
      this.more,
      trans.__('Show %1 more', Math.min(BATCH, rest).toLocaleString())
    );
    setText(this.shownWords, this.countWords());
    this.shownWords.hidden = this.shownWords.textContent === '';
    const [first] = cards;
    if (focus && first) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
  }

  private countWords(): string {
    const { trans } = this.drawing;
    const described = this.profile.columns.length;
    const total = this.profile.total_columns ?? described;
    if (this.found.length === 0) {
      return described === 0
        ? trans.__('No columns were read.')
        : trans.__('No column has this in its name.');
    }
    return [
      this.drawn < this.found.length
        ? trans.__(
            '%1 of %2 are shown.',
            this.drawn.toLocaleString(),
            this.found.length.toLocaleString()
          )
        : '',
      total > described
        ? trans.__(
            'Only the first %1 columns are described.',
            described.toLocaleString()
          )
        : ''
    ]
      .filter(text => text !== '')
      .join(' ');
  }
}
