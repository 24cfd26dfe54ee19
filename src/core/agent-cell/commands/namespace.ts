import { NamespaceSchema, type Variable } from '../../context/namespace';
import { oneLine } from '../../context/phrases';
import { AgentError } from '../../errors';
import { LIMITS } from '../../limits';
import { codeSpan, plain, table } from '../markdown';
import type { Command } from './command';

/** Longest text on one variable. */
const SUMMARY = 120;

/** The variables in the kernel, the newest first. Starts no kernel. */
export const namespace: Command = async ({ host: { kernel }, signal }) => {
  const { status, kernel: running } = kernel.state;
  if (!running || status === 'none' || status === 'dead') {
    return 'No kernel is running: there are no variables.';
  }
  const reply = NamespaceSchema.safeParse(
    await kernel.callHelper(
      'namespace',
      { limit: LIMITS.cellTableRows, preview_rows: 0 },
      signal
    )
  );
  if (!reply.success) {
    throw new AgentError(
      'kernel-helper-failed',
      'The kernel did not answer as expected.'
    );
  }
  const { variables, total } = reply.data;
  if (variables.length === 0) {
    return 'There are no variables in the kernel yet.';
  }
  const rows = table(['name', 'type', 'what it holds'], variables.map(rowOf));
  const more = total - variables.length;
  return more > 0 ? `${rows}\n\n… and ${more} more` : rows;
};

function rowOf({ name, type, shape, columns, summary }: Variable): string[] {
  const isTable = columns && shape?.length === 2;
  const names = (columns ?? []).map(column => column.name).join(', ');
  return [
    codeSpan(name),
    plain(type),
    plain(
      oneLine(
        isTable ? `${shape[0]} × ${shape[1]}: ${names}` : summary,
        SUMMARY
      )
    )
  ];
}
