import type { IRenderMime } from '@jupyterlab/rendermime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  eventually,
  buttonOf,
  Stage,
  visibleText
} from '../../testing/drawing';
import { MarkdownView } from './markdown-view';

let stage: Stage;
let view: MarkdownView;
/** Characters given to each renderer, in order. */
let rendered: string[];

beforeEach(() => {
  stage = new Stage();
  rendered = [];
  const { rendermime } = stage.drawing;
  const create = rendermime.createRenderer.bind(rendermime);
  vi.spyOn(rendermime, 'createRenderer').mockImplementation(mimeType => {
    const renderer = create(mimeType);
    const draw = renderer.renderModel.bind(renderer);
    renderer.renderModel = (model: IRenderMime.IMimeModel) => {
      rendered.push(String(model.data[mimeType]));
      return draw(model);
    };
    return renderer;
  });
  view = stage.show(new MarkdownView(stage.drawing));
});

afterEach(() => {
  view.dispose();
  stage.dispose();
});

/** Gives the text so far, and waits until it can be seen. */
async function grow(text: string, words: string): Promise<void> {
  view.update(text, false);
  await eventually(() => expect(visibleText(view.node)).toContain(words));
  await view.drawn;
}

const pieces = (): Element[] => [...view.node.children];

describe('text that grows', () => {
  it('keeps what is finished: only the last piece is drawn again', async () => {
    await grow('# Title\n\nOne.\n\nTw', 'Tw');
    const [title, one] = pieces();
    rendered = [];
    await grow('# Title\n\nOne.\n\nTwo is long', 'Two is long');
    expect(pieces().slice(0, 2)).toEqual([title, one]);
    expect(rendered).toEqual(['Two is long']);
  });

  it('is drawn in linear work: characters drawn stay near the length of the text', async () => {
    const paragraphs = Array.from(
      { length: 30 },
      (_each, index) => `Paragraph ${index} ${'word '.repeat(40)}`
    );
    let text = '';
    for (const [index, paragraph] of paragraphs.entries()) {
      text += `${paragraph}\n\n`;
      await grow(text, `Paragraph ${index} `);
    }
    const characters = rendered.reduce((sum, each) => sum + each.length, 0);
    expect(characters).toBeLessThan(text.length * 3);
    expect([...stage.host]).toHaveLength(30);
  });

  it('shows open code as it comes, and colours it when its fence closes', async () => {
    await grow('Run:\n\n```python\nx = 1\n', 'x = 1');
    const block = view.node.querySelector('pre');
    await grow('Run:\n\n```python\nx = 1\ny = "a"', 'y = "a"');
    expect(view.node.querySelector('pre')).toBe(block);
    expect(block?.querySelector('span')).toBeNull();
    await grow('Run:\n\n```python\nx = 1\ny = "a"\n```\n\nDone', 'Done');
    await eventually(() => expect(block?.querySelector('span')).not.toBeNull());
    expect(view.node.querySelector('pre')).toBe(block);
  });

  it('shows the end the moment it is there', async () => {
    await grow('One', 'One');
    view.update('One and all.', true);
    await view.drawn;
    expect(visibleText(view.node)).toBe('One and all.');
  });

  it('that turns out to be another text is drawn as that', async () => {
    await grow('One.\n\nTwo.\n\n', 'Two.');
    view.update('Something else.', true);
    await view.drawn;
    expect(visibleText(view.node)).toBe('Something else.');
  });

  it('finds links whose addresses come later', async () => {
    await grow('See [the docs][1].\n\nMore.\n\n', 'More.');
    view.update(
      'See [the docs][1].\n\nMore.\n\n[1]: https://example.org/\n',
      true
    );
    await view.drawn;
    expect(view.node.querySelector('a')?.getAttribute('href')).toBe(
      'https://example.org/'
    );
  });

  it('is not drawn again when nothing changed', async () => {
    view.update('All.', true);
    await view.drawn;
    rendered = [];
    view.update('All.', true);
    await view.drawn;
    expect(rendered).toEqual([]);
  });
});

describe('what a message may hold', () => {
  async function draw(markdown: string): Promise<void> {
    view.update(markdown, true);
    await view.drawn;
  }

  it('code has its language, and buttons that fit it', async () => {
    await draw('```python\nx = 1\n```\n\n```sql\nSELECT 1\n```');
    const [python, sql] = pieces();
    expect(visibleText(python!)).toContain('python');
    buttonOf(python!, 'Insert as cell').click();
    expect(stage.actions.calls).toEqual(['insertCodeBelow x = 1']);
    expect(() => buttonOf(sql!, 'Insert as cell')).toThrow();
    buttonOf(sql!, 'Copy').click();
    await eventually(() => expect(stage.announced).toEqual(['Copied']));
    expect((await navigator.clipboard.readText()).trimEnd()).toBe('SELECT 1');
  });

  it('code in a list has buttons too', async () => {
    await draw('1. Do\n\n   ```python\n   x = 1\n   ```\n');
    buttonOf(view.node.querySelector('li')!, 'Insert as cell').click();
    expect(stage.actions.calls).toEqual(['insertCodeBelow x = 1']);
  });

  it('wide tables scroll in a box that the keyboard reaches', async () => {
    await draw('| a | b |\n|---|---|\n| 1 | 2 |');
    expect(view.node.querySelector('table')?.parentElement?.tabIndex).toBe(0);
  });

  it('prices stay prices', async () => {
    await draw('From $1.2M to $3M.');
    expect(visibleText(view.node)).toBe('From $1.2M to $3M.');
  });

  it.each([
    ['a script', 'x <script>window.ran = true</script>'],
    ['a handler', 'x <img src="a.png" onerror="window.ran = true">'],
    ['a link that runs', 'x [y](javascript:alert(1))'],
    ['a frame', 'x <iframe src="https://evil.example"></iframe>'],
    [
      'a form',
      'x <form action="https://evil.example"><button>y</button></form>'
    ],
    ['a remote image', 'x ![y](https://evil.example/p.png)'],
    ['a remote image in HTML', 'x <img src="//evil.example/p.png">'],
    [
      'a background',
      'x <b style="background: url(https://evil.example/p)">y</b>'
    ],
    ['a command', 'x <b data-commandlinker-command="a:b">y</b>']
  ])('nothing runs or is fetched: %s', async (_title, markdown) => {
    await draw(markdown);
    expect(visibleText(view.node)).toContain('x');
    const html = view.node.innerHTML;
    expect(html).not.toMatch(
      /<script|<iframe|<form|onerror|javascript:|url\(|commandlinker/
    );
    const loading = [...view.node.querySelectorAll('[src], [srcset]')];
    expect(loading.map(node => node.outerHTML).join()).not.toContain('evil');
  });
});

it('lets go of its renderers', async () => {
  await grow('One.\n\nTwo.\n\nThree', 'Three');
  view.dispose();
  expect([...stage.host]).toEqual([]);
});
