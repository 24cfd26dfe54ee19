import { MimeData } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  eventually,
  press,
  type,
  visibleText
} from '../testing/drawing';
import type { SessionArtifact } from '../core/artifacts/artifact';
import { FakeActions } from '../testing/fake-actions';
import { knownFile } from '../testing/fake-file-context';
import { FakeSession } from '../testing/fake-session';
import { uiOptions } from '../testing/ui-options';
import { AgentSidebar } from './agent-sidebar';

let actions: FakeActions;
let sidebar: AgentSidebar;

const info = (
  notebookName: string
): { notebookName: string; notebookPath: string } => ({
  notebookName,
  notebookPath: `work/${notebookName}`
});
const shown = (): HTMLElement => sidebar.conversation!.node;
const field = (): HTMLTextAreaElement => shown().querySelector('textarea')!;

beforeEach(() => {
  actions = new FakeActions();
  sidebar = new AgentSidebar(uiOptions(actions));
  Widget.attach(sidebar, document.body);
});

afterEach(() => sidebar.dispose());

describe('without a notebook', () => {
  it('says so, and offers to make one', () => {
    expect(sidebar.conversation).toBeNull();
    expect(visibleText(sidebar.node)).toContain('No notebook is open');
    buttonOf(sidebar.node, 'New notebook').click();
    expect(actions.calls).toEqual(['newNotebook']);
    sidebar.focusComposer();
  });

  it('is so again when the last one is closed', () => {
    sidebar.setSession(new FakeSession(), info('a.ipynb'));
    sidebar.setSession(null, { notebookName: '' });
    expect(sidebar.conversation).toBeNull();
    expect(sidebar.widgets.filter(widget => !widget.isHidden)).toHaveLength(1);
  });
});

describe('with notebooks', () => {
  it('shows the session that was set, with its notebook', () => {
    sidebar.setSession(new FakeSession(), info('a.ipynb'));
    expect(visibleText(shown())).toContain('a.ipynb');
    sidebar.focusComposer();
    expect(document.activeElement).toBe(field());
  });

  it('keeps each conversation as it was left', () => {
    const a = new FakeSession();
    const b = new FakeSession();
    sidebar.setSession(a, info('a.ipynb'));
    type(field(), 'half a thought');
    const first = sidebar.conversation;
    sidebar.setSession(b, info('b.ipynb'));
    expect(field().value).toBe('');
    a.startTurn('asked while b is in front').end();
    sidebar.setSession(a, info('renamed.ipynb'));
    expect(sidebar.conversation).toBe(first);
    expect(field().value).toBe('half a thought');
    expect(visibleText(shown())).toContain('renamed.ipynb');
    expect(visibleText(shown())).toContain('asked while b is in front');
  });

  it('a prompt goes to the session it was typed for', () => {
    const a = new FakeSession();
    const b = new FakeSession();
    sidebar.setSession(a, info('a.ipynb'));
    sidebar.setSession(b, info('b.ipynb'));
    type(field(), 'total?');
    press(field(), 'Enter');
    expect(a.asked).toEqual([]);
    expect(b.asked).toEqual([{ text: 'total?', files: [] }]);
  });

  it('keeps the six newest drawn, and draws others again when they are needed', () => {
    const sessions = Array.from({ length: 9 }, () => new FakeSession());
    sessions.forEach(session => sidebar.setSession(session, info('x.ipynb')));
    expect(sidebar.widgets).toHaveLength(7);
    sessions[0]?.startTurn('asked meanwhile').end();
    sidebar.setSession(sessions[0] ?? null, info('x.ipynb'));
    expect(visibleText(shown())).toContain('asked meanwhile');
    expect(sidebar.widgets).toHaveLength(7);
  });

  it('lets go of everything when it is disposed of', () => {
    const session = new FakeSession();
    sidebar.setSession(session, info('a.ipynb'));
    sidebar.dispose();
    session.startTurn('nobody looks').end();
    session.setStatus({ phase: 'streaming' });
    expect(document.querySelector('textarea')).toBeNull();
  });
});

describe('one conversation', () => {
  let session: FakeSession;

  beforeEach(() => {
    session = new FakeSession();
    actions.prompts = ['What is in sales.csv?'];
    sidebar.setSession(session, info('a.ipynb'));
  });

  it('a suggestion is put into the composer, to be changed and sent', async () => {
    await eventually(() => buttonOf(shown(), 'What is in sales.csv?').click());
    expect(field().value).toBe('What is in sales.csv?');
    expect(document.activeElement).toBe(field());
    expect(session.asked).toEqual([]);
  });

  it('files dropped anywhere on it are attached, as the notebook sees them', () => {
    const mimeData = new MimeData();
    mimeData.setData('application/x-jupyter-icontents', ['work/data/s.csv']);
    const event = new Event('lm-drop', { bubbles: true, cancelable: true });
    shown()
      .querySelector('header')!
      .dispatchEvent(Object.assign(event, { mimeData, dropAction: '' }));
    expect(buttonLabels(shown())).toContain('Remove data/s.csv');
  });

  describe('the data files', () => {
    const panel = (): HTMLElement =>
      shown().querySelector('.jp-KernelAgent-files')!;
    const toggle = (): void => buttonOf(shown(), 'Data files').click();

    it('stand in place of the conversation; draft and scroll position stay', () => {
      const list = shown().querySelector<HTMLElement>('[role=region]')!;
      Object.defineProperties(list, {
        scrollHeight: { value: 2000 },
        clientHeight: { value: 500 }
      });
      list.scrollTop = 1500;
      list.dispatchEvent(new Event('scroll'));
      list.scrollTop = 900;
      list.dispatchEvent(new Event('scroll'));
      type(field(), 'half a thought');
      toggle();
      expect(panel().hidden).toBe(false);
      expect(list.closest('[hidden]')).not.toBeNull();
      // Browsers forget the position of what is not shown.
      list.scrollTop = 0;
      expect(session.fileContext.calls).toEqual(['refresh']);
      toggle();
      expect(panel().hidden).toBe(true);
      expect(list.closest('[hidden]')).toBeNull();
      expect(list.scrollTop).toBe(900);
      expect(field().value).toBe('half a thought');
    });

    it('are looked at whenever they come into view', () => {
      toggle();
      toggle();
      toggle();
      expect(session.fileContext.calls).toEqual(['refresh', 'refresh']);
      sidebar.setSession(new FakeSession(), info('b.ipynb'));
      sidebar.setSession(session, info('a.ipynb'));
      expect(session.fileContext.calls).toHaveLength(3);
    });

    it('a prompt that is sent shows the conversation', () => {
      toggle();
      type(field(), 'total?');
      press(field(), 'Enter');
      expect(panel().hidden).toBe(true);
    });

    it('one that is clicked on in the conversation opens its profile', () => {
      session.fileContext.setFiles(knownFile());
      session.startTurn('total', ['data/sales.csv']);
      session.apply({
        v: 1,
        id: 'files1',
        ts: '2026-11-23T10:15:00Z',
        turn: 1,
        kind: 'files',
        files: [{ path: 'data/sales.csv', state: 'profiled', rows: 2000 }]
      });
      buttonOf(shown(), 'sales.csv · read: 2,000 rows').click();
      expect(panel().getAttribute('aria-label')).toBe('Profile of sales.csv');
      buttonOf(shown(), 'Attach sales.csv to the prompt').click();
      expect(buttonLabels(shown())).toContain('Remove data/sales.csv');
    });

    it('files dropped there are attached and profiled', () => {
      toggle();
      const mimeData = new MimeData();
      mimeData.setData('application/x-jupyter-icontents', ['work/new.csv']);
      const event = new Event('lm-drop', { bubbles: true, cancelable: true });
      panel().dispatchEvent(Object.assign(event, { mimeData, dropAction: '' }));
      expect(buttonLabels(shown())).toContain('Remove new.csv');
      expect(session.fileContext.calls).toContain('profile new.csv');
    });
  });

  describe('the artifacts', () => {
    const panels = (): HTMLElement[] => [
      ...shown().querySelectorAll<HTMLElement>(
        '.jp-KernelAgent-files, .jp-KernelAgent-artifacts'
      )
    ];
    const inView = (): (string | null)[] =>
      panels()
        .filter(panel => !panel.hidden)
        .map(panel => panel.getAttribute('aria-label'));
    const tab = (name: string): HTMLButtonElement =>
      [...shown().querySelectorAll<HTMLButtonElement>('[role=tab]')].find(
        each =>
          each.closest('[hidden]') === null &&
          each.textContent?.startsWith(name) === true
      )!;
    const artifact = (turn: number): SessionArtifact => ({
      filename: 'a.csv',
      path: 'a.csv',
      size_kb: 1,
      modified: '2026-11-23T10:15:00Z',
      extension: '.csv',
      turn,
      phase: null
    });

    it('share their place with the data files: a tab leads from one to the other', () => {
      session.fileContext.setFiles(knownFile());
      session.setArtifacts(artifact(1));
      buttonOf(shown(), 'Data files (1), artifacts (1)').click();
      expect(inView()).toEqual(['Data files']);
      tab('Artifacts').click();
      expect(inView()).toEqual(['Artifacts']);
      expect(actions.calls).toContain('findGone a.csv');
      expect(document.activeElement).toBe(tab('Artifacts'));
      expect(visibleText(tab('Artifacts'))).toBe('Artifacts1');
      press(tab('Artifacts'), 'ArrowLeft');
      expect(inView()).toEqual(['Data files']);
      expect(document.activeElement).toBe(tab('Data files'));
      press(tab('Data files'), 'End');
      expect(inView()).toEqual(['Artifacts']);
      buttonOf(shown(), 'Back to the conversation').click();
      expect(inView()).toEqual([]);
      expect(document.activeElement).toBe(field());
    });

    it('the tab that was shown last is shown again', () => {
      session.fileContext.setFiles(knownFile());
      session.setArtifacts(artifact(1));
      sidebar.conversation?.showArtifacts();
      const toggle = buttonOf(shown(), 'Data files (1), artifacts (1)');
      expect(toggle.getAttribute('aria-pressed')).toBe('true');
      toggle.click();
      toggle.click();
      expect(inView()).toEqual(['Artifacts']);
    });

    it('are shown first when there are no data files', () => {
      session.setArtifacts(artifact(1));
      buttonOf(shown(), 'Data files, artifacts (1)').click();
      expect(inView()).toEqual(['Artifacts']);
    });

    it('the profile of a file has no tabs, and is left when they are', () => {
      session.fileContext.setFiles(knownFile());
      sidebar.conversation?.showFiles('data/sales.csv');
      expect(tab('Artifacts')).toBeUndefined();
      sidebar.conversation?.showArtifacts();
      tab('Data files').click();
      expect(inView()).toEqual(['Data files']);
      expect(document.activeElement).toBe(tab('Data files'));
    });

    it('one leads to the turn that wrote it', () => {
      session.startTurn('first').end();
      session.startTurn('second').end();
      session.setArtifacts(artifact(1));
      sidebar.conversation?.showArtifacts();
      const scrolledTo: Element[] = [];
      Element.prototype.scrollIntoView = function () {
        scrolledTo.push(this);
      };
      buttonOf(shown(), 'Turn 1').click();
      expect(inView()).toEqual([]);
      expect(scrolledTo).toEqual([document.activeElement]);
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Turn 1');
      expect(buttonLabels(shown())).toContain('Jump to latest');
    });

    it('are looked at again when the sidebar comes into view', () => {
      session.setArtifacts(artifact(1));
      sidebar.conversation?.showArtifacts();
      sidebar.setSession(new FakeSession(), info('b.ipynb'));
      sidebar.setSession(session, info('a.ipynb'));
      expect(
        actions.calls.filter(call => call === 'findGone a.csv')
      ).toHaveLength(2);
    });

    it('a prompt that is sent shows the conversation', () => {
      sidebar.conversation?.showArtifacts();
      type(field(), 'total?');
      press(field(), 'Enter');
      expect(inView()).toEqual([]);
    });
  });

  it('an action that fails is explained until the next prompt is sent', async () => {
    actions.failure = new Error('There is no session log yet.');
    buttonOf(shown(), 'Open the session log').click();
    await eventually(() =>
      expect(visibleText(shown())).toContain(
        'Open the session log did not work: There is no session log yet.'
      )
    );
    type(field(), 'total?');
    press(field(), 'Enter');
    expect(visibleText(shown())).not.toContain('did not work');
  });

  it('other parts of JupyterLab can fill the composer', () => {
    sidebar.conversation?.setDraft({ text: 'Explain this', files: ['a.csv'] });
    sidebar.conversation?.attachFiles(['b.csv']);
    expect(field().value).toBe('Explain this');
    expect(buttonLabels(shown())).toContain('Remove a.csv');
    expect(buttonLabels(shown())).toContain('Remove b.csv');
    sidebar.conversation?.showFailure('It did not work.');
    expect(visibleText(shown())).toContain('It did not work.');
  });

  it('“Jump to latest” is there only when there is later than what is seen', () => {
    expect(buttonLabels(shown())).not.toContain('Jump to latest');
    const list = shown().querySelector<HTMLElement>('[role=region]')!;
    Object.defineProperties(list, {
      scrollHeight: { value: 2000 },
      clientHeight: { value: 500 }
    });
    list.scrollTop = 1500;
    list.dispatchEvent(new Event('scroll'));
    list.scrollTop = 900;
    list.dispatchEvent(new Event('scroll'));
    buttonOf(shown(), 'Jump to latest').click();
    expect(buttonLabels(shown())).not.toContain('Jump to latest');
  });
});
