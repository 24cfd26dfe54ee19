import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import { clip } from '../tools/clip';
import { outputsText } from '../tools/output-text';
import { callSubject } from '../transcript/call-subject';
import type { FindingBlock, ToolBlock } from '../transcript/conversation-types';
import { findingLine, findingWords } from './block-lines';
import { STEP_MIME_TYPE } from './cell';
import { codeSpan, fenced, markdownOutput, plain } from './markdown';

const STATES: Readonly<Record<ToolBlock['state'], string>> = {
  writing: '',
  'awaiting-approval': 'waits for your permission',
  running: 'running',
  ok: '',
  error: 'failed',
  refused: 'not run: it was not allowed',
  interrupted: 'interrupted'
};

/** True while a call may still bring outputs. */
export function isOpen({ state }: ToolBlock): boolean {
  return ['writing', 'awaiting-approval', 'running'].includes(state);
}

interface Remembered {
  /** What the outputs were made from. */
  readonly from: readonly unknown[];
  readonly outputs: readonly Output[];
}

/** Outputs of calls that are over: a turn with many of them is drawn anew with every word that streams. */
const remembered = new WeakMap<ToolBlock, Remembered>();

/**
 * A tool call: the step itself, then what it drew. What it printed and raised is part of the step.
 * @param finding what the call noted
 */
export function stepOutputs(
  block: ToolBlock,
  turn: number,
  session: string,
  finding: FindingBlock | null = null
): readonly Output[] {
  if (isOpen(block)) {
    return makeOutputs(block, turn, session, null);
  }
  const { state, outputs, resultText, milliseconds, comment } = block;
  const from = [
    ...[turn, session, state, resultText, milliseconds, comment, finding],
    ...[outputs, outputs.length, outputs.at(-1)]
  ];
  const known = remembered.get(block);
  if (known?.from.every((value, i) => value === from[i])) {
    return known.outputs;
  }
  const made = makeOutputs(block, turn, session, finding);
  remembered.set(block, { from, outputs: made });
  return made;
}

function makeOutputs(
  block: ToolBlock,
  turn: number,
  session: string,
  finding: FindingBlock | null
): Output[] {
  const { id, name, code, state, milliseconds } = block;
  const result = resultOf(block);
  const markdown =
    finding === null ? stepMarkdown(block, result) : findingLine(finding);
  const subject = finding ? findingWords(finding) : subjectOf(block);
  const step = markdownOutput(markdown, {
    [STEP_MIME_TYPE]: {
      version: 1,
      session,
      turn,
      call: id,
      name,
      code,
      state,
      ...(subject === '' ? {} : { subject }),
      ...(result === '' ? {} : { result }),
      milliseconds
    }
  });
  return [step, ...block.outputs.filter(isRich).map(asDisplay)];
}

/** What a call without code is about. */
function subjectOf({ code, argumentsText }: ToolBlock): string {
  return code === null ? callSubject(argumentsText) : '';
}

function stepMarkdown(block: ToolBlock, result: string): string {
  const { name, code, state, argumentsText } = block;
  const words = [STATES[state], block.comment ?? ''].filter(Boolean).join(': ');
  const isTold = code !== null || state === 'error';
  return [
    code === null
      ? `*${plain(name)}* ${codeSpan(argumentsText.slice(0, LIMITS.cellArguments))}`.trim()
      : fenced(clip(code, LIMITS.cellCode), 'python'),
    ...(words === '' ? [] : [`*${plain(words)}*`]),
    ...(isTold && result !== '' ? [fenced(result)] : [])
  ].join('\n\n');
}

/** What was printed or raised; what the model was told of a call that failed early or runs no code. */
function resultOf({ state, code, outputs, resultText }: ToolBlock): string {
  const printed = outputsText(outputs.filter(output => !isRich(output)));
  const isTold = state === 'error' || (state === 'ok' && code === null);
  const text = printed === '' && isTold ? resultText : printed;
  return clip(text.trim(), LIMITS.cellStepText);
}

/** Pictures, tables, plots: whatever is more than text. */
function isRich(output: Output): boolean {
  return (
    (output.output_type === 'display_data' ||
      output.output_type === 'execute_result') &&
    Object.keys(output.data).some(type => type !== 'text/plain')
  );
}

function asDisplay(output: Output): Output {
  return output.output_type === 'display_data' ||
    output.output_type === 'execute_result'
    ? {
        output_type: 'display_data',
        data: output.data,
        metadata: output.metadata
      }
    : output;
}
