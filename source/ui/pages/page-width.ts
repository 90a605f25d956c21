/** A page or sheet fills the screen but for the status line; these are the columns inside its border and margin. */
export const pageWidth = (columns: number): number => columns - 4;
