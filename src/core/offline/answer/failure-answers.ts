import type { Frame } from '../frame';
import type { Step } from '../read-conversation';
import { readError } from '../read-output';
import { code } from './markdown';

/** What a package is called where it is installed. */
const DISTRIBUTIONS: Record<string, string> = {
  sklearn: 'scikit-learn',
  PIL: 'pillow',
  yaml: 'pyyaml'
};

/** The package that a traceback says is not there; null when it says something else. */
export function missingPackage(result: string): string | null {
  const told =
    /No module named ["']([\w.]+)["']/.exec(result)?.[1] ??
    /Missing optional dependency ["']([\w.-]+)["']/i.exec(result)?.[1] ??
    /%pip install ([\w.-]+)/.exec(result)?.[1];
  const module = told?.split('.')[0];
  return module === undefined ? null : (DISTRIBUTIONS[module] ?? module);
}

export function packageAnswer(name: string, what: string): string {
  return `${what}, because the package ${code(name)} is not installed in this kernel. Install it with\n\n\`\`\`\n%pip install ${name}\n\`\`\`\n\nin a cell, then ask again.`;
}

export const REFUSED =
  'You did not let the code run, so nothing was computed or changed. Say what to do differently, or ask again and allow it.';

export const INTERRUPTED =
  'The code was interrupted before it was done, so there is no result. What ran until then may have left variables in your kernel. Ask again to start over.';

export const STILL_RUNNING =
  'The code is still running, so there is no result yet. It goes on in the kernel; ask again in a while, or interrupt it.';

export function isStillRunning(result: string): boolean {
  return /(^|\n)Still running after [\d.]+ s;/.test(result);
}

export function otherKernelAnswer(kernel: string): string {
  return `This notebook's kernel is ${kernel}, not Python, and the built-in offline analyst works with Python (pandas) only. Pick a Python kernel for this notebook and ask again.`;
}

/** Code that failed, in words. */
export function failureAnswer(step: Step, frame: Frame | null): string {
  const name = missingPackage(step.result);
  if (name !== null) {
    return packageAnswer(name, 'I could not compute this');
  }
  const error = readError(step.result);
  const about = frame ? ` with ${code(frame.label)}` : '';
  if (!error) {
    const [first] = step.result.split('\n');
    return `The code did not run${about}: ${code(first ?? '')}`;
  }
  return `The code for this failed${about}: ${inWords(error.name, error.message)} No result was computed. The code is above, so you can run it in a cell and change it.`;
}

function inWords(name: string, message: string): string {
  const said = message === '' ? '' : ` (${code(`${name}: ${message}`)})`;
  switch (name) {
    case 'FileNotFoundError':
      return `the file is not where it was${said}.`;
    case 'PermissionError':
      return `the file may not be read${said}.`;
    case 'KeyError':
      return `a column that should be there is not${said}; the table may have been changed since I looked at it.`;
    case 'NameError':
      return `a variable that should be in memory is not${said}.`;
    case 'MemoryError':
      return `there is not enough memory for it${said}.`;
    case 'UnicodeDecodeError':
      return `the file's text is in an encoding that I did not recognise${said}.`;
    case 'EmptyDataError':
      return `the file holds no table${said}.`;
    case 'ParserError':
      return `the file's lines do not have the same number of cells${said}.`;
    default:
      return `${said === '' ? code(name) : said.trim().replace(/^\(|\)$/g, '')}.`;
  }
}

export function unreadableAnswer(path: string, told: string): string {
  const name = missingPackage(told);
  if (name !== null) {
    return packageAnswer(name, `${code(path)} cannot be read`);
  }
  const [line] = told.split('\n');
  const why = (line ?? '').replace(/^.*? could not be described: /, '');
  return `I could not read ${code(path)}: ${why.length > 300 ? `${why.slice(0, 299)}…` : why}`;
}

export function noTableInFile(path: string, type: string): string {
  return `${code(path)} holds no table that I can compute with${type === '' ? '' : ` (it is ${type})`}. I work on CSV, Excel, JSON-record and Parquet tables.`;
}
