import type { Output } from '../outputs';

/** Addresses of objects differ from one life of a kernel to the next. */
const ADDRESS = /\b0x[0-9a-f]{6,16}\b/gi;

/** A warning names the file that stands for code, and that the process: "/tmp/ipykernel_4711/1293.py:2: UserWarning". */
const CODE_FILE = /^\S*?[\\/]ipykernel_\d+[\\/]/gm;
const PROCESS = /\bipykernel_\d+\b/g;

/** Says what is other, in a few words; null when two executions gave the same. */
export function differenceOfOutputs(
  recorded: readonly Output[],
  now: readonly Output[]
): string | null {
  const before = joined(recorded);
  const after = joined(now);
  if (before.length !== after.length) {
    return `${before.length} outputs were recorded, now there are ${after.length}`;
  }
  const index = before.findIndex(
    (output, position) =>
      JSON.stringify(plain(output)) !== JSON.stringify(plain(after[position]))
  );
  if (index === -1) {
    return null;
  }
  const [a, b] = [before[index], after[index]];
  return a?.output_type === 'error' || b?.output_type === 'error'
    ? errorDifference(a, b)
    : `output ${index + 1} is another`;
}

function errorDifference(
  before: Output | undefined,
  after: Output | undefined
): string {
  return after?.output_type === 'error' && before?.output_type !== 'error'
    ? `it raised ${after.ename}: ${after.evalue.slice(0, 200)}`
    : 'the error is another';
}

/**
 * Where a stream was cut into pieces depends on time, and so does the order of what two streams got between two other
 * outputs.
 */
function joined(outputs: readonly Output[]): Output[] {
  const list: Output[] = [];
  let streams = { stdout: '', stderr: '' };
  const flush = (): void => {
    for (const name of ['stdout', 'stderr'] as const) {
      if (streams[name] !== '') {
        list.push({ output_type: 'stream', name, text: streams[name] });
      }
    }
    streams = { stdout: '', stderr: '' };
  };
  for (const output of outputs) {
    if (output.output_type === 'stream') {
      streams[output.name] += output.text;
    } else {
      flush();
      list.push(output);
    }
  }
  flush();
  return list;
}

/** What counts of an output: not where objects lie, nor how a traceback is coloured or where its code was compiled. */
function plain(output: Output | undefined): unknown {
  switch (output?.output_type) {
    case 'stream':
      return [output.name, withoutPlaces(output.text)];
    case 'error':
      return [output.ename, withoutPlaces(output.evalue)];
    case 'display_data':
    case 'execute_result':
      return Object.entries(output.data)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, value]) => [
          type,
          typeof value === 'string' ? withoutPlaces(value) : value
        ]);
    default:
      return null;
  }
}

function withoutPlaces(text: string): string {
  return text
    .replace(ADDRESS, '0x')
    .replace(CODE_FILE, '')
    .replace(PROCESS, 'ipykernel');
}

/** Tools other than code tell what counts in their first line; how long it took is not of it. */
export function isSameResult(recorded: string, now: string): boolean {
  const first = (text: string): string => text.split('\n')[0]?.trim() ?? '';
  return first(recorded) === first(now);
}
