/** What the analyst knows of one table, from whatever told it: a profile, the list of variables, a look at the data. */

export type ColumnKind = 'number' | 'date' | 'text' | 'boolean';

/** How a column must be read before it can be computed with; null when it is fine as it is. */
export type Cleaning =
  | {
      readonly to: 'number';
      readonly decimal: '.' | ',';
      /** Currency signs, per cent signs, thousands separators or units have to go. */
      readonly decorated: boolean;
    }
  | { readonly to: 'date'; readonly reading: DateReading };

export type DateReading =
  | { readonly how: 'inferred'; readonly utc: boolean }
  /** `strptime` formats; with several, the one that reads most values. */
  | { readonly how: 'formats'; readonly formats: readonly string[] }
  | { readonly how: 'quarter' }
  | { readonly how: 'epoch'; readonly unit: 's' | 'ms' };

export interface Column {
  readonly name: string;
  /** What it is once cleaned. */
  readonly kind: ColumnKind;
  readonly cleaning: Cleaning | null;
  readonly dtype: string;
  readonly nulls: number | null;
  readonly distinct: number | null;
  /** Some of its values as text, or all of them. */
  readonly values: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
  /** `%`, `$`, `€`, `kg`, …; empty when unknown. */
  readonly unit: string;
}

export interface FileSource {
  /** Path relative to the notebook's folder. */
  readonly path: string;
  readonly sheet: string | null;
  /** The call that reads it, `pd.read_csv("a.csv")`. */
  readonly reading: string;
}

/** A sheet with items down the side and periods across the top, turned so that each item is a column. */
export interface Turned {
  /** The variable that holds the sheet as it is in the file. */
  readonly rawVariable: string;
  readonly itemColumn: string;
  readonly periodColumns: readonly string[];
  readonly rawColumns: readonly Column[];
}

export interface Frame {
  /** The Python variable that holds it, or will once it is loaded. */
  readonly variable: string;
  /** What people call it: the file's name, or the variable's. */
  readonly label: string;
  /** Null for a variable whose origin is not known. */
  readonly source: FileSource | null;
  /** It is in the kernel already. */
  readonly loaded: boolean;
  /** The analyst may add to it, because it loaded it itself. */
  readonly own: boolean;
  readonly rows: number | null;
  readonly columns: readonly Column[];
  /** The columns come from a look at the table itself. */
  readonly inspected: boolean;
  /** Column labels that code cannot use as they are: several levels, duplicates, or not text. */
  readonly relabel: boolean;
  readonly turned: Turned | null;
}
