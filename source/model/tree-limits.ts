/** The limits of the topic tree and its messages. */
export type TreeLimits = {
  /** Messages kept per topic. */
  readonly history: number;
  /** Bytes kept of one payload. */
  readonly payload: number;
  /** Bytes of all kept messages together. */
  readonly memory: number;
  /** Topics in the tree. */
  readonly topics: number;
};
