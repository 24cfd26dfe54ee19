import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  ToolBlock,
  ToolState
} from '../../core/transcript/conversation-types';

/** The header of a tool call, in words: `Ran Python`, `Reading the file`. */
export function toolWords(
  block: Pick<ToolBlock, 'name' | 'state'>,
  trans: TranslationBundle
): string {
  const [doing, done] = verbs(block.name, trans);
  switch (block.state) {
    case 'writing':
      return block.name === 'execute_python' || block.name === ''
        ? trans.__('Writing Python')
        : doing;
    case 'awaiting-approval':
      return trans.__('Wants to run this');
    case 'running':
      return doing;
    case 'refused':
      return trans.__('Not run');
    default:
      return done;
  }
}

/** How the call stands, for the state icon. */
export function stateWords(state: ToolState, trans: TranslationBundle): string {
  switch (state) {
    case 'writing':
      return trans.__('being written');
    case 'awaiting-approval':
      return trans.__('waits for your approval');
    case 'running':
      return trans.__('running');
    case 'ok':
      return trans.__('done');
    case 'error':
      return trans.__('ended with an error');
    case 'refused':
      return trans.__('refused');
    case 'interrupted':
      return trans.__('interrupted');
  }
}

function verbs(name: string, trans: TranslationBundle): [string, string] {
  switch (name) {
    case 'execute_python':
      return [trans.__('Running Python'), trans.__('Ran Python')];
    case 'inspect':
      return [trans.__('Looking at'), trans.__('Looked at')];
    case 'dataset_info':
      return [trans.__('Reading file'), trans.__('Read file')];
    case 'read_cells':
      return [trans.__('Reading cells'), trans.__('Read cells')];
    case 'insert_cell':
      return [trans.__('Inserting a cell'), trans.__('Inserted a cell')];
    case 'edit_cell':
      return [trans.__('Editing a cell'), trans.__('Edited a cell')];
    case 'run_cell':
      return [trans.__('Running a cell'), trans.__('Ran a cell')];
    case 'note_finding':
      return [trans.__('Noting a finding'), trans.__('Noted a finding')];
    case 'build_report':
      return [trans.__('Building the report'), trans.__('Built the report')];
    case 'read_output':
      return [trans.__('Reading an output'), trans.__('Read an output')];
    case 'recall':
      return [trans.__('Recalling'), trans.__('Recalled')];
    case 'ask_user':
      return [trans.__('Asking you'), trans.__('Asked you')];
    default: {
      const words = name.replace(/_/g, ' ');
      return [trans.__('Using %1', words), trans.__('Used %1', words)];
    }
  }
}
