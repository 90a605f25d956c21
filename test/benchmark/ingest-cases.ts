import type { LoadShape } from './load.ts';
import type { ReceiverName } from './receivers.ts';
import { whole } from './table.ts';

/** A load that is measured, and what the program must reach with it. */
export type IngestCase = {
  readonly shape: LoadShape;
  readonly isTls: boolean;
  /** The fewest messages of a round through the load server; half of it through Mosquitto. */
  readonly messages: number;
  /** Messages a second from the load server, to those of another receiver. */
  readonly bounds: Partial<Record<ReceiverName, number>>;
};

/** All of them; through Mosquitto go those without TLS. */
export const ingestCases: readonly IngestCase[] = [
  {
    shape: { topics: 1000, size: 64 },
    isTls: false,
    messages: 1_000_000,
    bounds: { 'MQTT.js': 4, mqttui: 2 },
  },
  {
    shape: { topics: 100_000, size: 64 },
    isTls: false,
    messages: 800_000,
    bounds: { 'MQTT.js': 2 },
  },
  {
    shape: { topics: 1000, size: 1024 },
    isTls: false,
    messages: 600_000,
    bounds: { 'MQTT.js': 2 },
  },
  {
    shape: { topics: 1000, size: 64 },
    isTls: true,
    messages: 1_000_000,
    bounds: { 'MQTT.js': 1.5 },
  },
];

/** Through Mosquitto the program may use so much of the CPU that MQTT.js uses for a message. */
export const cpuBound = 0.4;

/** As the columns are headed. */
export const caseName = ({ shape: { topics, size }, isTls }: IngestCase): string =>
  `${whole(topics)} topics × ${size < 1024 ? `${size} B` : `${size / 1024} KiB`}${isTls ? ', TLS' : ''}`;
