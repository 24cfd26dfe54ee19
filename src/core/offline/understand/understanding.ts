import type { Task } from '../intent';

/** What a prompt is about, before any table is looked at. */
export type Request =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'thanks' }
  /** What can you do, who are you, how do I set a model. */
  | { readonly kind: 'help' }
  /** Which variables are in memory. */
  | { readonly kind: 'variables' }
  /** Which files lie here. */
  | { readonly kind: 'files' }
  /** A variable that is no table: its value is wanted, or something simple of it. */
  | { readonly kind: 'variable'; readonly name: string }
  /** Something to compute, show or draw from a table. */
  | { readonly kind: 'table'; readonly target: Target }
  /** What this program cannot do, in a phrase that completes "I cannot …". */
  | { readonly kind: 'unsupported'; readonly what: string };

/** The table a prompt means. */
export type Target =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Null for the main sheet, and for files without sheets. */
      readonly sheet: string | null;
    }
  | { readonly kind: 'variable'; readonly name: string }
  /** Several are as good; the user has to say which. */
  | { readonly kind: 'unclear'; readonly choices: readonly string[] }
  /** A file was named that is not there. */
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'none' };

/** What a prompt asks of one table. */
export interface Understanding {
  /** In the order of the prompt; empty when nothing was recognised. */
  readonly tasks: readonly Task[];
  /** Words that may be values of text columns of which not all values are known: worth a look into the table. */
  readonly lookUp: readonly string[];
  /** Words that seem to name a column or value, and none is like them. */
  readonly unknown: readonly string[];
  /** Parts of the prompt that this program cannot do, each completing "I cannot …". */
  readonly cannot: readonly string[];
}
