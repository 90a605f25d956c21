/** Bounds of everything that is kept of the topics. */
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
