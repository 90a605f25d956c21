import type { BrokerNode } from '../../model/broker-status.ts';
import type { MqttSession } from '../../session/session.ts';
import type { BrokerSheet } from './state.ts';

/** A node of the broker; a broker without nodes is one whose name is empty. */
export type NamedNode = { readonly name: string; readonly metrics: BrokerNode };

/** The nodes that have told about themselves, by name. */
export const nodesOf = ({ monitor }: MqttSession): readonly NamedNode[] =>
  Array.from(monitor?.broker?.status.nodes ?? [], ([name, metrics]) => ({
    name,
    metrics,
  })).toSorted((a, b) => a.name.localeCompare(b.name));

/** Which of them is shown. */
export const shownNode = ({ node }: BrokerSheet, nodes: readonly NamedNode[]): number =>
  Math.max(0, Math.min(node, nodes.length - 1));
