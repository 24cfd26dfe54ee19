import type { Expression, Measure } from '../intent';
import { pythonString } from '../python-literal';

/** `data["name"]` */
export function columnCode(data: string, column: string): string {
  return `${data}[${pythonString(column)}]`;
}

export function expressionCode(expression: Expression, data: string): string {
  switch (expression.op) {
    case 'column':
      return columnCode(data, expression.column);
    case 'without': {
      const part = columnCode(data, expression.column);
      return `(1 - ${part}${expression.percent ? ' / 100' : ''})`;
    }
    default: {
      const side = (each: Expression): string =>
        each.op === 'column' ||
        each.op === 'without' ||
        expression.op === each.op
          ? expressionCode(each, data)
          : `(${expressionCode(each, data)})`;
      // Subtraction is not associative: its right side keeps its brackets.
      const right =
        expression.op === '-' &&
        (expression.right.op === '-' || expression.right.op === '+')
          ? `(${expressionCode(expression.right, data)})`
          : side(expression.right);
      return `${side(expression.left)} ${expression.op} ${right}`;
    }
  }
}

/** A measure of each row, as a Python expression; null where rows are only counted. */
export function rowValues(measure: Measure, data: string): string | null {
  switch (measure.kind) {
    case 'rows':
      return null;
    case 'column':
      return columnCode(data, measure.column);
    case 'formula':
      return expressionCode(measure.formula, data);
    case 'ratio':
      return `100 * (${expressionCode(measure.top, data)}) / (${expressionCode(measure.bottom, data)})`;
  }
}
