// JupyterLab in a browser, with the agent's sidebar open. What is handed to `evaluate` runs in the page.
/* global window, document, requestAnimationFrame */

/**
 * @typedef {object} Opening
 * @property {number} conversationMs from the request for the transcript until the last turn is drawn
 * @property {number} wholeMs from the command that opens the notebook
 *
 * @typedef {object} App what is used of JupyterLab's application
 * @property {{ execute(command: string, args?: object): Promise<unknown> }} commands
 * @property {{ currentWidget: Panel | null }} shell
 *
 * @typedef {object} Panel
 * @property {() => void} dispose
 * @property {{ session: { kernel: { status: string } | null } | null }} sessionContext
 *
 * @typedef {object} Chat see jupyter-chat-page.js
 * @property {(text: string) => void} set
 * @property {() => string} drawn
 * @property {() => void} dispose
 *
 * @typedef {Window & { jupyterapp: App, openJupyterChat(): Chat, chat: Chat }} BenchWindow
 */

const EMPTY_NOTEBOOK = {
  cells: [],
  metadata: {
    kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' }
  },
  nbformat: 4,
  nbformat_minor: 5
};
const SIDEBAR = '.jp-KernelAgent-sidebar';
/** Conversations of notebooks behind stay in the page. */
const CONVERSATION = `${SIDEBAR} .jp-KernelAgent-conversation:not(.lm-mod-hidden)`;
const PATIENCE_MS = 60_000;

export class LabPage {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} origin
   */
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.conversation = page.locator(CONVERSATION);
  }

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {string} origin of a server without a token
   */
  static async open(browser, origin) {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 900 }
    });
    page.setDefaultTimeout(PATIENCE_MS);
    const lab = new LabPage(page, origin);
    await lab.putNotebook('first');
    await page.goto(`${origin}/lab?reset`);
    await page.waitForSelector('.jp-LauncherCard');
    await lab.show('first');
    return lab;
  }

  /** @param {string} name without its ending */
  async putNotebook(name) {
    await this.put(`${name}.ipynb`, {
      type: 'notebook',
      format: 'json',
      content: EMPTY_NOTEBOOK
    });
  }

  /**
   * A notebook with a session beside it.
   *
   * @param {string} name
   * @param {import('./stream-support').SessionOnDisk} session
   */
  async putSession(name, { transcript, blobs }) {
    await this.putNotebook(name);
    const folder = `${name}.agent/main`;
    for (const path of [`${name}.agent`, folder, `${folder}/outputs`]) {
      await this.put(path, { type: 'directory' });
    }
    await this.put(`${folder}/transcript.jsonl`, {
      type: 'file',
      format: 'text',
      content: transcript
    });
    for (const [reference, content] of blobs) {
      await this.put(`${folder}/${reference}`, {
        type: 'file',
        format: 'base64',
        content
      });
    }
  }

  /** Opens a notebook, shows the agent, and waits for the kernel. @param {string} name */
  async show(name) {
    await this.page.evaluate(async path => {
      const { jupyterapp } = /** @type {BenchWindow} */ (
        /** @type {unknown} */ (window)
      );
      await jupyterapp.commands.execute('docmanager:open', { path });
      await jupyterapp.commands.execute('kernel-agent:focus');
    }, `${name}.ipynb`);
    await this.conversation.locator('textarea').waitFor();
    // The toolbar's sign of it may be hidden where there is little room.
    await this.page.waitForFunction(() => {
      const { jupyterapp } = /** @type {BenchWindow} */ (
        /** @type {unknown} */ (window)
      );
      const panel = jupyterapp.shell.currentWidget;
      return panel?.sessionContext.session?.kernel?.status === 'idle';
    });
  }

  /**
   * Opens the notebook, and closes it again.
   *
   * @param {string} name
   * @param {string} heading what the last answer has for a heading
   * @returns {Promise<Opening>}
   */
  async timeOpening(name, heading) {
    const opening = await this.page.evaluate(
      async ([path, list, wanted]) => {
        const { jupyterapp, performance } = /** @type {BenchWindow} */ (
          /** @type {unknown} */ (window)
        );
        performance.clearResourceTimings();
        const start = performance.now();
        void jupyterapp.commands.execute('docmanager:open', {
          path: `${path}.ipynb`
        });
        const isDrawn = () =>
          Array.from(
            document.querySelectorAll(
              `${list} .jp-KernelAgent-turn:last-child h2`
            )
          ).some(node => node.textContent?.includes(String(wanted)));
        const frame = () =>
          new Promise(resolve => requestAnimationFrame(resolve));
        while (!isDrawn()) {
          await frame();
        }
        // What is there in one frame is on the screen in the next one.
        await frame();
        const end = performance.now();
        const request = performance
          .getEntriesByType('resource')
          .find(({ name: url }) => url.includes(`${path}.agent/main/transcript`));
        return {
          conversationMs: end - (request?.startTime ?? NaN),
          wholeMs: end - start
        };
      },
      [name, CONVERSATION, heading]
    );
    // Pictures are still being read, and the kernel starts.
    await this.page.waitForTimeout(600);
    await this.page.evaluate(() => {
      const { jupyterapp } = /** @type {BenchWindow} */ (
        /** @type {unknown} */ (window)
      );
      jupyterapp.shell.currentWidget?.dispose();
    });
    await this.page.waitForTimeout(200);
    return opening;
  }

  /** Sends a prompt; resolves when its turn is over and drawn. @param {string} prompt */
  async ask(prompt) {
    const footers = this.conversation.locator('.jp-KernelAgent-footer');
    const before = await footers.count();
    const composer = this.conversation.locator('textarea');
    await composer.fill(prompt);
    await composer.press('Enter');
    await footers.nth(before).waitFor();
  }

  /** @param {string} content */
  async addScript(content) {
    await this.page.addScriptTag({ content });
  }

  /** @param {string} content */
  async addStyle(content) {
    await this.page.addStyleTag({ content });
  }

  /** Shows @jupyter/chat over the sidebar. */
  async openJupyterChat() {
    await this.page.evaluate(() => {
      const own = /** @type {BenchWindow} */ (/** @type {unknown} */ (window));
      own.chat = own.openJupyterChat();
    });
    await this.page.waitForTimeout(500);
  }

  /**
   * One update for each piece; resolves when the last one is drawn.
   *
   * @param {readonly string[]} pieces
   * @param {number} interval milliseconds
   */
  async streamIntoJupyterChat(pieces, interval) {
    await this.page.evaluate(
      async ([texts, pause]) => {
        const { chat } = /** @type {BenchWindow} */ (
          /** @type {unknown} */ (window)
        );
        const start = performance.now();
        let text = '';
        for (const [index, piece] of texts.entries()) {
          const wait = start + index * pause - performance.now();
          await new Promise(resolve => setTimeout(resolve, wait));
          text += piece;
          chat.set(text);
        }
        const end = text.slice(-20);
        while (!chat.drawn().trimEnd().endsWith(end)) {
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      },
      /** @type {const} */ ([pieces, interval])
    );
  }

  async closeJupyterChat() {
    await this.page.evaluate(() => {
      const { chat } = /** @type {BenchWindow} */ (
        /** @type {unknown} */ (window)
      );
      chat.dispose();
    });
  }

  /**
   * @param {string} path
   * @param {object} model
   */
  async put(path, model) {
    const url = `${this.origin}/api/contents/${path}`;
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(model)
    });
    if (!answer.ok) {
      throw new Error(`${path} could not be written (${answer.status}).`);
    }
  }
}
