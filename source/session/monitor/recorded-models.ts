import { Devices } from '../../model/devices/devices.ts';
import type { ReplayPlan } from '../../model/recording-index.ts';
import type { TreeLimits } from '../../model/tree-limits.ts';
import { nodesBelow, type TopicNode } from '../../model/topic-node.ts';
import { TopicTree } from '../../model/topic-tree.ts';
import type { TreeWiring } from '../../model/tree-wiring.ts';
import type { Message } from '../../mqtt/message.ts';
import { StoredArrivals } from './stored-arrivals.ts';

type RecordedOptions = {
  /** The order and the filter are taken from this. */
  readonly before: TopicTree;
  /** When the recording begins, ms since the epoch. */
  readonly since: number;
  /** See `TreeView` and `Devices`. */
  readonly onBusy: () => void;
  /** See `TreeWiring`; the devices are those of these models. */
  readonly mustStay: (node: TopicNode, devices: Devices) => boolean;
  readonly onFull: TreeWiring['onFull'];
};

/** The models at another time of a recording, while they are being built. */
export class RecordedModels {
  readonly tree: TopicTree;
  readonly devices: Devices;
  readonly stored = new StoredArrivals();

  constructor(limits: TreeLimits, { before, since, onBusy, mustStay, onFull }: RecordedOptions) {
    this.tree = new TopicTree(limits, {
      onBusy,
      mustStay: (node) => mustStay(node, this.devices),
      onFull,
    });
    this.tree.view.follow(before.view);
    this.devices = new Devices(this.tree, onBusy);
    this.stored.subscribed(this.tree, since, true);
  }

  /** Counts a topic's messages that need not be read; call it before the first `record`. */
  skip({ topic, skipped, isRetained }: ReplayPlan['topics'][number]): void {
    if (skipped > 0) this.tree.skip(topic, skipped, isRetained);
  }

  record(message: Message): void {
    const isStored = message.retain && this.stored.take(message, this.tree);
    const node = this.tree.record(message, isStored);
    if (node !== undefined) this.devices.record(node, node.kept === 1);
  }

  /** Opens, closes and splits branches as they are in `before`. */
  openAs(before: TopicTree): void {
    const { view } = this.tree;
    for (const node of nodesBelow(this.tree.root)) {
      const other = before.find(node.topic);
      if (node === this.tree.root || node.children === undefined || other === undefined) continue;
      view.joined.setSplit(node, before.view.joined.isSplit(other));
      view.branches.setOpen(node, other.isOpen);
    }
  }
}
