/** A tool that the analyst asks for. */
export type Call =
  | { readonly tool: 'dataset_info'; readonly path: string }
  | { readonly tool: 'execute_python'; readonly code: string };

/** What the analyst says next: the final answer, or a sentence and a call. */
export interface Move {
  readonly text: string;
  readonly call?: Call;
}

/** The arguments of a call as the wire carries them. */
export function callArguments(call: Call): string {
  return JSON.stringify(
    call.tool === 'dataset_info' ? { path: call.path } : { code: call.code }
  );
}
