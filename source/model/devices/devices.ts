import { nodesBelow, type TopicNode } from '../topic-node.ts';
import type { TopicTree } from '../topic-tree.ts';
import { AnnouncedUnits } from './announced-units.ts';
import { unknownAvailability } from './availability.ts';
import type { Claim } from './claim.ts';
import { countDevices, type Device, type DeviceCounts, sortDevices } from './device.ts';
import { readDevice } from './read-device.ts';
import { examinationOf } from './recognisers.ts';
import { Sources } from './sources.ts';
import { zigbeeBridgeKey } from './zigbee2mqtt.ts';
import { withoutMark } from '../../payload/byte-order-mark.ts';

/** The most devices to follow, topics of each, and, roughly, bytes of their announcements. */
export const deviceLimits = { devices: 10_000, topicsOfOne: 500, bytes: 32 * 1024 * 1024 };

/** How much is done in one step, so that keys are not held up. */
const atOnce = { topics: 200, bytes: 512 * 1024, devices: 1000 };

/** How many hubs have their earlier topics examined again. */
const hubsLookedBack = 100;

const weightOf = (topic: string, { key, name = '', rules }: Claim): number =>
  rules
    .flatMap(({ terms }) => terms)
    .reduce(
      (sum, term) => sum + 400 + 2 * term.topic.length,
      600 + 2 * (topic + key + name).length,
    );

/**
 * Devices that publish their availability, by any of the conventions. Recording only notes the topic; its
 * newest message is examined afterwards, bit by bit, so that a flood costs no more.
 */
export class Devices {
  /** Whether something was left out because of the limits. */
  isFull = false;
  readonly units = new AnnouncedUnits();
  readonly #tree: Pick<TopicTree, 'find' | 'last'>;
  readonly #onBusy: () => void;
  readonly #byKey = new Map<string, Device>();
  readonly #sources: Sources;
  /** The device that a topic is about. */
  readonly #claimed = new Map<string, Device>();
  readonly #pending = new Set<TopicNode>();
  readonly #stale = new Set<Device>();
  #bytes = 0;
  #hubs = 0;
  #sorted: readonly Device[] | undefined;
  #counts: DeviceCounts | undefined;

  /** `onBusy` is called when there is work for `workOn`. */
  constructor(tree: Pick<TopicTree, 'find' | 'last'>, onBusy: () => void) {
    this.#tree = tree;
    this.#onBusy = onBusy;
    this.#sources = new Sources(tree);
  }

  /** A message was recorded on a topic. Its first decides whether the topic is of interest. */
  record(node: TopicNode, isFirst = node.messages === 1): void {
    if (isFirst && this.#isOfInterest(node)) node.tellsOfDevices = true;
    if (node.tellsOfDevices) this.#lookAt(node);
  }

  /** Whether a topic tells of a known device. */
  isSource(topic: string): boolean {
    return this.#claimed.has(topic) || this.#sources.of(topic) !== undefined;
  }

  /** Whether there is work for `workOn`. */
  get isBusy(): boolean {
    return this.#pending.size + this.#stale.size > 0;
  }

  /** Does a part of the work. */
  workOn(): void {
    let topics = 0;
    let bytes = 0;
    for (const node of this.#pending) {
      this.#pending.delete(node);
      bytes += this.#look(node);
      topics += 1;
      if (topics >= atOnce.topics || bytes >= atOnce.bytes) break;
    }
    let refreshed = 0;
    for (const device of this.#stale) {
      this.#stale.delete(device);
      this.#refresh(device);
      refreshed += 1;
      if (refreshed >= atOnce.devices) break;
    }
  }

  /** At most `count` devices from `from` on: offline first, then by name. */
  rows(from: number, count: number): readonly Device[] {
    return this.#list().slice(from, from + count);
  }

  get counts(): DeviceCounts {
    return (this.#counts ??= countDevices(this.#list()));
  }

  #list(): readonly Device[] {
    return (this.#sorted ??= sortDevices(this.#byKey.values()));
  }

  #isOfInterest(node: TopicNode): boolean {
    return examinationOf(node) !== undefined || this.#sources.of(node.topic) !== undefined;
  }

  #lookAt(node: TopicNode): void {
    this.#pending.add(node);
    this.#onBusy();
  }

  #changed(device: Device | undefined): void {
    if (device === undefined) return;
    this.#stale.add(device);
    this.#onBusy();
  }

  /** Examines a topic's newest message; returns how many bytes it read. */
  #look(node: TopicNode): number {
    const message = this.#tree.last(node);
    // A truncated payload is not reliable.
    if (message === undefined || message.payload.length < message.size) return 0;
    const source = this.#sources.of(node.topic);
    if (source !== undefined && this.#sources.receive(source, message))
      for (const device of source.devices) this.#changed(device);
    const examination = examinationOf(node);
    if (examination === undefined) return message.size;
    const { recognise, units } = examination;
    const text = withoutMark(message.payload).toString();
    if (units !== undefined) this.units.take(node.topic, units({ topic: node.topic, text }));
    if (recognise === undefined) return message.size;
    // A device known by its own topic stays so, whatever else it publishes there.
    if (source?.owner !== undefined && message.size > 0) return message.size;
    const claim = recognise({
      topic: node.topic,
      text,
      isRetained: message.retain || node.isRetained,
      isZigbeeBase: (base) => this.#byKey.has(zigbeeBridgeKey(base)),
    });
    if (this.#claimed.get(node.topic)?.key !== claim?.key) this.#drop(node.topic);
    if (claim !== undefined) this.#take(node.topic, claim);
    return message.size;
  }

  /** Stores a topic's claim about a device, replacing its previous one. */
  #take(topic: string, claim: Claim): void {
    const known = this.#byKey.get(claim.key);
    if (known === undefined && claim.isAddition === true) return;
    const before = known?.claims.get(topic);
    const weight = weightOf(topic, claim) - (before === undefined ? 0 : weightOf(topic, before));
    const isOneTooMany =
      known === undefined
        ? this.#byKey.size >= deviceLimits.devices
        : before === undefined && known.claims.size >= deviceLimits.topicsOfOne;
    if (isOneTooMany || this.#bytes + weight > deviceLimits.bytes) {
      this.isFull = true;
      return;
    }
    const device = known ?? this.#newDevice(claim.key);
    device.claims.set(topic, claim);
    this.#claimed.set(topic, device);
    this.#bytes += weight;
    this.#sources.add(claim, device);
    if (before !== undefined) this.#sources.remove(before, device);
    this.#changed(device);
    this.#changeOwners(claim);
    for (const other of claim.also ?? []) this.#lookAgain(this.#tree.find(other));
    if (claim.isHub === true && known === undefined) this.#lookBack(topic);
  }

  #newDevice(key: string): Device {
    const device: Device = {
      key,
      claims: new Map(),
      reading: unknownAvailability,
      since: undefined,
      isOlder: false,
      isHidden: false,
    };
    this.#byKey.set(key, device);
    return device;
  }

  /** Devices known by the claim's topics may have to hide behind its device, or reappear. */
  #changeOwners({ rules }: Claim): void {
    for (const { terms } of rules)
      for (const { topic } of terms) this.#changed(this.#sources.of(topic)?.owner);
  }

  #lookAgain(node: TopicNode | undefined): void {
    if (node !== undefined && node.messages > 0) this.#lookAt(node);
  }

  /** Topics that arrived before their hub was known could not be recognised then. */
  #lookBack(hub: string): void {
    const base = this.#tree.find(hub)?.parent?.parent;
    if (base === undefined || this.#hubs >= hubsLookedBack) return;
    this.#hubs += 1;
    for (const node of nodesBelow(base)) if (node.tellsOfDevices) this.#lookAgain(node);
  }

  /** A topic is no longer about a device; a device with nothing but additions left is removed. */
  #drop(topic: string): void {
    const device = this.#claimed.get(topic);
    if (device === undefined) return;
    this.#forget(topic, device);
    this.#changed(device);
    this.#sorted = this.#counts = undefined;
    const left = [...device.claims];
    if (left.some(([, { isAddition }]) => isAddition !== true)) return;
    for (const [other] of left) this.#forget(other, device);
    this.#byKey.delete(device.key);
  }

  #forget(topic: string, device: Device): void {
    const claim = device.claims.get(topic);
    if (claim === undefined) return;
    device.claims.delete(topic);
    this.#claimed.delete(topic);
    this.#bytes -= weightOf(topic, claim);
    this.#sources.remove(claim, device);
    this.#changeOwners(claim);
  }

  #refresh(device: Device): void {
    if (this.#byKey.get(device.key) !== device) return;
    readDevice(device, this.#sources);
    this.#sorted = this.#counts = undefined;
  }
}
