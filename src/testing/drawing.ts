import { Sanitizer } from '@jupyterlab/apputils';
import { EditorLanguageRegistry } from '@jupyterlab/codemirror';
import { createMarkdownParser } from '@jupyterlab/markedparser-extension';
import {
  RenderMimeRegistry,
  standardRendererFactories,
  type IRenderMimeRegistry
} from '@jupyterlab/rendermime';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { vi } from 'vitest';
import { AgentError } from '../core/errors';
import type { Drawing } from '../ui/drawing';
import { safeRendermime } from '../ui/markdown/safe-rendermime';
import { Ticker } from '../ui/ticker';
import { HostLayout } from '../ui/widget-host';
import { FakeActions } from './fake-actions';
import { FakeSession } from './fake-session';

export const trans = nullTranslator.load('kernel_agent');

export function testLanguages(): EditorLanguageRegistry {
  const languages = new EditorLanguageRegistry();
  EditorLanguageRegistry.getDefaultLanguages().forEach(language =>
    languages.addLanguage(language)
  );
  return languages;
}

/** JupyterLab's own renderers, Markdown parser and sanitiser. */
export function testRendermime(): IRenderMimeRegistry {
  return new RenderMimeRegistry({
    initialFactories: standardRendererFactories,
    sanitizer: new Sanitizer(),
    markdownParser: createMarkdownParser(testLanguages())
  });
}

/** What a part of a conversation is drawn with, and a place in the page for it. */
export class Stage {
  readonly session = new FakeSession();
  readonly actions = new FakeActions();
  readonly announced: string[] = [];
  /** Files whose profile was asked for. */
  readonly shownFiles: string[] = [];
  /** Turns that were to be shown. */
  readonly shownTurns: number[] = [];
  readonly attached: string[] = [];
  /** Sentences about actions that failed. */
  readonly failures: string[] = [];
  readonly host = new HostLayout();
  readonly drawing: Drawing;
  private readonly widget = new Widget();

  constructor() {
    this.widget.layout = this.host;
    Widget.attach(this.widget, document.body);
    this.drawing = {
      session: this.session,
      rendermime: safeRendermime(testRendermime(), trans),
      languages: testLanguages(),
      trans,
      host: this.host,
      ticker: new Ticker(),
      actions: this.actions,
      attempt: (what, action) => void this.attempt(what, action),
      showFile: path => this.shownFiles.push(path),
      showTurn: turn => this.shownTurns.push(turn),
      attachFiles: paths => this.attached.push(...paths),
      announce: words => this.announced.push(words)
    };
  }

  /** Puts a part into the page. */
  show<Part extends { readonly node: HTMLElement }>(part: Part): Part {
    this.widget.node.append(part.node);
    return part;
  }

  dispose(): void {
    this.widget.dispose();
  }

  private async attempt(what: string, action: () => unknown): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.failures.push(`${what}: ${AgentError.from(error).message}`);
    }
  }
}

/** Waits until `check` no longer throws: what is drawn in animation frames is there soon, but not at once. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 4_000, interval: 5 });
}

/** The button with this text or accessible name. Throws when there is none, or when it is hidden. */
export function buttonOf(within: Element, label: string): HTMLButtonElement {
  const found = [...within.querySelectorAll('button')].find(
    button =>
      (button.getAttribute('aria-label') ?? button.textContent?.trim()) ===
        label && button.closest('[hidden]') === null
  );
  if (!found) {
    throw new Error(`There is no button “${label}”:\n${within.innerHTML}`);
  }
  return found;
}

/** Labels of the buttons that can be seen. */
export function buttonLabels(within: Element): string[] {
  return [...within.querySelectorAll('button')]
    .filter(button => button.closest('[hidden]') === null)
    .map(
      button =>
        button.getAttribute('aria-label') ?? button.textContent?.trim() ?? ''
    );
}

/** Text that can be seen, blanks joined; what is folded away cannot. */
export function visibleText(node: Element): string {
  const copy = node.cloneNode(true) as Element;
  copy
    .querySelectorAll('[hidden], details:not([open]) > :not(summary)')
    .forEach(hidden => hidden.remove());
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function press(
  node: HTMLElement,
  key: string,
  init: KeyboardEventInit = {}
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    ...init
  });
  node.dispatchEvent(event);
  return event;
}

/** Types into a field as a user would: the text is there, the caret at its end. */
export function type(
  field: HTMLTextAreaElement | HTMLInputElement,
  text: string
): void {
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
