import { literalOf } from './python-literal';
import { UsageError } from './usage-error';

/** A value that a notebook is run with. */
export interface Parameter {
  readonly name: string;
  /** As Python writes it. */
  readonly literal: string;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Words that Python does not take as names. */
const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' ')
);

/** Whether Python takes it as the name of a variable. */
export function isVariableName(name: string): boolean {
  return NAME.test(name) && !KEYWORDS.has(name);
}

/** Reads what stands behind `--param`: `name=value`. Throws `UsageError`. */
export function readParameters(given: readonly string[]): Parameter[] {
  const parameters = given.map(readParameter);
  const names = parameters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(`The parameter ${twice} is given twice.`);
  }
  return parameters;
}

function readParameter(text: string): Parameter {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals)).trim();
  if (equals < 1 || !isVariableName(name)) {
    throw new UsageError(
      `--param takes name=value with a name that Python takes as a variable's, not “${text}”.`
    );
  }
  const literal = literalOf(text.slice(equals + 1).trim());
  if (literal === null) {
    throw new UsageError(
      `The value of the parameter ${name} is neither a number, True, False, None, a text nor a list of these; put a text that begins with a bracket or a quote into quotes of its own.`
    );
  }
  return { name, literal };
}
