// What the sidebar costs the page, in Chromium, in a real JupyterLab, against a scripted model behind the relay.
//
// main_thread_over_jupyter_chat: processor time of the page's main thread while a long Markdown answer streams in, of the
//   sidebar over @jupyter/chat, in the same page, with the same renderers, the same pieces and the same pace, medians.
//   The sidebar's side holds everything that a turn costs (network, transcript, session log); @jupyter/chat is handed its
//   pieces in the page for nothing, one update of the message for each, as its own extension does.
// longest_task_ms: the longest task of the main thread while the sidebar's answer streams in, the median of the rounds.
// open_ms: from the request for the transcript of a conversation of 200 turns until its last turn is drawn, the median of
//   openings. JupyterLab's own part, which opens the notebook, is not in it.
import { readFileSync } from 'node:fs';
import { startBrowser, startJupyterLab } from '../scripts/lib/jupyterlab.mjs';
import { importTypeScript } from './lib/import-typescript.mjs';
import { buildJupyterChat } from './lib/jupyter-chat.mjs';
import { tasksDuring } from './lib/page-tasks.mjs';
import { LabPage } from './lib/lab-page.mjs';
import { median, rounded } from './lib/statistics.mjs';

/** @typedef {import('./lib/page-tasks.mjs').Tasks} Tasks */

const ROUNDS = 3;
const OPENINGS = 5;
const TURNS = 200;
/** Milliseconds between two pieces: a hundred a second is what fast models do. */
const INTERVAL = 10;

export const name = 'stream';

export async function run() {
  const support = /** @type {import('./lib/stream-support').StreamSupport} */ (
    await importTypeScript('bench/lib/stream-support.ts')
  );
  const chat = await buildJupyterChat();
  const model = await support.startModel();
  const server = await startJupyterLab([
    '--ServerApp.disable_check_xsrf=True',
    '--LabApp.expose_app_in_browser=True',
    `--KernelAgent.base_url=${model.baseURL}`,
    '--KernelAgent.model=scripted'
  ]);
  const browser = await startBrowser();
  try {
    const lab = await LabPage.open(browser, new URL(server.labUrl).origin);
    const long = await support.sessionOnDisk(TURNS);
    await lab.putSession('long', long);
    const openings = [];
    for (let opening = 0; opening <= OPENINGS; opening += 1) {
      openings.push(await lab.timeOpening('long', long.lastHeading));
    }
    // The first one also loads what JupyterLab loads late.
    const measured = openings.slice(1);
    await lab.putNotebook('stream');
    await lab.show('stream');
    await lab.addScript(readFileSync(chat.script, 'utf8'));
    await lab.addStyle(readFileSync(chat.style, 'utf8'));
    const pieces = support.streamedAnswer();
    model.reply(['Ready.'], INTERVAL);
    await lab.ask('Are you ready?');
    /** @type {[Tasks[], Tasks[]]} */
    const [own, other] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      model.reply(pieces, INTERVAL);
      own.push(
        await tasksDuring(browser, lab.page, () => lab.ask('Tell me all.'))
      );
      await lab.openJupyterChat();
      other.push(
        await tasksDuring(browser, lab.page, () =>
          lab.streamIntoJupyterChat(pieces, INTERVAL)
        )
      );
      await lab.closeJupyterChat();
    }
    return report(pieces, measured, own, other);
  } finally {
    await browser.close();
    await server.stop();
    await model.close();
  }
}

/**
 * @param {readonly string[]} pieces
 * @param {readonly import('./lib/lab-page.mjs').Opening[]} openings
 * @param {readonly Tasks[]} own
 * @param {readonly Tasks[]} other
 */
function report(pieces, openings, own, other) {
  const cpu = median(own.map(({ cpuMs }) => cpuMs));
  const otherCpu = median(other.map(({ cpuMs }) => cpuMs));
  const longest = median(own.map(({ longestMs }) => longestMs));
  const otherLongest = median(other.map(({ longestMs }) => longestMs));
  const opened = median(openings.map(({ conversationMs }) => conversationMs));
  const whole = median(openings.map(({ wholeMs }) => wholeMs));
  return {
    table: [
      [
        `an answer of ${pieces.join('').length} characters in ${pieces.length} pieces, ${INTERVAL} ms apart`,
        'the sidebar',
        'baseline: @jupyter/chat'
      ],
      ['main thread, ms of processor time (median)', cpu, otherCpu],
      ['longest task, ms (median)', longest, otherLongest],
      [`opening ${TURNS} turns, ms (median)`, opened, ''],
      ['  with what JupyterLab does to open the notebook', whole, '']
    ],
    metrics: {
      main_thread_over_jupyter_chat: rounded(cpu / otherCpu),
      longest_task_ms: rounded(longest),
      open_ms: rounded(opened)
    }
  };
}
