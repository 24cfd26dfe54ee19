import type { BudgetLimits } from '../core/agent/budget';
import { DEFAULT_BUDGET } from '../core/agent/budget';
import { Session } from '../core/agent/session';
import type { ApprovalMode } from '../core/agent/session-types';
import type { FileEntry } from '../core/ports';
import type { Entry } from '../core/transcript/entries';
import { CountingIds, FixedClock } from './fixed-time';
import { KernelFiles } from './kernel-files';
import { MemoryFileContextStore } from './memory-file-context-store';
import { MemoryStore } from './memory-store';
import { ScriptedKernel } from './scripted-kernel';
import { ScriptedModel } from './scripted-model';

export interface HarnessOptions {
  readonly store?: MemoryStore;
  readonly fileContextStore?: MemoryFileContextStore;
  /** The files that the kernel sees; none when absent. */
  readonly disk?: KernelFiles;
  readonly model?: ScriptedModel;
  readonly kernel?: ScriptedKernel;
  readonly mode?: ApprovalMode;
  readonly budget?: Partial<BudgetLimits>;
  readonly clientId?: string;
  /** Ids of another page must differ from those of this one. */
  readonly idPrefix?: string;
}

/** A session over in-memory ports, and the ports. */
export class SessionHarness {
  readonly model: ScriptedModel;
  readonly kernel: ScriptedKernel;
  readonly store: MemoryStore;
  readonly fileContextStore: MemoryFileContextStore;
  readonly disk: KernelFiles;
  readonly clock = new FixedClock();
  readonly session: Session;
  nearby: FileEntry[] = [];
  mode: ApprovalMode;
  budget: Partial<BudgetLimits>;

  constructor(options: HarnessOptions = {}) {
    this.model = options.model ?? new ScriptedModel();
    this.kernel = options.kernel ?? new ScriptedKernel();
    this.store = options.store ?? new MemoryStore();
    this.fileContextStore =
      options.fileContextStore ?? new MemoryFileContextStore();
    this.disk = options.disk ?? new KernelFiles(this.kernel);
    this.mode = options.mode ?? 'auto';
    this.budget = options.budget ?? {};
    this.session = new Session({
      sessionId: 'main',
      notebookPath: () => 'work/sales.ipynb',
      clientId: options.clientId ?? 'here',
      models: {
        current: async () => ({ client: this.model, name: 'scripted' })
      },
      kernel: this.kernel,
      files: { nearby: async () => this.nearby },
      store: this.store,
      fileContextStore: this.fileContextStore,
      images: {
        downscale: async (base64, mimeType) => ({ base64, mimeType })
      },
      clock: this.clock,
      ids: new CountingIds(options.idPrefix ?? 'id'),
      approvalMode: () => this.mode,
      budget: () => ({ ...DEFAULT_BUDGET, ...this.budget })
    });
  }

  /** The same sidecar opened by a page that was loaded anew. */
  reopened(options: HarnessOptions = {}): SessionHarness {
    const kernel = options.kernel ?? new ScriptedKernel();
    if (kernel !== this.kernel) {
      this.disk.attach(kernel);
    }
    return new SessionHarness({
      store: new MemoryStore(this.store.transcript),
      fileContextStore: this.fileContextStore,
      kernel,
      disk: this.disk,
      idPrefix: 'again',
      ...options
    });
  }

  entriesOf<Kind extends Entry['kind']>(
    kind: Kind
  ): Extract<Entry, { kind: Kind }>[] {
    return this.session.entries.filter(
      (entry): entry is Extract<Entry, { kind: Kind }> => entry.kind === kind
    );
  }

  /** Roles of the messages of the last request. */
  get lastRoles(): string[] {
    return this.model.lastRequest.messages.map(message => message.role);
  }
}
