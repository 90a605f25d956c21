/**
 * A view of the bytes that were asked for last: a network chunk has many messages, and making a view takes
 * longer than reading one of them.
 */
export class LastView {
  #bytes: Uint8Array = new Uint8Array();
  #view = new DataView(this.#bytes.buffer);

  /** A view of these bytes. */
  of(bytes: Uint8Array): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#view;
  }
}
