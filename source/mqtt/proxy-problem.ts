/** A connection could not be made through the proxy; `message` is a sentence. */
export class ProxyProblem extends Error {
  override name = 'ProxyProblem';
}
