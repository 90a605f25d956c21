/**
 * The React keys of a log's entries. They follow the entries while some stay from one frame to the next; in a
 * flood, where none does, the new ones get the keys of those before them: to change a row costs half of what
 * a new one does.
 */
export class EntryKeys {
  #from = 0;
  #to = -1;
  #shift = 0;

  /** Tells which positions are shown; returns the key of each. */
  follow(from: number, to: number): (position: number) => number {
    if (from > this.#to || to < this.#from) this.#shift += from - this.#from;
    this.#from = from;
    this.#to = to;
    const shift = this.#shift;
    return (position) => position - shift;
  }
}
