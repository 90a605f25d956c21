import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLoad, firstTopic, lastPayload, publishPacket } from './load.ts';
import { type LoadNews, type LoadOrder, now } from './load-orders.ts';

/** Written at once, in bytes: large enough to cost next to nothing. */
const slice = 256 * 1024;

/** Tells the parent. */
export const tell = (news: LoadNews): void => void process.send?.(news);

/** Follows the parent's orders: writes loads to whoever reads them, as fast as they are read. */
export class LoadSender {
  /** Where the packets go. */
  socket: Socket | undefined;
  #load = encodeLoad({ topics: 1000, size: 64 });
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
      this.#load = encodeLoad(order.shape);
      tell({ is: 'shaped' });
    }
  }

  async #send({ messages, perSecond }: LoadOrder & { do: 'send' }): Promise<void> {
    this.#isStopped = false;
    const startedAt = now();
    let sent = 0;
    while (sent < messages - 1 && !this.#isStopped) {
      const due =
        perSecond === undefined ? messages : Math.floor(((now() - startedAt) * perSecond) / 1000);
      sent = await this.#sendRange(sent, Math.min(messages - 1, due));
      if (perSecond !== undefined) await sleep(Math.max(1, 500 / perSecond));
    }
    // The last message asks for an acknowledgement: then all before it have been handled.
    const taken = new Promise<void>((resolve) => {
      this.#acknowledged = resolve;
    });
    await this.#write(publishPacket(firstTopic, lastPayload, { qos: 1 }));
    await taken;
    tell({ is: 'taken', messages: sent + 1, startedAt, takenAt: now() });
  }

  /** Sends the messages `from` to `to` of a load that begins again when it is through. */
  async #sendRange(from: number, to: number): Promise<number> {
    const { bytes, ends } = this.#load;
    let at = from;
    while (at < to && !this.#isStopped) {
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
    if (this.socket === undefined) throw new Error('nobody watches');
    if (!this.socket.write(bytes)) await once(this.socket, 'drain');
  }
}
