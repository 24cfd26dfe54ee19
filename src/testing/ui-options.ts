import type { ApprovalMode } from '../core/agent/session-types';
import { Listeners } from '../core/listeners';
import type { AgentUiOptions } from '../ui/types';
import { testLanguages, testRendermime } from './drawing';
import type { FakeActions } from './fake-actions';

/** What a whole sidebar is made with. */
export function uiOptions(actions: FakeActions): AgentUiOptions {
  let mode: ApprovalMode = 'ask';
  const changed = new Listeners<unknown>();
  return {
    rendermime: testRendermime(),
    languages: testLanguages(),
    actions,
    approvalModes: {
      get: () => mode,
      set: (_session, chosen) => {
        mode = chosen;
        changed.emit(chosen);
      },
      changed
    }
  };
}
