import type { SendWith } from '../types';

/** What a key press in the composer means. */
export type KeyMeaning =
  | 'send'
  | 'accept-completion'
  | 'next-completion'
  | 'previous-completion'
  | 'close-completion'
  | 'earlier-prompt'
  | 'later-prompt'
  /** The text field deals with it. */
  | 'none';

export interface KeyPress {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface ComposerState {
  readonly sendWith: SendWith;
  readonly completionOpen: boolean;
  readonly empty: boolean;
  /** An earlier prompt is shown, unchanged. */
  readonly recalling: boolean;
}

/** Safari says so only in this way when Enter ends an input method's composition. */
const COMPOSING_KEY_CODE = 229;

export function keyMeaning(press: KeyPress, state: ComposerState): KeyMeaning {
  if (press.isComposing || press.keyCode === COMPOSING_KEY_CODE) {
    return 'none';
  }
  if (state.completionOpen) {
    const meaning = completionKey(press);
    if (meaning !== 'none' || press.key === 'Enter') {
      return meaning;
    }
  }
  const modified = press.ctrlKey || press.metaKey;
  switch (press.key) {
    case 'Enter':
      if (press.altKey) {
        return 'none';
      }
      return modified || press.shiftKey === (state.sendWith === 'shift-enter')
        ? 'send'
        : 'none';
    case 'ArrowUp':
      return !modified && !press.shiftKey && (state.empty || state.recalling)
        ? 'earlier-prompt'
        : 'none';
    case 'ArrowDown':
      return !modified && !press.shiftKey && state.recalling
        ? 'later-prompt'
        : 'none';
    default:
      return 'none';
  }
}

function completionKey(press: KeyPress): KeyMeaning {
  switch (press.key) {
    case 'Enter':
      return press.shiftKey ? 'none' : 'accept-completion';
    case 'Tab':
      return press.shiftKey ? 'none' : 'accept-completion';
    case 'ArrowDown':
      return 'next-completion';
    case 'ArrowUp':
      return 'previous-completion';
    case 'Escape':
      return 'close-completion';
    default:
      return 'none';
  }
}
