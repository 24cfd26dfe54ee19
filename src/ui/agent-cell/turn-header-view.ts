import type { AgentSession } from '../../core/agent/session-types';
import type { Turn, TurnState } from '../../core/transcript/conversation-types';
import { DEFAULT_SESSION_ID } from '../../core/transcript/run';
import { button, element, iconElement, part, setText } from '../dom';
import { formatDuration, formatElapsed, formatTokens } from '../format';
import { agentIcon, stopTurnIcon } from '../icons';
import { phaseWords } from '../phase-words';
import { inSidebarIcon } from './icons';
import type { OutputPlace, OutputView } from './output-place';
import type { TurnPayload } from './payloads';

/** The head of a turn in an agent cell: which turn, who answers, how it stands; Stop while it runs. */
export class TurnHeaderView implements OutputView<TurnPayload> {
  readonly node: HTMLElement;
  private readonly spinner = element('span', part('spinner'));
  private readonly name = element('span', part('cellTurnName'));
  private readonly phase = element('span', part('cellTurnPhase'));
  private readonly badge = element('span', part('cellTurnBadge'));
  private readonly facts = element('span', part('cellTurnFacts'));
  private readonly stop: HTMLButtonElement;
  private readonly show: HTMLButtonElement;
  private payload: TurnPayload | null = null;
  private followed: AgentSession | null = null;
  private stopFollowing: (() => void) | null = null;
  private stopTicking: (() => void) | null = null;

  constructor(private readonly place: OutputPlace) {
    const { trans } = place.drawing;
    this.spinner.setAttribute('role', 'img');
    this.spinner.setAttribute('aria-label', trans.__('running'));
    this.stop = button({
      label: trans.__('Stop'),
      icon: stopTurnIcon,
      className: part('cellTurnStop'),
      onClick: () =>
        place.drawing.attempt(trans.__('Stopping'), () => this.live()?.stop())
    });
    this.show = button({
      label: trans.__('Show in sidebar'),
      icon: inSidebarIcon,
      iconOnly: true,
      onClick: () => this.showTurn()
    });
    const icon = iconElement(agentIcon);
    icon.classList.add(part('cellTurnIcon'));
    this.node = element('div', part('cellTurn'), { role: 'group' }, [
      icon,
      this.name,
      this.phase,
      this.badge,
      this.facts,
      this.spinner,
      this.stop,
      this.show
    ]);
  }

  update(payload: TurnPayload): void {
    this.payload = payload;
    this.follow(this.place.session(payload.session));
    this.draw();
  }

  dispose(): void {
    this.follow(null);
    this.tick(false);
    this.node.remove();
  }

  private draw(): void {
    const { payload } = this;
    if (payload === null) {
      return;
    }
    const { trans } = this.place.drawing;
    const isLive = this.live() !== null;
    const words = trans.__('Turn %1', String(payload.turn));
    setText(
      this.name,
      payload.session === DEFAULT_SESSION_ID
        ? words
        : `${payload.session} · ${words}`
    );
    this.node.setAttribute('aria-label', trans.__('Agent, %1', words));
    put(
      this.phase,
      payload.phase === null ? '' : phaseWords(payload.phase, trans)
    );
    put(
      this.badge,
      payload.replays === null
        ? ''
        : trans.__('replayed from turn %1', String(payload.replays))
    );
    put(this.facts, this.factsOf(payload, isLive).join(' · '));
    this.spinner.hidden = !isLive;
    this.stop.hidden = !isLive;
    this.node.className = part('cellTurn', `mod-${payload.state}`);
    this.tick(isLive);
  }

  private factsOf(payload: TurnPayload, isLive: boolean): string[] {
    const { trans } = this.place.drawing;
    const { model, replays, milliseconds, usage, state } = payload;
    const began = Date.parse(this.turn()?.startedAt ?? '');
    return [
      replays === null ? model : '',
      isLive ? '' : this.stateWords(state),
      milliseconds === null
        ? isLive && !Number.isNaN(began)
          ? formatElapsed(Date.now() - began, trans)
          : ''
        : formatDuration(milliseconds, trans),
      formatTokens(usage ?? null, trans)
    ].filter(fact => fact !== '');
  }

  private stateWords(state: TurnState): string {
    const { trans } = this.place.drawing;
    switch (state) {
      case 'answered':
        return '';
      case 'running':
        // It was saved while it ran, or it runs in another browser.
        return trans.__('not finished here');
      case 'stopped':
        return trans.__('stopped');
      case 'failed':
        return trans.__('failed');
      case 'budget':
        return trans.__('stopped at a limit');
      case 'interrupted':
        return trans.__('interrupted');
    }
  }

  /** The session while it runs this very turn; null otherwise. */
  private live(): AgentSession | null {
    return this.payload?.state === 'running' && this.turn()?.state === 'running'
      ? this.followed
      : null;
  }

  private turn(): Turn | undefined {
    const number = this.payload?.turn;
    return this.followed?.conversation.turns.find(
      turn => turn.number === number
    );
  }

  private follow(session: AgentSession | null): void {
    if (session !== this.followed) {
      this.stopFollowing?.();
      this.followed = session;
      this.stopFollowing =
        session?.statusChanged.subscribe(() => this.draw()) ?? null;
    }
  }

  private tick(wanted: boolean): void {
    if (wanted && this.stopTicking === null) {
      this.stopTicking = this.place.drawing.ticker.subscribe(() => this.draw());
    } else if (!wanted) {
      this.stopTicking?.();
      this.stopTicking = null;
    }
  }

  private showTurn(): void {
    const { drawing, showTurn } = this.place;
    const { payload } = this;
    if (payload) {
      drawing.attempt(drawing.trans.__('Showing the turn'), () =>
        showTurn(payload.session, payload.turn)
      );
    }
  }
}

function put(node: HTMLElement, text: string): void {
  setText(node, text);
  node.hidden = text === '';
}
