import { compareNames } from '../../collections/name-order.ts';
import type { BrokerNode } from '../../model/broker-status.ts';
import type { MqttSession } from '../../session/session.ts';

/** A node of the broker; a broker without nodes counts as one with an empty name. */
export type NamedNode = { readonly name: string; readonly metrics: BrokerNode };

/** The nodes that have published figures, by name. */
export const nodesOf = ({ monitor }: MqttSession): readonly NamedNode[] =>
  Array.from(monitor?.broker?.status.nodes ?? [], ([name, metrics]) => ({
    name,
    metrics,
  })).toSorted((a, b) => compareNames(a.name, b.name));
