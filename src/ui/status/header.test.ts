import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  buttonOf,
  Stage,
  trans,
  visibleText
} from '../../testing/drawing';
import { knownFile } from '../../testing/fake-file-context';
import { Header } from './header';

let stage: Stage;
let header: Header;
let filesShown: boolean;

beforeEach(() => {
  stage = new Stage();
  filesShown = false;
  header = stage.show(
    new Header(
      stage.session,
      stage.actions,
      trans,
      (what, action) => stage.drawing.attempt(what, action),
      () => {
        filesShown = !filesShown;
        header.setFilesShown(filesShown);
      }
    )
  );
  header.setNotebook('sales.ipynb');
});

afterEach(() => stage.dispose());

describe('the head of the sidebar', () => {
  it('names notebook, kernel and model', () => {
    expect(visibleText(header.node)).toBe('sales.ipynbPython 3test-model');
  });

  it('follows the kernel, also for those who see colours only', () => {
    const kernel = { ...stage.session.status.kernel, status: 'dead' as const };
    stage.session.setStatus({ kernel });
    expect(visibleText(header.node)).toContain('Kernel died');
    expect(header.node.querySelector('[data-status=dead]')).not.toBeNull();
  });

  it.each([
    ['gpt-x', 'relay', 'gpt-x'],
    ['', 'relay', 'Choose a model'],
    ['offline-analyst', 'offline', 'Offline analyst']
  ] as const)('calls the model “%s” (%s) %s', (model, modelKind, shown) => {
    stage.session.setStatus({ model, modelKind });
    expect(visibleText(header.node)).toContain(shown);
  });

  it('keeps a long model name readable as a tooltip', () => {
    const model = 'qwen3-coder-480b-a35b-instruct-fp8';
    stage.session.setStatus({ model });
    expect(buttonOf(header.node, model).title).toContain(model);
  });

  it.each([
    ['Start a new run', 'newRun'],
    ['Open the session log', 'openSessionLog'],
    ['Show the transcript’s folder', 'openTranscriptFolder'],
    ['Settings', 'openSettings'],
    ['test-model', 'pickModel']
  ])('%s', (label, action) => {
    buttonOf(header.node, label).click();
    expect(stage.actions.calls).toEqual([action]);
  });

  it('leads to the files and back, and says how many there are', () => {
    const toggle = buttonOf(header.node, 'Data files');
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    stage.session.fileContext.setFiles(
      knownFile({ path: 'a.csv' }),
      knownFile({ path: 'b.csv' })
    );
    expect(buttonOf(header.node, 'Data files (2)')).toBe(toggle);
    expect(visibleText(toggle)).toBe('2');
    toggle.click();
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    toggle.click();
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
  });

  it('says what did not work', async () => {
    stage.actions.failure = new Error('There is no session log yet.');
    buttonOf(header.node, 'Open the session log').click();
    await eventually(() => expect(stage.failures).toHaveLength(1));
    expect(stage.failures[0]).toContain('There is no session log yet.');
  });

  it('shows file names as text', () => {
    header.setNotebook('<b>x</b>.ipynb');
    expect(visibleText(header.node)).toContain('<b>x</b>.ipynb');
  });
});
