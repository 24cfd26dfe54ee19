import type { TranslationBundle } from '@jupyterlab/translation';
import type { FindingBlock } from '../../core/transcript/conversation-types';
import { element, iconElement, part, type Child } from '../dom';
import type { Drawing } from '../drawing';
import { findingIcon } from '../icons';
import type { View } from './view';

/** A named result: what later turns repeat unchanged, and where it came from. */
export class FindingView implements View {
  readonly node: HTMLElement;
  private disposed = false;

  constructor(block: FindingBlock, { trans }: Drawing) {
    const source = sourceOf(block, trans);
    const line: Child[] = [
      iconElement(findingIcon),
      element('span', part('findingText'), {}, [
        `${block.name} `,
        element('strong', part('findingValue'), {}, [
          [block.value, block.unit ?? ''].join(' ').trim()
        ])
      ]),
      source.length === 0 ? null : ' ',
      source.length === 0
        ? null
        : element('span', part('findingMore'), {}, [trans.__('Source')])
    ];
    this.node = element(
      'div',
      part('finding'),
      { role: 'group', 'aria-label': trans.__('Finding'), dir: 'auto' },
      [
        source.length === 0
          ? element('div', part('findingLine'), {}, line)
          : element('details', '', {}, [
              element(
                'summary',
                part('findingLine'),
                {
                  title: source
                    .map(({ label, text }) => `${label}: ${text}`)
                    .join('\n')
                },
                line
              ),
              element(
                'dl',
                part('findingSource'),
                {},
                source.flatMap(({ label, text, isCode }) => [
                  element('dt', '', {}, [label]),
                  element('dd', isCode ? part('findingCode') : '', {}, [text])
                ])
              )
            ])
      ]
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    // A finding is replaced by a later one, not changed.
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }
}

interface SourceLine {
  readonly label: string;
  readonly text: string;
  readonly isCode?: boolean;
}

function sourceOf(
  { source }: FindingBlock,
  trans: TranslationBundle
): SourceLine[] {
  const lines: SourceLine[] = [];
  if (source.note) {
    lines.push({ label: trans.__('Note'), text: source.note });
  }
  if (source.expression) {
    lines.push({
      label: trans.__('Expression'),
      text: source.expression,
      isCode: true
    });
  }
  if (source.evaluated) {
    lines.push({
      label: trans.__('Value in the kernel'),
      text: source.evaluated,
      isCode: true
    });
  }
  if (source.files?.length) {
    lines.push({
      label: trans.__('Files'),
      text: source.files.map(({ path }) => path).join(', ')
    });
  }
  if (source.code) {
    lines.push({ label: trans.__('Code'), text: source.code, isCode: true });
  }
  return lines;
}
