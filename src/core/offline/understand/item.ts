import type { Column } from '../frame';
import type { Mention } from '../match-columns';
import type { DateAtom } from './date-phrases';
import type { Role, RoleName } from './roles';

interface Span {
  readonly first: number;
  /** Index behind the last token. */
  readonly after: number;
  readonly text: string;
}

/** A piece of a prompt with the part that it plays. */
export type Item = Span &
  (
    | {
        readonly kind: 'role';
        readonly role: Role;
        /** A column that is called just like the working word. */
        readonly column: Column | null;
      }
    | {
        readonly kind: 'column';
        readonly mention: Mention;
        /** The word is one for the things that rows are about: orders, patients. */
        readonly rows: boolean;
      }
    | {
        readonly kind: 'value';
        readonly column: Column;
        readonly values: readonly string[];
        /** Not written like the value in the table. */
        readonly near: boolean;
      }
    | {
        readonly kind: 'number';
        readonly value: number;
        readonly percent: boolean;
      }
    | { readonly kind: 'date'; readonly atom: DateAtom }
    | {
        readonly kind: 'word';
        readonly quoted: boolean;
        readonly capital: boolean;
        /** Was looked for among the values, and is not there. */
        readonly absent: boolean;
      }
    /** Punctuation, line breaks and list numbers. */
    | { readonly kind: 'mark' }
  );

export type ItemOf<K extends Item['kind']> = Extract<Item, { kind: K }>;

/** Whether an item is a working word that plays one of these parts. */
export function isRole(item: Item | undefined, ...names: RoleName[]): boolean {
  return item?.kind === 'role' && names.includes(item.role.is);
}

/** The role of an item when it is of that name. */
export function roleOf<N extends RoleName>(
  item: Item | undefined,
  name: N
): Extract<Role, { is: N }> | null {
  return item?.kind === 'role' && hasName(item.role, name) ? item.role : null;
}

function hasName<N extends RoleName>(
  role: Role,
  name: N
): role is Extract<Role, { is: N }> {
  return role.is === name;
}
