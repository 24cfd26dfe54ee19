import type { AgentCell } from './cell';

/** Reads a code cell's source; null when it is not an agent cell. */
export function parseAgentCell(source: string): AgentCell | null {
  void source;
  return null;
}
