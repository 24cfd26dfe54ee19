import { orStopped } from '../clock';
import { Listeners } from '../listeners';
import type { ApprovalDecision, ApprovalRequest, Approver } from '../ports';
import type { ApprovalMode } from './session-types';

export type Verdict =
  | ApprovalDecision
  /** The mode allowed it without asking. */
  | { readonly outcome: 'auto' }
  /** It was allowed when the turn was recorded that is replayed. */
  | { readonly outcome: 'recorded' };

/** What every execution passes. */
export interface Gate {
  /** True when the next check will ask somebody. */
  readonly asks: boolean;
  /** Throws `AgentError` `stopped` when the turn is stopped while it waits. */
  check(request: ApprovalRequest, signal: AbortSignal): Promise<Verdict>;
}

/** The one place that every execution passes. What was allowed "for this session" lives as long as the gate. */
export class ApprovalGate implements Gate {
  private allowedForSession = false;

  constructor(
    private readonly mode: () => ApprovalMode,
    private readonly approver: Approver
  ) {}

  get asks(): boolean {
    return this.mode() === 'ask' && !this.allowedForSession;
  }

  async check(request: ApprovalRequest, signal: AbortSignal): Promise<Verdict> {
    if (!this.asks) {
      return { outcome: 'auto' };
    }
    const decision = await this.approver.decide(request, signal);
    if (decision.outcome === 'allow-session') {
      this.allowedForSession = true;
    }
    return decision;
  }
}

/** An approver that lists what is pending and waits for `decide` to be answered from outside. */
export class PendingApprovals implements Approver {
  readonly changed = new Listeners<readonly ApprovalRequest[]>();
  private readonly waiting = new Map<
    string,
    {
      request: ApprovalRequest;
      resolve: (decision: ApprovalDecision) => void;
    }
  >();

  get requests(): readonly ApprovalRequest[] {
    return [...this.waiting.values()].map(({ request }) => request);
  }

  async decide(
    request: ApprovalRequest,
    signal: AbortSignal
  ): Promise<ApprovalDecision> {
    const decision = new Promise<ApprovalDecision>(resolve => {
      this.waiting.set(request.id, { request, resolve });
    });
    this.changed.emit(this.requests);
    try {
      return await orStopped(decision, signal);
    } finally {
      this.waiting.delete(request.id);
      this.changed.emit(this.requests);
    }
  }

  /** Answers a pending request; one that is not pending any more is passed over. */
  answer(id: string, decision: ApprovalDecision): void {
    this.waiting.get(id)?.resolve(decision);
  }
}
