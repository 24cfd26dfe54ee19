import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import type * as z from 'zod';
import type { FileContextDocument } from '../core/file-context/document';
import { noContextReasons } from '../core/file-context/document-summary';
import type { KnownFile } from '../core/file-context/known-file';
import type { NotebookSession } from '../lab/notebook-session';
import { inspection } from '../ui/files/inspection';
import type { IAgentHost } from './agent-host';
import type { IAgentView } from './agent-view';
import { CommandIDs } from './command-ids';
import { FileArguments, ShowArguments } from './file-arguments';
import { pickFiles } from './pick-files';
import { describedArguments, sessionFor } from './session-argument';
import { tell } from './tell';

export interface FileContextServices {
  readonly host: IAgentHost;
  readonly view: IAgentView;
  readonly documents: IDocumentManager | null;
  readonly trans: TranslationBundle;
}

/** Showing, profiling and forgetting data files. */
export function addFileContextCommands(
  app: JupyterFrontEnd,
  services: FileContextServices
): void {
  const { host, trans } = services;
  const isEnabled = (): boolean => host.registry.current !== null;
  app.commands.addCommand(CommandIDs.showFileContext, {
    label: args =>
      args.inspect === true
        ? trans.__('Inspect the Saved File Context')
        : trans.__('Show Data Files'),
    caption: trans.__('What the agent knows of data files'),
    isEnabled,
    describedBy: describedArguments(ShowArguments),
    execute: args => show(app, services, ShowArguments.parse(args))
  });
  app.commands.addCommand(CommandIDs.profileFile, {
    label: trans.__('Profile a Data File…'),
    isEnabled,
    describedBy: describedArguments(FileArguments),
    execute: args => profile(services, FileArguments.parse(args))
  });
  app.commands.addCommand(CommandIDs.forgetFile, {
    label: trans.__('Forget a Data File…'),
    isEnabled,
    describedBy: describedArguments(FileArguments),
    execute: args => forget(services, FileArguments.parse(args))
  });
}

async function show(
  app: JupyterFrontEnd,
  { host, view, trans }: FileContextServices,
  args: z.infer<typeof ShowArguments>
): Promise<FileContextDocument | null> {
  const { registry } = host;
  const notebook = sessionFor(registry, args);
  if (registry.current !== notebook) {
    app.shell.activateById(notebook.panel.id);
    registry.choose(notebook.panel, notebook.sessionId);
  }
  view.show();
  view.conversation?.showFiles();
  const document = await notebook.session.getSavedFileContext();
  if (document === null) {
    // Notifications are cut after 140 characters.
    view.conversation?.showFailure(noContextReasons(notebook.sessionId));
  } else if (args.inspect) {
    await showInspection(document, trans);
  }
  return document;
}

async function showInspection(
  document: FileContextDocument,
  trans: TranslationBundle
): Promise<void> {
  await showDialog({
    title: trans.__('Saved file context'),
    body: inspection(document),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
}

/** One file when its path is given, otherwise the list of those that were chosen. */
async function profile(
  { host, view, documents, trans }: FileContextServices,
  args: z.infer<typeof FileArguments>
): Promise<KnownFile | KnownFile[]> {
  const notebook = sessionFor(host.registry, args);
  const { fileContext } = notebook.session;
  if (args.path !== undefined) {
    return fileContext.profile(args.path);
  }
  const paths = await pickFiles(notebook, documents, trans);
  if (paths.length > 0 && host.registry.current === notebook) {
    view.show();
    view.conversation?.showFiles();
  }
  const outcomes = await Promise.allSettled(
    paths.map(path => fileContext.profile(path))
  );
  // Why a file could not be read stands beside it in the list.
  return outcomes
    .filter(outcome => outcome.status === 'fulfilled')
    .map(({ value }) => value);
}

async function forget(
  { host, trans }: FileContextServices,
  args: z.infer<typeof FileArguments>
): Promise<boolean> {
  const notebook = sessionFor(host.registry, args);
  const path = args.path ?? (await pickKnown(notebook, trans));
  return path !== null && notebook.session.fileContext.forget(path);
}

async function pickKnown(
  { session }: NotebookSession,
  trans: TranslationBundle
): Promise<string | null> {
  const items = session.fileContext.files.map(({ path }) => path);
  if (items.length === 0) {
    tell(trans.__('The session knows no data files.'));
    return null;
  }
  const picked = await InputDialog.getItem({
    title: trans.__('Forget a data file'),
    label: trans.__('The file itself stays where it is.'),
    okLabel: trans.__('Forget'),
    items
  });
  return picked.button.accept ? picked.value : null;
}
