import type { BranchLog } from '../../model/branch-log.ts';
import type { Devices } from '../../model/devices/devices.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Message } from '../../mqtt/message.ts';
import type { PublishFrame } from '../../mqtt/publish-frame.ts';
import type { Announcer } from '../frame-parts.ts';
import type { RecordingControl } from '../recording/recording-control.ts';
import type { BrokerWatch } from './broker-watch.ts';
import type { Deliveries } from './deliveries.ts';
import { OwnRetained } from './own-retained.ts';
import { StoredArrivals } from './stored-arrivals.ts';

/** Where messages go; see `MonitorSession`. */
type Monitor = {
  readonly tree: TopicTree;
  readonly devices: Devices;
  readonly deliveries: Deliveries;
  readonly broker: BrokerWatch | undefined;
  readonly log: BranchLog | undefined;
  readonly onMessage: ((message: Message, isStored: boolean) => void) | undefined;
  readonly onRecorded: ((node: TopicNode) => void) | undefined;
};

type Wiring = { readonly clock: Announcer; readonly recordingControl: RecordingControl };

/** Hands each message that arrives to all that takes it. */
export class IncomingMessages {
  /** How many there were, each counted once however many filters it matches. */
  count = 0;
  /** Which of them the broker had stored. */
  stored = new StoredArrivals();
  /** Which of them are ours, published with RETAIN. */
  readonly ownRetained = new OwnRetained();
  readonly #monitor: Monitor;
  readonly #clock: Announcer;
  readonly #recordingControl: RecordingControl;

  constructor(monitor: Monitor, { clock, recordingControl }: Wiring) {
    this.#monitor = monitor;
    this.#clock = clock;
    this.#recordingControl = recordingControl;
  }

  /** Takes a message from the bytes; it becomes a whole one only where something needs that, such as a new topic. */
  takeFrame(frame: PublishFrame): true {
    const { tree } = this.#monitor;
    const node = tree.findBytes(frame.bytes, frame.topicStart, frame.topicEnd);
    if (node === undefined || frame.retain || this.#needsMessages)
      this.take(frame.message(node?.topic));
    else {
      tree.recordFrame(node, frame);
      this.#recorded(node, frame.payloadEnd - frame.payloadStart);
    }
    return true;
  }

  take(message: Message): void {
    const { broker, deliveries, tree } = this.#monitor;
    if (broker?.take(message) === true) return;
    const isStored = message.retain && this.stored.take(message, tree);
    if (deliveries.isCounting && !deliveries.take(message, isStored)) return;
    this.#recordingControl.take(message);
    this.#record(message, true, isStored);
  }

  /** Takes a message of a recording; watches see it only if it is played. */
  replay(message: Message, isPlayed: boolean): void {
    const { broker, tree } = this.#monitor;
    broker?.take(message);
    // It was recorded right after subscribing; `record` itself asks for "retain as published".
    if (this.count === 0) this.stored.subscribed(tree, message.receivedAt, true);
    this.#record(message, isPlayed, message.retain && this.stored.take(message, tree));
  }

  /** Whether something takes every message, or may keep one out of the tree. */
  get #needsMessages(): boolean {
    const { broker, deliveries, onMessage } = this.#monitor;
    return (
      onMessage !== undefined ||
      broker !== undefined ||
      deliveries.isCounting ||
      this.#recordingControl.recorder !== undefined
    );
  }

  #record(message: Message, isNew: boolean, isStored: boolean): void {
    this.#recorded(this.#monitor.tree.record(message, isStored), message.payload.length);
    if (isNew) this.#monitor.onMessage?.(message, isStored);
  }

  /** A message with a payload of `size` bytes has arrived; `node` is its topic's, if the tree had room. */
  #recorded(node: TopicNode | undefined, size: number): void {
    this.count += 1;
    if (node !== undefined) {
      const { devices, log, onRecorded } = this.#monitor;
      devices.record(node);
      if (log?.offer(node) === true) this.#clock.changed('messages');
      if (this.ownRetained.hasEcho(node.topic)) node.isRetained = size > 0;
      onRecorded?.(node);
    }
    this.#clock.changed('topics');
  }
}
