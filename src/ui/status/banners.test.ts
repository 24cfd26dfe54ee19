import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonOf, Stage, visibleText } from '../../testing/drawing';
import { Banners } from './banners';

let stage: Stage;
let banners: Banners;

beforeEach(() => {
  stage = new Stage();
  banners = stage.show(new Banners(stage.drawing));
});

afterEach(() => stage.dispose());

describe('warnings above the composer', () => {
  it('are there as long as the reason is, and are said once', () => {
    const { kernel } = stage.session.status;
    stage.session.setStatus({ kernel: { ...kernel, status: 'dead' } });
    stage.session.setStatus({ step: 1 });
    expect(visibleText(banners.node)).toContain('The kernel died');
    expect(stage.announced).toHaveLength(1);
    stage.session.setStatus({ kernel });
    expect(visibleText(banners.node)).toBe('');
  });

  it('show that an action failed until they are closed', () => {
    banners.showFailure('Copying did not work.');
    stage.session.setStatus({ step: 1 });
    expect(visibleText(banners.node)).toBe('Copying did not work.');
    expect(banners.node.querySelector('[role=alert]')?.textContent).toContain(
      'Copying'
    );
    buttonOf(banners.node, 'Close').click();
    expect(visibleText(banners.node)).toBe('');
  });
});
