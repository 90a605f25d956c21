/** Why nothing was sent, where the user has asked for that. */
export const readOnlySentence = 'Read-only: nothing is published, cleared or said.';

/** The connection is read-only: nothing was sent. `message` is a sentence. */
export class ReadOnly extends Error {
  override name = 'ReadOnly';

  constructor() {
    super(readOnlySentence);
  }
}
