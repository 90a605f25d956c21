import type { TopicNode } from '../topic-node.ts';
import type { Recogniser } from './claim.ts';
import { homeAssistantDevice } from './home-assistant.ts';
import { homieDescription, homieName, homieState } from './homie.ts';
import { statusDevice } from './status.ts';
import { tasmotaDevice } from './tasmota.ts';
import { zigbeeBridge, zigbeeDevice } from './zigbee2mqtt.ts';

type Place = Pick<TopicNode, 'depth' | 'parent'>;

type Row = {
  readonly recognise: Recogniser;
  /** Where in the tree it applies, besides the name of the last level. */
  readonly isPlace: (node: Place) => boolean;
};

const belowSomething = ({ depth }: Place): boolean => depth > 0;

/** The recognisers, by the last level of the topics that they examine. */
const rows: ReadonlyMap<string, Row> = new Map<string, Row>([
  // Four or five levels; the first is `homeassistant` by default.
  [
    'config',
    { recognise: homeAssistantDevice, isPlace: ({ depth }) => depth === 3 || depth === 4 },
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
  ['$description', { recognise: homieDescription, isPlace: belowSomething }],
  ['LWT', { recognise: tasmotaDevice, isPlace: belowSomething }],
  ['status', { recognise: statusDevice, isPlace: belowSomething }],
]);

/** The recogniser for the messages of a topic, or `undefined`. */
export const recogniserOf = (node: Place & Pick<TopicNode, 'level'>): Recogniser | undefined => {
  const row = rows.get(node.level);
  return row?.isPlace(node) === true ? row.recognise : undefined;
};
