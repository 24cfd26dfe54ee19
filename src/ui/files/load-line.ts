import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { CodeBlock } from '../markdown/code-block';

/** Python that loads a file, to be copied or put into the notebook. The caller disposes of the block. */
export function loadLine(
  code: string,
  drawing: Drawing
): { node: HTMLElement; block: CodeBlock } {
  const { trans } = drawing;
  const block = new CodeBlock(drawing, { withHeader: true });
  // Colours come later; the text is there at once.
  void block.set(code, 'python', true);
  return {
    block,
    node: element('section', part('profileSection'), {}, [
      element('h3', part('profileTitle'), {}, [trans.__('Load it')]),
      block.node
    ])
  };
}
