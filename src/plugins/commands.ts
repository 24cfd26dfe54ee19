import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import * as z from 'zod';
import { AgentError } from '../core/errors';
import { newestSessionLog } from '../lab/session-log-file';
import { IKernelAgent } from '../tokens';
import { IAgentHost } from './agent-host';
import { CommandIDs } from './command-ids';
import { COMMANDS_PLUGIN_ID, PLUGIN_ID } from './plugin-ids';
import { tell } from './tell';

const AskSchema = z.object({
  prompt: z.string(),
  files: z.array(z.string()).optional(),
  notebook: z.string().optional(),
  session: z.string().optional()
});

/** The agent's commands, also for other extensions and keyboard shortcuts. */
export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: COMMANDS_PLUGIN_ID,
  description: 'The commands of Kernel Agent.',
  autoStart: true,
  requires: [IAgentHost, IKernelAgent],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    host: IAgentHost,
    agent: IKernelAgent,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('kernel_agent');
    addTurnCommands(app, host, agent, trans);
    addHelpCommands(app, host, trans);
    for (const command of [
      CommandIDs.stop,
      CommandIDs.reset,
      CommandIDs.openSettings,
      CommandIDs.testConnection,
      CommandIDs.openSessionLog
    ]) {
      palette?.addItem({ command, category: trans.__('Kernel Agent') });
    }
  }
};

function addTurnCommands(
  app: JupyterFrontEnd,
  { registry }: IAgentHost,
  agent: IKernelAgent,
  trans: TranslationBundle
): void {
  app.commands.addCommand(CommandIDs.ask, {
    label: trans.__('Ask the Agent'),
    describedBy: {
      args: z.toJSONSchema(AskSchema, { target: 'draft-7' }) as never
    },
    execute: async args => agent.ask(AskSchema.parse(args))
  });
  app.commands.addCommand(CommandIDs.stop, {
    label: trans.__('Stop the Agent'),
    isEnabled: () =>
      (registry.current?.session.status.phase ?? 'idle') !== 'idle',
    execute: () => registry.current?.session.stop()
  });
  app.commands.addCommand(CommandIDs.reset, {
    label: trans.__('Start a New Run'),
    isEnabled: () => registry.current !== null,
    execute: async args => {
      const session = registry.current?.session;
      if (session && (args.confirmed === true || (await confirmReset(trans)))) {
        await session.reset();
      }
    }
  });
}

async function confirmReset(trans: TranslationBundle): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Start a new run?'),
    body: trans.__(
      'The agent forgets the conversation so far. The transcript and the session log keep it; variables in the kernel stay.'
    ),
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: trans.__('Start') })
    ]
  });
  return button.accept;
}

function addHelpCommands(
  app: JupyterFrontEnd,
  { registry, relay }: IAgentHost,
  trans: TranslationBundle
): void {
  app.commands.addCommand(CommandIDs.openSettings, {
    label: trans.__('Kernel Agent Settings'),
    execute: () =>
      app.commands.execute('settingeditor:open', { query: PLUGIN_ID })
  });
  app.commands.addCommand(CommandIDs.testConnection, {
    label: trans.__('Test the Connection to the Model'),
    execute: async () => {
      try {
        const result = await relay.test('');
        const text = `${result.message} ${result.ok ? '' : result.advice}`;
        tell(text.trim(), result.ok ? 'success' : 'error');
        return result;
      } catch (error) {
        tell(AgentError.from(error).message, 'error');
        return null;
      }
    }
  });
  app.commands.addCommand(CommandIDs.openSessionLog, {
    label: trans.__('Open the Session Log'),
    isEnabled: () => registry.current !== null,
    execute: async () => {
      const notebook = registry.current;
      const path = notebook
        ? await newestSessionLog(app.serviceManager.contents, notebook.folder)
        : null;
      if (path === null) {
        tell(trans.__('There is no session log yet.'));
        return;
      }
      await app.commands.execute('docmanager:open', { path });
    }
  });
}
