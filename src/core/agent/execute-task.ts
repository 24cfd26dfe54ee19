import { AgentError } from '../errors';
import type { AgentSession, Task, TaskResult } from './session-types';

const AT_LIMIT = 'A limit of the turn was reached before it was done.';

/** One call that reuses what is known of the files, reads what is not, and answers. See `AgentSession.executeTask`. */
export async function executeTask(
  session: Pick<AgentSession, 'ask'>,
  { query, files = [] }: Task
): Promise<TaskResult> {
  try {
    const result = await session.ask({ text: query, files });
    const { outcome, answer, code, output, error, attempts } = result;
    return {
      success: outcome === 'answered',
      answer,
      code: code.join('\n\n'),
      output,
      error: error?.message ?? (outcome === 'budget' ? AT_LIMIT : null),
      attempts,
      files
    };
  } catch (error) {
    return {
      success: false,
      answer: '',
      code: '',
      output: '',
      error: AgentError.from(error).message,
      attempts: 0,
      files
    };
  }
}
