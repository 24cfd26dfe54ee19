import { describeFindings } from '../../context/findings';
import {
  inspect,
  noContextReasons,
  summary
} from '../../file-context/document-summary';
import { fenced } from '../markdown';
import type { Command } from './command';

/** R16, R77: the saved file context as the model is told of it, and what it is to repeat unchanged. */
export const context: Command = async ({ session: load }) => {
  const session = await load();
  const saved = await session.getSavedFileContext();
  const found = describeFindings(session.entries, session.fileContext.files);
  return [
    saved
      ? fenced(`${summary(saved)}\n\n${inspect(saved)}`)
      : fenced(noContextReasons(session.sessionId)),
    ...(saved
      ? [
          'What the model is told of the files, once each until they change:',
          fenced(saved.file_context_text)
        ]
      : []),
    ...(found.length > 0
      ? ['At every turn it is told:', fenced(found.join('\n'))]
      : [])
  ].join('\n\n');
};
