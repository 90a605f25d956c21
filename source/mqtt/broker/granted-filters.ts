import type { QoS } from '../message.ts';
import { FilterTree } from './filter-tree.ts';

type Grant = { readonly qos: QoS };

/** The topic filters of a client, with the QoS granted to each. */
export class GrantedFilters {
  readonly #grants = new Map<string, Grant>();
  readonly #tree = new FilterTree<Grant>();

  get size(): number {
    return this.#grants.size;
  }

  has(filter: string): boolean {
    return this.#grants.has(filter);
  }

  /** Adds a filter, or changes its QoS. */
  set(filter: string, qos: QoS): void {
    this.delete(filter);
    const grant = { qos };
    this.#grants.set(filter, grant);
    this.#tree.add(filter, grant);
  }

  /** Returns whether it was there. */
  delete(filter: string): boolean {
    const grant = this.#grants.get(filter);
    if (grant === undefined) return false;
    this.#grants.delete(filter);
    this.#tree.remove(filter, grant);
    return true;
  }

  /** The greatest QoS of the filters that match a topic name (3.1.1, 3.3.5); `undefined` if none does. */
  greatest(topic: string): QoS | undefined {
    const grants = this.#tree.match(topic);
    if (grants.length === 0) return undefined;
    return grants.reduce((greatest, { qos }) => (qos > greatest ? qos : greatest), 0 as QoS);
  }
}
