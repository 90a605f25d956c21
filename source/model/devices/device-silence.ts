import { staleFor, usualInterval } from '../staleness.ts';
import { nodesBelow } from '../topic-node.ts';
import type { TopicTree } from '../topic-tree.ts';
import type { Device } from './device.ts';
import { deviceBranch } from './device-branch.ts';

/** The most topics of a device to look at. */
const mostTopics = 200;

/** When something was last heard from a device, and whether it should have been heard since. */
export type DeviceSilence = {
  /** ms since the epoch; `undefined` if nothing has come but what the broker had stored. */
  readonly heardAt: number | undefined;
  /** Whether it has become silent: some of its topics are stale, and those that come as usual are none. */
  readonly isSilent: boolean;
};

/** What the topics of a device's branch say at `now`; `staleAfter` as in `staleFor`. */
export const deviceSilence = (
  tree: TopicTree,
  device: Device,
  now: number,
  staleAfter: number | undefined,
): DeviceSilence => {
  const branch = deviceBranch(device);
  const node = branch === undefined ? undefined : tree.find(branch);
  if (node === undefined) return { heardAt: undefined, isSilent: false };
  const heard: number[] = [];
  let stale = 0;
  let usual = 0;
  let looked = 0;
  for (const topic of nodesBelow(node)) {
    looked += 1;
    if (looked > mostTopics) break;
    const at = tree.arrivals.newestAt(topic.identifier);
    if (at === undefined) continue;
    heard.push(at);
    if (staleFor(tree, topic, now, staleAfter) !== undefined) stale += 1;
    else if (staleAfter !== undefined || usualInterval(tree, topic) !== undefined) usual += 1;
  }
  const heardAt = heard.length === 0 ? undefined : Math.max(...heard);
  return { heardAt, isSilent: stale > 0 && usual === 0 };
};
