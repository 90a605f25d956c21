import type { TopicNode } from '../topic-node.ts';
import type { UnitReader } from './announced-units.ts';
import type { Recogniser } from './claim.ts';
import { homeAssistantDevice } from './home-assistant.ts';
import { homeAssistantUnits } from './home-assistant-units.ts';
import { homieUnit, homieUnits } from './homie-units.ts';
import { homieDescription, homieName, homieState } from './homie.ts';
import { statusDevice } from './status.ts';
import { tasmotaDevice } from './tasmota.ts';
import { zigbeeBridge, zigbeeDevice } from './zigbee2mqtt.ts';

type Place = Pick<TopicNode, 'depth' | 'parent'>;

/** How to examine the messages of a topic. */
type Row = {
  /** Finds the device that they are about. */
  readonly recognise?: Recogniser;
  /** Finds the units that they announce. */
  readonly units?: UnitReader;
  /** Where in the tree it applies, besides the name of the last level. */
  readonly isPlace: (node: Place) => boolean;
};

const belowSomething = ({ depth }: Place): boolean => depth > 0;

/** By the last level of the topics whose messages are examined. */
const rows: ReadonlyMap<string, Row> = new Map<string, Row>([
  // Four or five levels; the first is `homeassistant` by default.
  [
    'config',
    {
      recognise: homeAssistantDevice,
      units: homeAssistantUnits,
      isPlace: ({ depth }) => depth === 3 || depth === 4,
    },
  ],
  ['availability', { recognise: zigbeeDevice, isPlace: ({ depth }) => depth > 1 }],
  [
    'state',
    {
      recognise: zigbeeBridge,
      isPlace: ({ depth, parent }) => depth > 1 && parent?.level === 'bridge',
    },
  ],
  ['$state', { recognise: homieState, isPlace: belowSomething }],
  ['$name', { recognise: homieName, isPlace: belowSomething }],
  ['$description', { recognise: homieDescription, units: homieUnits, isPlace: belowSomething }],
  // Below a device, a node and a property.
  ['$unit', { units: homieUnit, isPlace: ({ depth }) => depth > 2 }],
  ['LWT', { recognise: tasmotaDevice, isPlace: belowSomething }],
  ['status', { recognise: statusDevice, isPlace: belowSomething }],
]);

/** How to examine the messages of a topic; `undefined` if they are not about devices. */
export const examinationOf = (
  node: Place & Pick<TopicNode, 'level'>,
): Omit<Row, 'isPlace'> | undefined => {
  const row = rows.get(node.level);
  return row?.isPlace(node) === true ? row : undefined;
};
