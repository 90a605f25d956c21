import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { noFolds } from '../../source/payload/folds.ts';
import type { Decoded } from '../../source/payload/decoded.ts';
import { birthMetrics } from '../../source/payload/decoders/lazy/sparkplug-value.ts';
import { outlineOf, rowTokens } from '../../source/payload/outline.ts';
import { PayloadReader } from '../../source/payload/payload-reader.ts';
import { valueAt } from '../../source/payload/value-path.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { untagged, type Value } from '../../source/payload/value.ts';
import { hex, invalidText } from '../support/payload-bytes.ts';
import { deviceBirth, deviceData, nodeBirth, nodeDeath, sparkplug } from '../support/sparkplug.ts';

const topicOf = (type: string, device = ''): string => `spBv1.0/plant/${type}/edge${device}`;

/** The rows of a payload, with the last payloads of other topics known. */
const rowsOf = async (
  topic: string,
  payload: Uint8Array,
  known: Readonly<Record<string, Uint8Array>> = {},
): Promise<{ kind: string; rows: string[]; notes: readonly object[] }> => {
  const reader = new PayloadReader(
    { rules: [] },
    () => undefined,
    (of) => {
      const last = known[of];
      return last && { sequence: 1, topic: of, payload: last };
    },
  );
  await reader.ready();
  const { decoded } = reader.read({ sequence: 2, topic, payload }, undefined);
  const { value, kind, notes } = decoded;
  const rows = value === undefined ? [] : outlineOf(value, noFolds).map((row) => rowTokens(row));
  return { kind, notes, rows: rows.map((row) => row.map(({ text }) => text).join('')) };
};

describe('Sparkplug B', () => {
  it('shows a birth certificate with names, datatypes, aliases and times', async () => {
    const { kind, rows, notes } = await rowsOf(topicOf('NBIRTH'), nodeBirth);
    expect(kind).toBe('Sparkplug B');
    expect(notes).toEqual([]);
    expect(rows).toEqual([
      '{',
      '  "timestamp": 1700000000000,  2023-11-14T22:13:20.000Z',
      '  "seq": 0,',
      '  "metrics": {',
      '    "bdSeq": 7,  Int64, 2023-11-14T22:13:20.000Z',
      '    "Node Control/Rebirth": false,  Boolean',
      '    "Load": 0.1  Float, alias 1',
      '  }',
      '}',
    ]);
  });

  it('names the metrics of data by the birth certificates of the device and its node', async () => {
    const { rows } = await rowsOf(topicOf('DDATA', '/d1'), deviceData, {
      [topicOf('DBIRTH', '/d1')]: deviceBirth,
      [topicOf('NBIRTH')]: nodeBirth,
    });
    expect(rows.slice(3, -1)).toEqual([
      '  "metrics": {',
      '    "temperature": 22.25,  Float, alias 5, 2023-11-14T22:13:22.000Z',
      '    "offset": -1,  Int32, alias 6',
      '    "Load": null,  Float, alias 1',
      '    (alias 99): 3  alias 99',
      '  }',
    ]);
  });

  it('shows a fraction that is said to be an integer', async () => {
    const payload = sparkplug({
      metrics: [{ name: 'level', datatype: 3, float_value: 1.5 }],
    });
    const { kind, rows } = await rowsOf(topicOf('NDATA'), payload);
    expect(kind).toBe('Sparkplug B');
    expect(rows.join(' ')).toContain('"level": 1.5');
  });

  it('tells where it has not seen the birth certificate', async () => {
    const { rows, notes } = await rowsOf(topicOf('DDATA', '/d1'), deviceData);
    expect(notes).toEqual([{ name: 'birth certificate', text: 'not seen: aliases have no names' }]);
    expect(rows[4]).toContain('(alias 5): 22.25');
  });

  it('is not misled by a birth certificate that is none', async () => {
    const { rows } = await rowsOf(topicOf('NDATA'), deviceData, {
      [topicOf('NBIRTH')]: Buffer.from([0xff, 0xff]),
    });
    expect(rows[4]).toContain('(alias 5)');
  });

  it('shows the properties of a metric', async () => {
    const { rows } = await rowsOf(topicOf('DBIRTH', '/d1'), deviceBirth);
    expect(rows.join('\n')).toContain(
      '    "model": {  String, alias 8\n      "value": "X",\n      "properties": {\n        "unit": "mm"',
    );
  });

  it('shows a death certificate with bdSeq', async () => {
    const { rows } = await rowsOf(topicOf('NDEATH'), nodeDeath);
    expect(rows).toContain('    "bdSeq": 7  Int64');
  });

  it('shows data sets and templates', async () => {
    const payload = sparkplug({
      metrics: [
        {
          name: 'table',
          datatype: 16,
          dataset_value: {
            num_of_columns: 2,
            columns: ['a', 'b'],
            types: [1, 12],
            rows: [{ elements: [{ int_value: 255 }, { string_value: 'x' }] }],
          },
        },
        {
          name: 'motor',
          datatype: 19,
          template_value: {
            template_ref: 'Motor',
            parameters: [{ name: 'poles', type: 3, int_value: 4 }],
            metrics: [{ name: 'rpm', datatype: 3, int_value: 900 }],
          },
        },
      ],
    });
    const reader = new PayloadReader(
      undefined,
      () => undefined,
      () => undefined,
    );
    await reader.ready();
    const message = { sequence: 1, topic: topicOf('NDATA'), payload };
    const { value = { kind: 'null' as const } } = reader.read(message, undefined).decoded;
    const at = (...path: string[]): unknown => valueAt(value, path);
    expect(at('.metrics', '.table', '.rows', '[0]', '[0]')).toEqual({ kind: 'number', text: '-1' });
    expect(at('.metrics', '.motor', '.template_ref')).toEqual({ kind: 'string', text: 'Motor' });
    expect(untagged(valueAt(value, ['.metrics', '.motor', '.metrics', '.rpm'])!).value).toEqual({
      kind: 'number',
      text: '900',
    });
  });

  it('shows what else a metric can have', async () => {
    const payload = sparkplug({
      seq: 3,
      uuid: 'u-1',
      body: Uint8Array.of(1),
      metrics: [
        { name: 'when', datatype: 13, long_value: 1_700_000_000_000, is_historical: true },
        { name: 'file', datatype: 18, bytes_value: Uint8Array.of(1, 2), is_transient: true },
        { name: 'low', datatype: 1, int_value: 0x80 },
        { name: 'high', datatype: 1, int_value: 0x7f },
        { name: 'short', datatype: 2, int_value: 0xff_ff },
        { name: 'long', datatype: 4, long_value: '18446744073709551615' },
        { name: 'whole', datatype: 8, long_value: '18446744073709551615' },
        { name: 'exact', datatype: 10, double_value: 0.1 },
        { name: 'strange', datatype: 99, int_value: 1 },
        { name: 'null', datatype: 3, is_null: true, int_value: 1 },
        { int_value: 5 },
        {
          name: 'sets',
          datatype: 3,
          int_value: 1,
          metadata: { is_multi_part: true, content_type: 'text' },
          properties: {
            keys: ['inner', 'many', 'none'],
            values: [
              {
                type: 20,
                propertyset_value: { keys: ['a'], values: [{ type: 3, int_value: 2 }] },
              },
              {
                type: 21,
                propertysets_value: {
                  propertyset: [{ keys: ['b'], values: [{ type: 11, boolean_value: true }] }],
                },
              },
            ],
          },
        },
        {
          name: 'motor',
          template_value: { version: '2', is_definition: true, metrics: [] },
        },
      ],
    });
    const { rows } = await rowsOf(topicOf('NBIRTH'), payload);
    expect(rows.slice(1)).toEqual([
      '  "seq": 3,',
      '  "uuid": "u-1",',
      '  "body": 0x 01 (1 B),',
      '  "metrics": {',
      '    "when": 1700000000000,  DateTime, historical, 2023-11-14T22:13:20.000Z',
      '    "file": 0x 01 02 (2 B),  File, transient',
      '    "low": -128,  Int8',
      '    "high": 127,  Int8',
      '    "short": -1,  Int16',
      '    "long": -1,  Int64',
      '    "whole": 18446744073709551615,  UInt64',
      '    "exact": 0.1,  Double',
      '    "strange": 1,  datatype 99',
      '    "null": null,  Int32',
      '    (no name): 5,',
      '    "sets": {  Int32',
      '      "value": 1,',
      '      "properties": {',
      '        "inner": {',
      '          "a": 2',
      '        },',
      '        "many": [',
      '          {',
      '            "b": true',
      '          }',
      '        ],',
      '        "none": null',
      '      },',
      '      "metadata": {',
      '        "is_multi_part": true,',
      '        "content_type": "text"',
      '      }',
      '    },',
      '    "motor": {',
      '      "version": "2",',
      '      "is_definition": true,',
      '      "parameters": {},',
      '      "metrics": {}',
      '    }',
      '  }',
      '}',
    ]);
  });

  it('leaves the state of a host application, which is JSON, to others', async () => {
    const { kind } = await rowsOf('spBv1.0/STATE/host', Buffer.from('{"online":true}'));
    expect(kind).toBe('JSON');
  });

  it('leaves bytes that are none to others', async () => {
    const { kind } = await rowsOf(topicOf('NDATA'), Buffer.from([0xff, 0xff]));
    expect(kind).toBe('hex');
  });
});

/** The rows of the metrics of node data, after that birth certificate if there is one. */
const metricsOf = async (payload: object, birth?: Uint8Array): Promise<string[]> => {
  const { rows } = await rowsOf(
    topicOf('NDATA'),
    sparkplug(payload),
    birth === undefined ? {} : { [topicOf('NBIRTH')]: birth },
  );
  return rows.slice(2, -2);
};

/** A field of bytes. The library refuses to encode what it refuses to decode: such payloads are wrapped by hand. */
const delimited = (field: number, content: Uint8Array): Buffer =>
  Buffer.from(
    protobuf.Writer.create()
      .uint32((field << 3) | 2)
      .bytes(content)
      .finish(),
  );

/** A metric in so many templates. */
const nested = (times: number): Buffer => {
  let metric = delimited(1, Buffer.from('innermost'));
  for (let time = 0; time < times; time += 1) metric = delimited(18, delimited(2, metric));
  return delimited(2, metric);
};

const birthOf = (name: string): Buffer => sparkplug({ metrics: [{ name, alias: 1 }] });

describe('a metric of Sparkplug B', () => {
  it.each<[string, object, string]>([
    ['a float that is said to be a double', { datatype: 10, float_value: 0.1 }, '0.1,  Double'],
    ['a double that is said to be a float', { datatype: 9, double_value: 0.1 }, '0.1,  Float'],
    ['a long that is said to be a float', { datatype: 9, long_value: 7 }, '7,  Float'],
    ['an integer in a float', { datatype: 1, float_value: 255 }, '255.0,  Int8'],
    ['a whole double', { datatype: 10, double_value: 60 }, '60.0,  Double'],
    ['a float without a datatype', { float_value: 0.1 }, '0.1'],
    ['a signed byte in 32 bits', { datatype: 1, int_value: 0xff_ff_ff_80 }, '-128,  Int8'],
    [
      'a signed byte in 64 bits',
      { datatype: 1, long_value: '18446744073709551488' },
      '-128,  Int8',
    ],
    ['more than fits a signed byte', { datatype: 1, int_value: 300 }, '300,  Int8'],
    [
      'a double without end that is said to be an integer',
      { datatype: 3, double_value: Infinity },
      'Infinity,  Int32',
    ],
    ['an unsigned byte', { datatype: 5, int_value: 255 }, '255,  UInt8'],
    ['an unsigned integer', { datatype: 7, int_value: 0xff_ff_ff_ff }, '4294967295,  UInt32'],
    ['a time in an integer', { datatype: 4, long_value: 1000 }, '1000,  Int64'],
    [
      'a time that no clock shows',
      { datatype: 13, long_value: '18446744073709551615' },
      '18446744073709551615,  DateTime',
    ],
    ['a text', { datatype: 12, string_value: 'on' }, '"on",  String'],
    ['no value', { datatype: 12 }, 'null,  String'],
    ['an integer without a datatype', { int_value: 255 }, '255'],
    ['the datatype 0', { datatype: 0, int_value: 255 }, '255,  Unknown'],
    [
      'what is neither historical nor transient',
      { datatype: 11, boolean_value: true, is_historical: false, is_transient: false },
      'true,  Boolean',
    ],
  ])('may be %s', async (_, metric, text) => {
    const [row, last] = await metricsOf({ metrics: [{ name: 'm', ...metric }, { name: 'last' }] });
    expect(row === `    "m": ${text}` || row === `    "m": ${text},`).toBe(true);
    expect(last).toBe('    "last": null');
  });

  it('of a birth certificate names data only where it has a name and an alias', async () => {
    const birth = sparkplug({
      metrics: [
        { alias: 1, datatype: 3 },
        { name: 'no alias', datatype: 3 },
        { name: 'no datatype', alias: 2 },
      ],
    });
    const metrics = [0, 1, 2].map((alias) => ({ alias, int_value: 255 }));
    expect(await metricsOf({ metrics }, birth)).toEqual([
      '    (alias 0): 255,  alias 0',
      '    (alias 1): 255,  alias 1',
      '    "no datatype": 255  alias 2',
    ]);
  });

  it('says by itself what it is called and of which type it is, whatever the birth certificate says', async () => {
    const birth = sparkplug({ metrics: [{ name: 'old', alias: 1, datatype: 1 }] });
    const metrics = [{ name: 'new', alias: 1, datatype: 7, int_value: 255 }];
    expect(await metricsOf({ metrics }, birth)).toEqual(['    "new": 255  UInt32, alias 1']);
  });

  it('is named by the birth certificate of its device rather than that of the node', async () => {
    const payload = sparkplug({ metrics: [{ alias: 1, int_value: 2 }] });
    const known = {
      [topicOf('DBIRTH', '/d1')]: birthOf('of the device'),
      [topicOf('NBIRTH')]: birthOf('of the node'),
    };
    expect((await rowsOf(topicOf('DDATA', '/d1'), payload, known)).rows[2]).toContain(
      '"of the device": 2',
    );
    expect((await rowsOf(topicOf('DDATA', '/d2'), payload, known)).rows[2]).toContain(
      '"of the node": 2',
    );
    expect((await rowsOf(topicOf('NCMD'), payload, known)).rows[2]).toContain('"of the node": 2');
  });

  it('may hold a data set with fewer columns than cells, or with none', async () => {
    const metrics = [
      {
        name: 'table',
        dataset_value: {
          columns: ['a'],
          types: [1],
          rows: [{ elements: [{ int_value: 255 }, { int_value: 255 }, {}] }, {}],
        },
      },
      { name: 'empty', dataset_value: {} },
    ];
    expect(await metricsOf({ metrics })).toEqual([
      '    "table": {',
      '      "columns": [',
      '        "a"',
      '      ],',
      '      "types": [',
      '        "Int8"',
      '      ],',
      '      "rows": [',
      '        [',
      '          -1,',
      '          255,',
      '          null',
      '        ],',
      '        []',
      '      ]',
      '    },',
      '    "empty": {',
      '      "columns": [],',
      '      "types": [],',
      '      "rows": []',
      '    }',
    ]);
  });

  it('may hold a template with parameters, in another template', async () => {
    const inner = {
      name: 'inner',
      template_value: {
        template_ref: 'Motor',
        is_definition: false,
        parameters: [{ name: 'poles', type: 1, int_value: 255 }, { string_value: 'x' }],
        metrics: [{ name: 'rpm', int_value: 900 }],
      },
    };
    expect(
      await metricsOf({ metrics: [{ name: 'outer', template_value: { metrics: [inner] } }] }),
    ).toEqual([
      '    "outer": {',
      '      "parameters": {},',
      '      "metrics": {',
      '        "inner": {',
      '          "template_ref": "Motor",',
      '          "is_definition": false,',
      '          "parameters": {',
      '            "poles": -1,',
      '            "": "x"',
      '          },',
      '          "metrics": {',
      '            "rpm": 900',
      '          }',
      '        }',
      '      }',
      '    }',
    ]);
  });

  it('may have properties that are null, and metadata that says nothing', async () => {
    const metrics = [
      {
        name: 'm',
        int_value: 1,
        properties: {
          keys: ['null', 'low', 'empty', 'none'],
          values: [
            { type: 1, is_null: true, int_value: 1 },
            { type: 1, int_value: 255 },
            { type: 20, propertyset_value: {} },
            { type: 21, propertysets_value: {} },
          ],
        },
        metadata: {},
      },
    ];
    expect(await metricsOf({ metrics })).toEqual([
      '    "m": {',
      '      "value": 1,',
      '      "properties": {',
      '        "null": null,',
      '        "low": -1,',
      '        "empty": {},',
      '        "none": []',
      '      },',
      '      "metadata": {}',
      '    }',
    ]);
  });

  it('is read as deep as templates may be nested, and no deeper', async () => {
    const deep = await rowsOf(topicOf('NDATA'), nested(45));
    expect(deep.rows.join('\n')).toContain('"innermost": null');
    expect((await rowsOf(topicOf('NDATA'), nested(1000))).kind).toBe('hex');
  });
});

describe('a payload of Sparkplug B', () => {
  it('is shown in short by its metrics, if it has some', async () => {
    const reader = new PayloadReader(
      undefined,
      () => undefined,
      () => undefined,
    );
    await reader.ready();
    const decodedOf = (payload: Uint8Array): Decoded =>
      reader.read({ sequence: payload.length, topic: topicOf('NDATA'), payload }, undefined)
        .decoded;
    const metrics = [{ name: 'on', boolean_value: true }];
    expect(decodedOf(sparkplug({ seq: 1, metrics })).inShort).toEqual({
      kind: 'map',
      members: [{ key: 'on', value: { kind: 'boolean', value: true } }],
    });
    expect(decodedOf(sparkplug({ seq: 1 }))).not.toHaveProperty('inShort');
  });

  it('may have nothing at all but a number', async () => {
    expect((await rowsOf(topicOf('NCMD'), sparkplug({ seq: 4 }))).rows).toEqual([
      '{',
      '  "seq": 4,',
      '  "metrics": {}',
      '}',
    ]);
  });

  it('may have a time that no clock shows', async () => {
    const payload = sparkplug({ timestamp: '18446744073709551615', metrics: [{ name: 'm' }] });
    expect((await rowsOf(topicOf('NDATA'), payload)).rows.slice(1, 3)).toEqual([
      '  "timestamp": 18446744073709551615,',
      '  "metrics": {',
    ]);
  });

  it('needs no birth certificate where it is one', async () => {
    for (const topic of [topicOf('NBIRTH'), topicOf('DBIRTH', '/d1')])
      expect((await rowsOf(topic, nodeBirth)).notes).toEqual([]);
    for (const topic of [topicOf('NDATA'), topicOf('DDEATH', '/d1'), topicOf('NCMD')])
      expect((await rowsOf(topic, nodeBirth)).notes).toHaveLength(1);
  });

  it('is decoded unasked only on the topics of nodes and devices', async () => {
    for (const topic of [
      'spBv1.0/plant/NDATA',
      'spBv1.0/plant/XDATA/edge',
      'spBv1.0/plant/NDATA/edge/d1/more',
      'spBv1x0/plant/NDATA/edge',
      'a/spBv1.0/plant/NDATA/edge',
      'spBv1.0//NDATA/edge',
    ])
      expect((await rowsOf(topic, nodeBirth)).kind).not.toBe('Sparkplug B');
  });
});

const birth = (alias: number): Buffer => sparkplug({ metrics: [{ name: `m${alias}`, alias }] });

describe('the metrics of a birth certificate', () => {
  it('are read once while few others are, and are told apart by all bytes', () => {
    const first = birthMetrics(birth(1));
    expect(first.byAlias.get('1')).toEqual({ name: 'm1', datatype: undefined });
    for (let alias = 2; alias <= 16; alias += 1)
      expect([...birthMetrics(birth(alias)).byAlias.keys()]).toEqual([`${alias}`]);
    expect(birthMetrics(birth(1))).toBe(first);
    birthMetrics(birth(17));
    expect(birthMetrics(birth(17))).toBe(birthMetrics(birth(17)));
    expect(birthMetrics(birth(1))).not.toBe(first);
    expect(birthMetrics(birth(1))).toEqual(first);
  });

  it('are none where the bytes are something else', () => {
    expect(birthMetrics(Buffer.from([0xff, 0xff])).byAlias.size).toBe(0);
  });
});

/** The value of the only metric of node data. */
const valueOf = async (metric: object): Promise<Value> => {
  const reader = new PayloadReader(
    undefined,
    () => undefined,
    () => undefined,
  );
  await reader.ready();
  const payload = sparkplug({ metrics: [{ name: 'm', ...metric }] });
  const message = { sequence: 1, topic: topicOf('NDATA'), payload };
  const { value = { kind: 'null' as const } } = reader.read(message, undefined).decoded;
  return valueAt(value, ['.metrics', '.m']) ?? { kind: 'undefined' };
};

describe('an array of Sparkplug 3.0', () => {
  // Most are the examples of 6.4.17; those there of floats are the wrong way round.
  it.each<[number, string, string, string]>([
    [22, 'Int8Array', 'ef 7b', '[-17,123]'],
    [23, 'Int16Array', 'd0 8a 30 75', '[-30000,30000]'],
    [24, 'Int32Array', 'ff ff ff ff fa af cb 12', '[-1,315338746]'],
    [
      25,
      'Int64Array',
      'ce 06 72 ac 18 9c ba c4 c4 ba 9c 18 ac 72 06 ce',
      '[-4270929666821191986,-3601064768563266876]',
    ],
    [26, 'UInt8Array', '17 fa', '[23,250]'],
    [27, 'UInt16Array', '1e 00 88 cc', '[30,52360]'],
    [28, 'UInt32Array', '34 00 00 00 49 fb 55 c4', '[52,3293969225]'],
    [
      29,
      'UInt64Array',
      '34 00 00 00 00 00 00 00 d9 9e 02 d1 b2 76 37 e4',
      '[52,16444743074749521625]',
    ],
    [30, 'FloatArray', 'a4 70 9d 3f 98 ae b2 42 00 00 70 42', '[1.23,89.341,60.0]'],
    [
      31,
      'DoubleArray',
      'd7 a2 05 68 5b b5 28 40 8e 17 1c 6f 4c f7 8f 40',
      '[12.354213,1022.9123213]',
    ],
    [
      32,
      'BooleanArray',
      '0c 00 00 00 34 df',
      '[false,false,true,true,false,true,false,false,true,true,false,true]',
    ],
    [32, 'BooleanArray', '00 00 00 00', '[]'],
    [33, 'StringArray', '41 42 43 00 68 65 6c 6c 6f 00', '["ABC","hello"]'],
    [33, 'StringArray', '00 c3 a9 00', '["","é"]'],
    [33, 'StringArray', '', '[]'],
    [
      34,
      'DateTimeArray',
      'c7 d0 90 75 24 01 00 00 b8 ba b8 97 81 01 00 00',
      '[1256102875335,1656107875000]',
    ],
    [22, 'Int8Array', '', '[]'],
  ])('of datatype %i is a list: %s %s', async (datatype, name, digits, list) => {
    const value = await valueOf({ datatype, bytes_value: hex(digits) });
    expect(untagged(value).tags).toBe(name);
    expect(valueText(value)).toBe(list);
  });

  it('shows times as such, and text that is not UTF-8 as bytes', async () => {
    const times = await valueOf({ datatype: 34, bytes_value: hex('c7 d0 90 75 24 01 00 00') });
    expect(untagged(valueAt(times, ['[0]'])!).tags).toBe('2009-10-21T05:27:55.335Z');
    const texts = await valueOf({ datatype: 33, bytes_value: hex('61 ff 00 61 00') });
    expect(valueAt(texts, ['[0]'])).toEqual(invalidText('61 ff'));
    expect(valueAt(texts, ['[1]'])).toEqual({ kind: 'string', text: 'a' });
  });

  it.each<[number, string, string]>([
    [23, 'Int16Array', '01 02 03'],
    [31, 'DoubleArray', '01'],
    [32, 'BooleanArray', ''],
    [32, 'BooleanArray', '0c 00 00'],
    [32, 'BooleanArray', '09 00 00 00 ff'],
    [32, 'BooleanArray', '08 00 00 00 ff ff'],
    [32, 'BooleanArray', 'ff ff ff ff ff'],
    [33, 'StringArray', '41 00 42'],
  ])(
    'of datatype %i that is none is shown as its bytes, and marked: %s %s',
    async (datatype, name, digits) => {
      const value = await valueOf({ datatype, bytes_value: hex(digits) });
      expect(untagged(value)).toEqual({
        value: { kind: 'bytes', bytes: hex(digits) },
        tags: `${name}, malformed`,
      });
    },
  );
});

describe('text of Sparkplug B that is not UTF-8', () => {
  it('is shown as the bytes that it is', async () => {
    const broken = delimited(
      2,
      Buffer.concat([delimited(1, hex('6d ff')), delimited(15, hex('61 ff'))]),
    );
    const { rows } = await rowsOf(topicOf('NDATA'), broken);
    expect(rows).toContain('    0x6dff (invalid UTF-8): 0x 61 ff (2 B)  invalid UTF-8');
  });
});
