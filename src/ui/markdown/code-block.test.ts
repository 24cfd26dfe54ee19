import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  eventually,
  buttonLabels,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { CodeBlock } from './code-block';

let stage: Stage;
let block: CodeBlock;
const code = (): HTMLElement => block.node.querySelector('code')!;

beforeEach(() => {
  stage = new Stage();
  block = stage.show(new CodeBlock(stage.drawing, { withHeader: true }));
});

afterEach(() => stage.dispose());

describe('a code block', () => {
  it('is appended to while it grows: what is selected stays selected', () => {
    void block.set('x =', 'python', false);
    const text = code().firstChild;
    void block.set('x = 1\n', 'python', false);
    expect(code().firstChild).toBe(text);
    expect(code().textContent).toBe('x = 1\n');
  });

  it('is coloured in the colours of JupyterLab, without an empty line at its end', async () => {
    await block.set('def f():\n    return "a"\n\n', 'python', true);
    expect(code().querySelectorAll('span').length).toBeGreaterThan(1);
    expect(code().textContent).toBe('def f():\n    return "a"\n');
    expect(document.querySelector('style[id$=codeColours]')).not.toBeNull();
  });

  it.each(['', 'a-language-of-its-own'])(
    'in language “%s” is plain text',
    async language => {
      await block.set('a <b> c\n', language, true);
      expect(code().textContent?.trimEnd()).toBe('a <b> c');
      expect(code().querySelector('b')).toBeNull();
    }
  );

  it('shows what it holds now when colouring an earlier text comes late', async () => {
    const late = block.set('x = 1\n', 'python', true);
    const now = block.set('y = 2\n', 'python', true);
    await Promise.all([late, now]);
    expect(code().textContent?.trimEnd()).toBe('y = 2');
  });

  it.each([
    ['python', true],
    ['py', true],
    ['ipython3', true],
    ['sql', false],
    ['', false]
  ])('in “%s” can become a cell: %s', (language, fits) => {
    void block.set('x\n', language, true);
    expect(buttonLabels(block.node).includes('Insert as cell')).toBe(fits);
  });

  it('fits the kernel that is there', () => {
    const { kernel } = stage.session.status;
    const r = { name: 'ir', displayName: 'R', language: 'r' };
    stage.session.setStatus({ kernel: { ...kernel, kernel: r } });
    void block.set('x <- 1\n', 'R', true);
    expect(buttonLabels(block.node)).toContain('Insert as cell');
  });

  it('says when it could not be copied', async () => {
    void block.set('x\n', 'python', true);
    const refuse = vi
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Not allowed.'));
    buttonOf(block.node, 'Copy').click();
    await eventually(() => expect(stage.failures).toHaveLength(1));
    expect(stage.failures[0]).toContain('Not allowed.');
    refuse.mockRestore();
  });

  it('shows for a moment that it was copied', async () => {
    vi.useFakeTimers();
    void block.set('x\n', 'python', true);
    const before = buttonOf(block.node, 'Copy').innerHTML;
    buttonOf(block.node, 'Copy').click();
    await vi.advanceTimersByTimeAsync(0);
    expect(buttonOf(block.node, 'Copy').innerHTML).not.toBe(before);
    await vi.advanceTimersByTimeAsync(2000);
    expect(buttonOf(block.node, 'Copy').innerHTML).toBe(before);
    vi.useRealTimers();
  });

  it('names its language', () => {
    void block.set('x\n', 'python', true);
    expect(visibleText(block.node)).toContain('python');
  });
});
