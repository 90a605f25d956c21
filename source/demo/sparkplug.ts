import protobuf from 'protobufjs';
import { sparkplugProto } from '../payload/decoders/lazy/sparkplug-proto.ts';
import { type Family, type HouseMessage, retained, secondsAt } from './family.ts';
import { type Quantity, valuesOf } from './random.ts';

const payloadType = protobuf
  .parse(sparkplugProto, { keepCase: true })
  .root.lookupType('org.eclipse.tahu.protobuf.Payload');

/** The numbers of Sparkplug's types (specification 3.0, 6.4.16). */
const types = { float: 9, boolean: 11, string: 12, int64: 4 } as const;

const group = 'spBv1.0/House';
const node = 'heating';
const device = 'heat pump';

/** The metrics of the device; each is born with an alias, by its place from 1. */
const metrics: Readonly<Record<string, Quantity>> = {
  'flow temperature': { mean: 38.5, swing: 3, decimals: 1 },
  'return temperature': { mean: 33.2, swing: 2, decimals: 1 },
  power: { mean: 1.8, swing: 0.4, decimals: 2 },
};

/** Ticks between two data messages, and between two births: late hosts know the aliases by these. */
const every = { data: 4, birth: 120 } as const;

/** The heating as a Sparkplug B edge node with a device. Its births are not retained, as the standard demands. */
export const sparkplug = (): Family => {
  let sequence = 0;
  const message = (kind: string, place: string, of: object): HouseMessage => {
    const payload = { timestamp: Date.now(), seq: sequence, ...of };
    sequence = (sequence + 1) % 256;
    return {
      topic: `${group}/${kind}/${place}`,
      payload: Buffer.from(payloadType.encode(payloadType.fromObject(payload)).finish()),
      retain: false,
    };
  };
  const values = Object.values(metrics).map((quantity, index) => valuesOf(quantity, index));
  const births = (seconds: number): HouseMessage[] => {
    sequence = 0;
    return [
      message('NBIRTH', node, {
        metrics: [
          { name: 'bdSeq', datatype: types.int64, long_value: 0 },
          { name: 'Node Control/Rebirth', datatype: types.boolean, boolean_value: false },
          { name: 'Properties/Firmware', datatype: types.string, string_value: '4.2' },
          { name: 'outdoor temperature', alias: 100, datatype: types.float, float_value: 6.5 },
        ],
      }),
      message('DBIRTH', `${node}/${device}`, {
        metrics: Object.keys(metrics).map((name, index) => ({
          name,
          alias: index + 1,
          datatype: types.float,
          float_value: values[index]?.(seconds),
        })),
      }),
    ];
  };
  const outdoor = valuesOf({ mean: 6.5, swing: 1, decimals: 1 }, 5);
  const rebirth = `${group}/NCMD/${node}`;
  let newest = 0;
  return {
    retained: [retained('spBv1.0/STATE/home', { online: true, timestamp: 1_700_000_000_000 })],
    commands: [rebirth],
    tick: (tick) => {
      newest = secondsAt(tick);
      if (tick % every.birth === every.data) return births(newest);
      if (tick < every.data || tick % every.data !== 0) return [];
      const data = values.map((at, index) => ({ alias: index + 1, float_value: at(newest) }));
      return [
        message('DDATA', `${node}/${device}`, { metrics: data }),
        ...(tick % (every.data * 3) === 0
          ? [message('NDATA', node, { metrics: [{ alias: 100, float_value: outdoor(newest) }] })]
          : []),
      ];
    },
    // The only command that a host sends to this node.
    answer: (topic) => (topic === rebirth ? births(newest) : []),
  };
};
