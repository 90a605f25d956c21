import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import {
  type EncodedLoad,
  encodeLoad,
  firstTopic,
  lastPayload,
  type LoadShape,
  type ProtocolVersion,
  publishPacket,
} from './load.ts';
import { type LoadNews, type LoadOrder, now, type Sending } from './load-orders.ts';

/** Written at once, in bytes: large enough to cost next to nothing. */
const slice = 256 * 1024;

/** The receiver of the load, and what it speaks. */
export type Recipient = { readonly socket: Socket; readonly version: ProtocolVersion };

/** Tells the parent. */
export const tell = (news: LoadNews): void => void process.send?.(news);

/** Follows the parent's orders: writes loads to whoever reads them, as fast as they are read. */
export class LoadSender {
  recipient: Recipient | undefined;
  #shape: LoadShape = { topics: 1000, size: 64 };
  readonly #loads = new Map<ProtocolVersion, EncodedLoad>();
  #isStopped = false;
  #acknowledged: (() => void) | undefined;

  constructor() {
    process.on('message', (order: LoadOrder) => this.#follow(order));
    process.on('disconnect', () => process.exit());
  }

  /** The last message has been acknowledged. */
  acknowledged(): void {
    this.#acknowledged?.();
  }

  #follow(order: LoadOrder): void {
    if (order.do === 'stop') this.#isStopped = true;
    else if (order.do === 'send') void this.#send(order);
    else {
      this.#shape = order.shape;
      this.#loads.clear();
      tell({ is: 'shaped' });
    }
  }

  #loadFor(version: ProtocolVersion): EncodedLoad {
    const known = this.#loads.get(version);
    if (known !== undefined) return known;
    const load = encodeLoad(this.#shape, version);
    this.#loads.set(version, load);
    return load;
  }

  async #send({
    messages = Infinity,
    perSecond,
    time = Infinity,
    atLeast = 0,
  }: Sending): Promise<void> {
    if (this.recipient === undefined) throw new Error('nobody watches');
    const { version } = this.recipient;
    const load = this.#loadFor(version);
    this.#isStopped = false;
    const startedAt = now();
    const isOver = (at: number): boolean =>
      this.#isStopped || (at >= atLeast && now() - startedAt > time);
    let sent = 0;
    while (sent < messages - 1 && !isOver(sent)) {
      const due =
        perSecond === undefined ? messages : Math.floor(((now() - startedAt) * perSecond) / 1000);
      sent = await this.#sendRange(load, sent, { to: Math.min(messages - 1, due), isOver });
      if (perSecond !== undefined) await sleep(Math.max(1, 500 / perSecond));
    }
    // The last message asks for an acknowledgement: then all before it have been handled.
    const taken = new Promise<void>((resolve) => {
      this.#acknowledged = resolve;
    });
    await this.#write(publishPacket(firstTopic, lastPayload, { qos: 1, version }));
    await taken;
    tell({ is: 'taken', messages: sent + 1, startedAt, takenAt: now() });
  }

  /** Sends the messages from a place on of a load that begins again when it is through. */
  async #sendRange(
    { bytes, ends }: EncodedLoad,
    from: number,
    { to, isOver }: { readonly to: number; readonly isOver: (at: number) => boolean },
  ): Promise<number> {
    let at = from;
    while (at < to && !isOver(at)) {
      const first = at % ends.length;
      const start = ends[first - 1] ?? 0;
      let behind = Math.min(ends.length, first + to - at);
      while (behind > first + 1 && ends[behind - 1]! - start > slice)
        behind = first + Math.ceil((behind - first) / 2);
      await this.#write(bytes.subarray(start, ends[behind - 1]));
      at += behind - first;
    }
    return at;
  }

  async #write(bytes: Buffer): Promise<void> {
    const { socket } = this.recipient!;
    if (!socket.write(bytes)) await once(socket, 'drain');
    // A receiver that reads as fast as this writes must not keep the parent's orders out.
    await setImmediate();
  }
}
