import { describe, expect, it } from 'vitest';
import { noFolds } from '../../source/payload/folds.ts';
import { outlineOf, rowTokens } from '../../source/payload/outline.ts';
import { PayloadReader } from '../../source/payload/payload-reader.ts';
import { valueAt } from '../../source/payload/value-path.ts';
import { untagged } from '../../source/payload/value.ts';
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
