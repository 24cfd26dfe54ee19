import { Widget } from '@lumino/widgets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonOf,
  eventually,
  press,
  type,
  visibleText
} from '../testing/drawing';
import { FakeActions } from '../testing/fake-actions';
import { SessionHarness } from '../testing/session-harness';
import { uiOptions } from '../testing/ui-options';
import { AgentSidebar } from './agent-sidebar';

/** The sidebar over a real session: what a user sees of whole turns. */

const open: AgentSidebar[] = [];

function show(harness: SessionHarness): HTMLElement {
  const sidebar = new AgentSidebar(uiOptions(new FakeActions()));
  open.push(sidebar);
  Widget.attach(sidebar, document.body);
  sidebar.setSession(harness.session, { notebookName: 'sales.ipynb' });
  return sidebar.conversation!.node;
}

function ask(page: HTMLElement, prompt: string): void {
  const field = page.querySelector('textarea')!;
  type(field, prompt);
  press(field, 'Enter');
}

const turns = (page: HTMLElement): string =>
  [...page.querySelectorAll('article')].map(visibleText).join('\n');

afterEach(() => {
  open.splice(0).forEach(sidebar => sidebar.dispose());
});

describe('a turn from prompt to answer', () => {
  let harness: SessionHarness;

  beforeEach(() => {
    harness = new SessionHarness({ mode: 'ask' });
    harness.model
      .enqueueCall('execute_python', { code: 'df.total.sum()' })
      .enqueueText('<think>Easy.</think>The total is **42**.');
    harness.kernel.enqueueText('42\n');
  });

  it('R62: is shown live, and after a reload as it was', async () => {
    const page = show(harness);
    ask(page, 'What is the total?');
    await eventually(() => buttonOf(page, 'Allow once').click());
    await eventually(() => {
      expect(turns(page)).toContain('The total is 42.');
      expect(turns(page)).toContain('tokens');
    });
    expect(harness.kernel.executed).toEqual(['df.total.sum()']);

    const again = harness.reopened();
    const reloaded = show(again);
    await again.session.load();
    await eventually(() => expect(turns(reloaded)).toBe(turns(page)));
    expect(turns(reloaded)).toContain('What is the total?');
    expect(turns(reloaded)).toContain('df.total.sum()');
  });

  it('that is refused goes on without running anything', async () => {
    const page = show(harness);
    ask(page, 'What is the total?');
    await eventually(() => buttonOf(page, 'Reject…').click());
    type(page.querySelector('article textarea')!, 'Use Polars.');
    buttonOf(page, 'Reject').click();
    await eventually(() => expect(turns(page)).toContain('The total is 42.'));
    expect(turns(page)).toContain('You said: Use Polars.');
    expect(harness.kernel.executed).toEqual([]);
  });
});

describe('R59 R60: Stop and the queue', () => {
  it('a second prompt waits, Stop holds it back, and it runs when it is wanted', async () => {
    const harness = new SessionHarness();
    const page = show(harness);
    harness.model.enqueueHang().enqueueText('Second answer.');
    ask(page, 'first');
    await harness.model.waitForRequests(1);
    ask(page, 'second');
    await eventually(() => expect(visibleText(page)).toContain('Queued'));
    buttonOf(page, 'Stop').click();
    await eventually(() =>
      expect(turns(page)).toContain('You stopped this turn.')
    );
    expect(visibleText(page)).toContain('Held back');
    buttonOf(page, 'Run now').click();
    await eventually(() => expect(turns(page)).toContain('Second answer.'));
    expect(visibleText(page)).not.toContain('Held back');
  });
});
