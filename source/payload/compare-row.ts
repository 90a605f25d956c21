/** A row of a comparison: the same on both sides (` `), only right (`+`), only left (`-`), changed (`~`). */
export type CompareRow = {
  readonly mark: ' ' | '+' | '-' | '~';
  /** Texts that have passed `printable`; `undefined` on a side that has nothing here. */
  readonly left: string | undefined;
  readonly right: string | undefined;
};
