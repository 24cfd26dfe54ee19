import { AgentError, ERROR_CODES } from '../errors';
import type { Output } from '../outputs';
import type { Turn, TurnError } from '../transcript/conversation-types';

/** What a cell says of a turn that ended without an answer; null while it runs and when it answered. */
export function errorOfTurn({
  state,
  error
}: Pick<Turn, 'state' | 'error'>): AgentError | null {
  switch (state) {
    case 'running':
    case 'answered':
      return null;
    case 'failed':
      return error
        ? knownError(error)
        : new AgentError('internal', 'The turn failed.');
    case 'budget':
      return new AgentError(
        'budget-exhausted',
        'A limit of the turn was reached before the agent was done.',
        {
          advice:
            'What it found so far is above. Ask it in another cell to go on, or raise the limit in the settings.'
        }
      );
    case 'stopped':
      return new AgentError('stopped', 'The turn was stopped.', {
        advice: 'Run the cell again to ask anew.'
      });
    case 'interrupted':
      return new AgentError(
        'stopped',
        'The turn was interrupted before it ended.',
        { advice: 'Run the cell again to ask anew.' }
      );
  }
}

function knownError({ code, message, advice, detail }: TurnError): AgentError {
  return new AgentError(
    ERROR_CODES.find(known => known === code) ?? 'internal',
    message,
    { ...(advice ? { advice } : {}), ...(detail ? { detail } : {}) }
  );
}

/** The error as a cell shows it: the last of its outputs. */
export function errorOutput(error: AgentError): Output {
  const name = errorName(error.code);
  const said = [error.message, error.advice].filter(Boolean).join(' ');
  return {
    output_type: 'error',
    ename: name,
    evalue: said,
    traceback: [
      `${name}: ${error.message}`,
      ...(error.advice ? [error.advice] : []),
      ...(error.detail ? ['', error.detail] : [])
    ]
  };
}

/** `model-unreachable` as Python would name it: `ModelUnreachable`. */
function errorName(code: string): string {
  return code.replace(/(?:^|-)([a-z])/g, (_match, letter: string) =>
    letter.toUpperCase()
  );
}
