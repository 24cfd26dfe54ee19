import type { TranslationBundle } from '@jupyterlab/translation';
import type { Turn } from '../../core/transcript/conversation-types';
import { button, element, iconElement, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { stopTurnIcon, warningIcon } from '../icons';
import { waysOn, type WayOn } from './ways-on';

/**
 * How a turn ended that gave no answer: what happened, what can be done, details on demand.
 * @param isLast only the last turn can be tried again
 */
export function endCard(
  turn: Turn,
  isLast: boolean,
  drawing: Drawing
): HTMLElement | null {
  if (turn.state === 'running' || turn.state === 'answered') {
    return null;
  }
  const { trans } = drawing;
  const detail = [turn.error?.code, turn.error?.detail]
    .filter(Boolean)
    .join('\n');
  const note = element('div', part('cardNote'), { role: 'status' });
  note.hidden = true;
  return element(
    'section',
    part('card', `mod-${turn.state}`),
    { dir: 'auto' },
    [
      element('div', part('cardMessage'), {}, [
        iconElement(turn.state === 'stopped' ? stopTurnIcon : warningIcon),
        element('span', '', {}, [endMessage(turn, trans)])
      ]),
      turn.error?.advice
        ? element('div', part('cardAdvice'), {}, [turn.error.advice])
        : null,
      detail !== '' && turn.state === 'failed'
        ? element('details', part('details'), {}, [
            element('summary', '', {}, [trans.__('Details')]),
            element('pre', part('cardDetail'), { tabindex: '0' }, [detail])
          ])
        : null,
      isLast
        ? element(
            'div',
            part('cardActions'),
            {},
            waysOn(turn).map((way, index) =>
              wayButton(way, index, note, drawing)
            )
          )
        : null,
      note
    ]
  );
}

export function endMessage(turn: Turn, trans: TranslationBundle): string {
  const message = turn.error?.message;
  switch (turn.state) {
    case 'stopped':
      return trans.__('You stopped this turn.');
    case 'interrupted':
      return trans.__(
        'This turn was interrupted before it ended: the page was closed or reloaded.'
      );
    case 'budget':
      return message ?? trans.__('The agent reached a limit and stopped.');
    default:
      return message ?? trans.__('This turn failed.');
  }
}

function wayButton(
  way: WayOn,
  index: number,
  note: HTMLElement,
  drawing: Drawing
): HTMLButtonElement {
  const label = wayLabel(way, drawing.trans);
  const node = button({
    label,
    className: index === 0 ? 'jp-mod-primary' : '',
    onClick: () =>
      drawing.attempt(label, async () => {
        node.disabled = true;
        try {
          await takeWay(way, note, drawing);
        } finally {
          node.disabled = false;
        }
      })
  });
  return node;
}

function wayLabel(way: WayOn, trans: TranslationBundle): string {
  switch (way) {
    case 'retry':
      return trans.__('Retry');
    case 'continue':
      return trans.__('Continue');
    case 'open-settings':
      return trans.__('Open settings');
    case 'test-connection':
      return trans.__('Test connection');
    case 'pick-model':
      return trans.__('Choose a model');
    case 'new-run':
      return trans.__('New run');
    case 'open-folder':
      return trans.__('Open folder');
  }
}

async function takeWay(
  way: WayOn,
  note: HTMLElement,
  { actions, session, trans }: Drawing
): Promise<void> {
  switch (way) {
    case 'retry':
      await session.retry();
      return;
    case 'continue':
      await session.ask({
        text: trans.__('Please continue where you stopped.')
      });
      return;
    case 'open-settings':
      return actions.openSettings();
    case 'pick-model':
      return actions.pickModel(session);
    case 'new-run':
      return session.reset();
    case 'open-folder':
      return actions.openTranscriptFolder(session);
    case 'test-connection':
      note.hidden = false;
      setText(note, trans.__('Testing…'));
      setText(note, await actions.testConnection(session));
  }
}
