import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../core/outputs';
import { eventually, Stage, visibleText } from '../../testing/drawing';
import { OutputsView } from './outputs-view';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let stage: Stage;
let view: OutputsView;

const stream = (
  text: string,
  name: 'stdout' | 'stderr' = 'stdout'
): Output => ({ output_type: 'stream', name, text });
const display = (data: Record<string, unknown>): Output => ({
  output_type: 'display_data',
  data,
  metadata: {}
});
const failed = (evalue = "'revenu'", traceback = ['KeyError']): Output => ({
  output_type: 'error',
  ename: 'KeyError',
  evalue,
  traceback
});

/** Draws what is complete, and waits until `ready`. */
async function draw(outputs: Output[], ready: () => void): Promise<void> {
  view.update(outputs, false);
  await eventually(ready);
}

const drawn = (): Element[] => [
  ...view.node.querySelectorAll('.jp-OutputArea-child')
];

beforeEach(() => {
  stage = new Stage();
  view = stage.show(new OutputsView(stage.drawing));
});

afterEach(() => {
  view.dispose();
  stage.dispose();
});

describe('streams', () => {
  it('grow in place: what is drawn already stays', async () => {
    const picture = display({ 'image/png': PIXEL });
    const growing: Extract<Output, { output_type: 'stream' }> = {
      output_type: 'stream',
      name: 'stdout',
      text: 'epoch 1\n'
    };
    await draw([picture, growing], () =>
      expect(visibleText(view.node)).toContain('epoch 1')
    );
    const image = view.node.querySelector('img');
    growing.text += 'epoch 2\n';
    await draw([picture, growing], () =>
      expect(visibleText(view.node)).toContain('epoch 1 epoch 2')
    );
    expect(view.node.querySelector('img')).toBe(image);
    expect(drawn()).toHaveLength(2);
  });

  it('show progress bars as a terminal does', async () => {
    await draw([stream(' 10%\r 55%\r100%')], () =>
      expect(visibleText(view.node)).toBe('100%')
    );
  });

  it('of errors are told apart', async () => {
    await draw([stream('fine\n'), stream('careful\n', 'stderr')], () =>
      expect(drawn()).toHaveLength(2)
    );
    await eventually(() =>
      expect(
        view.node.querySelector('[data-mime-type$=stderr]')?.textContent
      ).toContain('careful')
    );
  });

  it('are drawn in animation frames while they come fast', async () => {
    view.update([stream('one')], true);
    expect(view.node.textContent).toBe('');
    view.update([stream('one two')], true);
    await eventually(() => expect(visibleText(view.node)).toBe('one two'));
  });
});

describe('rich outputs', () => {
  it('are drawn by JupyterLab: the richest form of each', async () => {
    await draw(
      [
        display({ 'image/png': PIXEL, 'text/plain': '<Figure>' }),
        {
          output_type: 'execute_result',
          data: {
            'text/html': '<table><tr><td>1,234</td></tr></table>',
            'text/plain': 'frame'
          },
          metadata: {},
          execution_count: null
        }
      ],
      () => expect(view.node.querySelector('td')?.textContent).toBe('1,234')
    );
    expect(view.node.querySelector('img')?.getAttribute('src')).toContain(
      PIXEL
    );
    expect(visibleText(view.node)).not.toContain('frame');
  });

  it('never run scripts, also those that pretend to be trusted', async () => {
    const data = {
      'text/html':
        '<p>table</p><script>window.ran = true</script><img src="x" onerror="window.ran = true"><a href="javascript:ran()">x</a>'
    };
    await draw(
      [{ output_type: 'display_data', data, metadata: { trusted: true } }],
      () => expect(visibleText(view.node)).toContain('table')
    );
    const html = view.node.innerHTML;
    expect(html).not.toMatch(/<script|onerror|javascript:/);
  });

  it('fetch nothing from elsewhere', async () => {
    const data = {
      'text/html':
        '<p>look</p><img src="https://evil.example/p.png?q=secret" alt="chart"><img src="local.png">'
    };
    await draw([display(data)], () =>
      expect(visibleText(view.node)).toContain('look')
    );
    const sources = [...view.node.querySelectorAll('img')].map(image =>
      image.getAttribute('src')
    );
    expect(sources.join()).not.toContain('evil.example');
    expect(visibleText(view.node)).toContain(
      'Image from the web, not loaded: chart'
    );
  });
});

describe('errors', () => {
  it('say what happened at once, and where on demand', async () => {
    await draw(
      [failed("'revenu'", ['\u001b[31mKeyError\u001b[0m', 'line 3'])],
      () => expect(visibleText(view.node)).toContain("KeyError: 'revenu'")
    );
    const details = view.node.querySelector('details')!;
    expect(visibleText(details)).toBe('Traceback');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await eventually(() => expect(visibleText(details)).toContain('line 3'));
    expect(details.querySelector('.ansi-red-fg')?.textContent).toBe('KeyError');
  });

  it('show text, never markup, and not a page of it', async () => {
    await draw([failed(`<img src=x>${'x'.repeat(5000)}`, [])], () =>
      expect(visibleText(view.node)).toContain('<img src=x>')
    );
    expect(view.node.querySelector('img, details')).toBeNull();
    expect(visibleText(view.node).length).toBeLessThan(700);
  });

  it('stay open while more comes', async () => {
    const error = failed();
    await draw([error], () =>
      expect(view.node.querySelector('details')).not.toBeNull()
    );
    const details = view.node.querySelector('details');
    await draw([error, stream('more')], () => expect(drawn()).toHaveLength(1));
    expect(view.node.querySelector('details')).toBe(details);
  });
});

describe('in all', () => {
  it('take no room when there are none', () => {
    view.update([], false);
    expect(view.node.hidden).toBe(true);
  });

  it('are drawn anew when there are fewer than before', async () => {
    await draw([stream('a'), display({ 'text/plain': 'b' })], () =>
      expect(drawn()).toHaveLength(2)
    );
    await draw([stream('c')], () => expect(drawn()).toHaveLength(1));
    await eventually(() => expect(visibleText(view.node)).toBe('c'));
  });

  it('let go of their renderers when they are closed', async () => {
    await draw([stream('a')], () => expect(drawn()).toHaveLength(1));
    expect([...stage.host]).toHaveLength(1);
    view.dispose();
    expect([...stage.host]).toHaveLength(0);
  });
});
