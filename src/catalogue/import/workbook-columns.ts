/** What a sheet of the officers' workbook is made of, and what marks its rows. Pure. */
import type { Codec } from './workbook-cells.js';

/** One column; `width` in characters. `required` cells may not be empty; `isLater`: older workbooks lack the column. */
export type WorkbookColumn<T> = {
  header: string;
  width: number;
  cell: Codec<T>;
  required?: boolean;
  isLater?: boolean;
};

export type Columns = Record<string, WorkbookColumn<unknown>>;
export type SheetSpec<C extends Columns> = {
  name: string;
  columns: C;
  /** The column that this row, as it stands, may not leave empty; null = none. */
  alsoRequired?(row: RowOf<C>): (keyof C & string) | null;
};
/** One row: null = empty cell. A column that an older workbook lacks has no key. */
export type RowOf<C extends Columns> = {
  [K in keyof C]: C[K] extends WorkbookColumn<infer T> ? T | null : never;
};

/** A column; `width` in characters. */
export const column = <T>(
  header: string,
  width: number,
  cell: Codec<T>,
  required = false,
): WorkbookColumn<T> => ({
  header,
  width,
  cell,
  required,
});
/** A column that older workbooks lack. */
export const laterColumn = <T>(header: string, width: number, cell: Codec<T>): WorkbookColumn<T> => ({
  header,
  width,
  cell,
  isLater: true,
});
/** A sheet; see {@link SheetSpec}. */
export const sheet = <C extends Columns>(
  name: string,
  columns: C,
  alsoRequired: (row: RowOf<C>) => (keyof C & string) | null = () => null,
): SheetSpec<C> => ({ name, columns, alsoRequired });

/** In the code column: the row goes on with the texts of the row above, which are too long for one cell. */
export const CONTINUED = '(tiếp)';
/** In the code column: the row is an example and is never imported. */
export const EXAMPLE_PROCEDURE = 'ví dụ';
