import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as z from 'zod';
import type { IAgentHost } from './agent-host';
import type { IAgentView } from './agent-view';
import { CommandIDs } from './command-ids';
import { describedArguments } from './session-argument';
import { tell } from './tell';
import { agentIcon } from '../ui/icons';

const AskAboutArguments = z.object({
  /** From the server's root; what is selected in the file browser when absent. */
  paths: z.array(z.string()).optional()
});

interface AskAboutServices {
  readonly host: IAgentHost;
  readonly view: IAgentView;
  readonly browsers: IFileBrowserFactory | null;
  readonly trans: TranslationBundle;
}

/** Puts the files that are selected in the file browser into the prompt of the notebook in front. */
export function addAskAboutFile(
  app: JupyterFrontEnd,
  { host, view, browsers, trans }: AskAboutServices
): void {
  app.commands.addCommand(CommandIDs.askAboutFile, {
    label: trans.__('Ask the Agent About This File'),
    icon: agentIcon,
    describedBy: describedArguments(AskAboutArguments),
    execute: args => {
      const paths =
        AskAboutArguments.parse(args).paths ?? selectedFiles(browsers);
      const notebook = host.registry.current;
      if (!notebook || !view.conversation) {
        tell(
          trans.__(
            'No notebook is open. The agent works in the kernel of a notebook: open one and ask again.'
          ),
          'warning'
        );
        return [];
      }
      const files = paths
        .map(path => onServer(path, app))
        .filter(path => path !== null)
        .map(path => notebook.relative(path));
      if (files.length < paths.length) {
        tell(
          trans.__(
            'Files on other drives cannot be attached: the kernel does not reach them.'
          ),
          'warning'
        );
      }
      view.show();
      view.conversation.attachFiles(files);
      view.conversation.focusComposer();
      return files;
    }
  });
}

function selectedFiles(browsers: IFileBrowserFactory | null): string[] {
  const browser = browsers?.tracker.currentWidget;
  return [...(browser?.selectedItems() ?? [])]
    .filter(item => item.type !== 'directory')
    .map(item => item.path);
}

/** The path without a drive; null on drives that the kernel does not see. Collaboration's drive shows the server's files. */
function onServer(path: string, app: JupyterFrontEnd): string | null {
  const { contents } = app.serviceManager;
  return ['', 'RTC'].includes(contents.driveName(path))
    ? contents.localPath(path)
    : null;
}
