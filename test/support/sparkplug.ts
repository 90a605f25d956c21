import protobuf from 'protobufjs';
import { sparkplugProto } from '../../source/payload/decoders/lazy/sparkplug-proto.ts';

const type = protobuf
  .parse(sparkplugProto, { keepCase: true })
  .root.lookupType('org.eclipse.tahu.protobuf.Payload');

/** A Sparkplug B payload, encoded by the Protobuf library. */
export const sparkplug = (payload: object): Buffer =>
  Buffer.from(type.encode(type.fromObject(payload)).finish());

/** The birth certificate of an edge node, as a gateway sends it. */
export const nodeBirth = sparkplug({
  timestamp: 1_700_000_000_000,
  seq: 0,
  metrics: [
    { name: 'bdSeq', datatype: 4, timestamp: 1_700_000_000_000, long_value: 7 },
    { name: 'Node Control/Rebirth', datatype: 11, boolean_value: false },
    { name: 'Load', alias: 1, datatype: 9, float_value: 0.1 },
  ],
});

/** The birth certificate of a device of that node. */
export const deviceBirth = sparkplug({
  timestamp: 1_700_000_001_000,
  seq: 1,
  metrics: [
    { name: 'temperature', alias: 5, datatype: 9, float_value: 21.5 },
    { name: 'offset', alias: 6, datatype: 3, int_value: 0xff_ff_ff_fe },
    {
      name: 'model',
      alias: 8,
      datatype: 12,
      string_value: 'X',
      properties: { keys: ['unit'], values: [{ type: 12, string_value: 'mm' }] },
    },
  ],
});

/** Data of that device: aliases only. */
export const deviceData = sparkplug({
  timestamp: 1_700_000_002_000,
  seq: 2,
  metrics: [
    { alias: 5, timestamp: 1_700_000_002_000, float_value: 22.25 },
    { alias: 6, int_value: 0xff_ff_ff_ff },
    { alias: 1, is_null: true },
    { alias: 99, int_value: 3 },
  ],
});

/** The death certificate of the edge node: its will message. */
export const nodeDeath = sparkplug({
  metrics: [{ name: 'bdSeq', datatype: 4, long_value: 7 }],
});
