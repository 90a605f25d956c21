/** A change that cannot be made; the message says why in one sentence. */
export class EditRefused extends Error {
  override name = 'EditRefused';
}
