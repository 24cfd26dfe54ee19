import { RangeSetBuilder, type Extension, type Text } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate
} from '@codemirror/view';
import { part } from '../dom';
import { cellTokens, type CellToken } from './cell-tokens';

/** Longer cells are left as they are: a prompt is not that long. */
const LONGEST = 200_000;

const LINE = Decoration.line({ class: part('agentLine') });
const MARKS: Readonly<Record<CellToken['kind'], Decoration>> = {
  magic: Decoration.mark({ class: part('agentMagic') }),
  option: Decoration.mark({ class: part('agentOption') }),
  value: Decoration.mark({ class: part('agentValue') }),
  command: Decoration.mark({ class: part('agentCommand') }),
  expression: Decoration.mark({ class: part('agentExpression') })
};

/**
 * Colours of agent cells: the prompt is prose, whatever Python would make of it, and expressions in it stand out.
 * @param isCode whether the editor holds code now; asked at each change
 */
export function agentCellHighlight(isCode: () => boolean): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private wasCode: boolean;

      constructor(view: EditorView) {
        this.wasCode = isCode();
        this.decorations = decorate(view.state.doc, this.wasCode);
      }

      update({ docChanged, state }: ViewUpdate): void {
        if (docChanged || this.wasCode !== isCode()) {
          this.wasCode = isCode();
          this.decorations = decorate(state.doc, this.wasCode);
        }
      }
    },
    { decorations: ({ decorations }) => decorations }
  );
}

function decorate(doc: Text, isCode: boolean): DecorationSet {
  const found =
    isCode && doc.length <= LONGEST ? cellTokens(doc.toString()) : null;
  if (found === null) {
    return Decoration.none;
  }
  const ranges = [
    ...found.lines.map(from => ({ from, to: from, decoration: LINE })),
    ...found.tokens.map(({ from, to, kind }) => ({
      ...{ from, to },
      decoration: MARKS[kind]
    }))
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, decoration } of ranges) {
    builder.add(from, to, decoration);
  }
  return builder.finish();
}
