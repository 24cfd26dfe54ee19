import * as z from 'zod';
import { AgentError } from '../core/errors';
import type { NotebookSession } from '../lab/notebook-session';
import type { SessionRegistry } from '../lab/session-registry';

/** Which session a command is about: that of the notebook in front unless said otherwise. */
export const SessionArguments = z.object({
  /** Path of an open notebook, from the server's root. */
  notebook: z.string().optional(),
  session: z.string().optional()
});
export type SessionArguments = z.infer<typeof SessionArguments>;

/** Throws `AgentError` (`notebook-not-open`, `session-id-invalid`). */
export function sessionFor(
  registry: SessionRegistry,
  { notebook, session }: SessionArguments
): NotebookSession {
  const panel =
    notebook === undefined
      ? registry.current?.panel
      : registry.panelAt(notebook);
  if (!panel) {
    throw new AgentError(
      'notebook-not-open',
      notebook === undefined
        ? 'No notebook is open.'
        : `The notebook ${notebook} is not open.`,
      { advice: 'Open the notebook first.' }
    );
  }
  return registry.of(panel, session);
}

/** The arguments of a command, described for other programs. */
export function describedArguments(schema: z.ZodType): { args: never } {
  return { args: z.toJSONSchema(schema, { target: 'draft-7' }) as never };
}
