import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonLabels,
  buttonOf,
  press,
  Stage,
  type
} from '../../testing/drawing';
import { ApprovalView } from './approval-view';

let stage: Stage;
let view: ApprovalView;
const decisions = (): unknown[] =>
  stage.session.decisions.map(({ decision }) => decision);
const comment = (): HTMLTextAreaElement => view.node.querySelector('textarea')!;

beforeEach(() => {
  stage = new Stage();
  view = stage.show(
    new ApprovalView(
      { id: 'call1', tool: 'execute_python', code: 'x = 1' },
      stage.drawing
    )
  );
});

afterEach(() => stage.dispose());

describe('asking for approval', () => {
  it.each([
    ['Allow once', { outcome: 'allow-once' }],
    ['Allow for this session', { outcome: 'allow-session' }]
  ])('%s', (label, decision) => {
    buttonOf(view.node, label).click();
    expect(stage.session.decisions).toEqual([{ id: 'call1', decision }]);
  });

  it('does not reject before the user had the chance to say why', () => {
    buttonOf(view.node, 'Reject…').click();
    expect(decisions()).toEqual([]);
    expect(document.activeElement).toBe(comment());
    expect(buttonLabels(view.node)).toEqual(['Reject', 'Back']);
  });

  it('rejects with the comment, without blanks around it', () => {
    buttonOf(view.node, 'Reject…').click();
    type(comment(), '  use Polars \n');
    buttonOf(view.node, 'Reject').click();
    expect(decisions()).toEqual([{ outcome: 'reject', comment: 'use Polars' }]);
  });

  it('rejects without a comment', () => {
    buttonOf(view.node, 'Reject…').click();
    buttonOf(view.node, 'Reject').click();
    expect(decisions()).toEqual([{ outcome: 'reject' }]);
  });

  it.each(['Back', 'Escape'])('%s leads back to the choices', way => {
    buttonOf(view.node, 'Reject…').click();
    if (way === 'Back') {
      buttonOf(view.node, 'Back').click();
    } else {
      press(comment(), 'Escape');
    }
    expect(decisions()).toEqual([]);
    expect(document.activeElement).toBe(buttonOf(view.node, 'Allow once'));
  });

  it('leaves Escape to an input method that composes', () => {
    buttonOf(view.node, 'Reject…').click();
    press(comment(), 'Escape', { isComposing: true });
    expect(buttonLabels(view.node)).toEqual(['Reject', 'Back']);
  });
});
