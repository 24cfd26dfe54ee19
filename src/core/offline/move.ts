import type { Outline } from '../report/outline';

/** A tool that the analyst asks for. */
export type Call =
  | { readonly tool: 'dataset_info'; readonly path: string }
  | { readonly tool: 'execute_python'; readonly code: string }
  | {
      readonly tool: 'note_finding';
      readonly name: string;
      readonly value: string;
      readonly expression: string;
    }
  | { readonly tool: 'build_report'; readonly outline: Outline };

/** What the analyst says next: the final answer, or a sentence and a call. */
export interface Move {
  readonly text: string;
  readonly call?: Call;
  /** Further calls of the same reply. */
  readonly more?: readonly Call[];
}

/** The arguments of a call as the wire carries them. */
export function callArguments(call: Call): string {
  switch (call.tool) {
    case 'dataset_info':
      return JSON.stringify({ path: call.path });
    case 'execute_python':
      return JSON.stringify({ code: call.code });
    case 'note_finding': {
      const { name, value, expression } = call;
      return JSON.stringify({ name, value, expression });
    }
    case 'build_report':
      return JSON.stringify(call.outline);
  }
}

export function callsOf({ call, more }: Move): readonly Call[] {
  return call ? [call, ...(more ?? [])] : [];
}
