import type { Client } from 'aedes';
import type { QoS } from '../message.ts';
import type { ClientStream } from './client-stream.ts';
import { filterSize, FilterTree } from './filter-tree.ts';
import { streamOf } from './stream-of.ts';

type Handler = (packet: RoutedPacket, done: () => void) => void;

type RoutedPacket = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  /** Who has published it. */
  readonly clientId?: string;
};

type Grant = { readonly route: Route; readonly qos: QoS };

/** Where a client gets its messages. */
type Route = {
  /** The one filter by which aedes knows it. */
  readonly key: string;
  readonly grants: Map<string, Grant>;
  /** aedes' own, once it has subscribed. */
  handler: Handler | undefined;
};

/** A message that takes longer than this is costly, ms. */
const costlyMs = 5;

/** How much can be sent to clients, bytes per ms. */
const sendingSpeed = 1_000_000;

/**
 * Brings messages to the clients whose filters match, to each once, with the greatest QoS that these grant
 * (3.1.1, 3.3.5). aedes by itself goes by the filter that it finds first, after a call for every filter.
 * Here it subscribes each client to a name that no other client has. It uses this in place of its emitter.
 */
export class Router {
  readonly #tree = new FilterTree<Grant>();
  readonly #byClient = new WeakMap<Client, Route>();
  readonly #byKey = new Map<string, Route>();
  #lastKey = 0;
  readonly #onCostly: (clientId: string, ms: number) => void;

  /** `onCostly` hears which client published a message that takes so long to bring to all. */
  constructor(onCostly: (clientId: string, ms: number) => void) {
    this.#onCostly = onCostly;
  }

  has(client: Client, filter: string): boolean {
    return this.#byClient.get(client)?.grants.has(filter) === true;
  }

  /** How many filters a client has, and what they take. */
  filtersOf(client: Client): { readonly count: number; readonly bytes: number } {
    return {
      count: this.#byClient.get(client)?.grants.size ?? 0,
      bytes: streamOf(client).filterBytes,
    };
  }

  /** Adds a filter, or changes its QoS. Returns the name that aedes is to subscribe to. */
  add(client: Client, filter: string, qos: QoS): string {
    const stream = streamOf(client);
    const route = this.#byClient.get(client) ?? this.#newRoute(client, stream);
    if (stream.destroyed) return route.key;
    if (!this.#forget(route, filter)) stream.holdFilter(filterSize(filter));
    const grant = { route, qos };
    route.grants.set(filter, grant);
    this.#tree.add(filter, grant);
    return route.key;
  }

  remove(client: Client, filter: string): void {
    const route = this.#byClient.get(client);
    if (route !== undefined && this.#forget(route, filter))
      streamOf(client).holdFilter(-filterSize(filter));
  }

  // aedes calls the methods below.

  on(key: string, handler: Handler, done?: () => void): void {
    const route = this.#byKey.get(key);
    // aedes listens to messages of other brokers too, which do not exist here.
    if (route !== undefined) route.handler = handler;
    if (done !== undefined) setImmediate(done);
  }

  // The end of the connection has removed it, or will.
  removeListener(_key: string, _handler: Handler, done?: () => void): void {
    if (done !== undefined) setImmediate(done);
  }

  emit(packet: RoutedPacket, done: () => void): void {
    const start = performance.now();
    const routes = new Map<Route, QoS>();
    for (const { route, qos } of this.#tree.match(packet.topic))
      if (qos >= (routes.get(route) ?? 0)) routes.set(route, qos);
    let waiting = 1;
    const handled = (): void => {
      waiting -= 1;
      if (waiting === 0) done();
    };
    for (const [{ handler }, granted] of routes) {
      if (handler === undefined) continue;
      waiting += 1;
      const qos = Math.min(packet.qos, granted) as QoS;
      handler(qos === packet.qos ? packet : { ...packet, qos }, handled);
    }
    handled();
    const ms = performance.now() - start + (routes.size * packet.payload.length) / sendingSpeed;
    if (ms > costlyMs && packet.clientId !== undefined) this.#onCostly(packet.clientId, ms);
  }

  close(done: () => void): void {
    setImmediate(done);
  }

  #newRoute(client: Client, stream: ClientStream): Route {
    this.#lastKey += 1;
    const key = `$client/${this.#lastKey}`;
    const route: Route = { key, grants: new Map(), handler: undefined };
    this.#byClient.set(client, route);
    if (stream.destroyed) return route;
    this.#byKey.set(key, route);
    stream.once('close', () => {
      for (const filter of route.grants.keys()) this.#forget(route, filter);
      this.#byKey.delete(key);
    });
    return route;
  }

  #forget(route: Route, filter: string): boolean {
    const grant = route.grants.get(filter);
    if (grant === undefined) return false;
    route.grants.delete(filter);
    this.#tree.remove(filter, grant);
    return true;
  }
}
