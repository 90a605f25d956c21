/** The size of the terminal, or of a part of it, in cells. */
export type CellSize = { readonly columns: number; readonly rows: number };

export const noCells: CellSize = { columns: 0, rows: 0 };
