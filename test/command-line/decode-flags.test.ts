import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decodeFlags } from '../../source/command-line/decode-flags.ts';
import { protobuf as protobufDecoder } from '../../source/payload/decoders/protobuf.ts';
import { noFolds } from '../../source/payload/folds.ts';
import { outlineOf, rowTokens } from '../../source/payload/outline.ts';
import { type PayloadOptions, PayloadReader } from '../../source/payload/payload-reader.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { flagValues } from '../support/flag-values.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const meshProto = fileURLToPath(new URL('../data/proto/mesh.proto', import.meta.url));

const flags = (values: Readonly<Record<string, readonly string[]>>): Promise<PayloadOptions> =>
  decodeFlags({ ...flagValues('screen', []), ...values });

describe('--decode', () => {
  it('reads filters and decoders', async () => {
    expect(await flags({ decode: ['raw/+=hex', 'a=b/#=TEXT', 'cbor'] })).toEqual({
      rules: [
        { filter: 'raw/+', choice: { name: 'hex', argument: '' } },
        { filter: 'a=b/#', choice: { name: 'text', argument: '' } },
        // For all topics.
        { choice: { name: 'cbor', argument: '' } },
      ],
      schemas: {},
    });
  });

  it.each([
    ['raw', 'There is no decoder "raw"; use one of sparkplug, gzip'],
    ['a/#/b=hex', '#'],
    ['a=yaml', 'There is no decoder "yaml"; use one of sparkplug, gzip'],
    ['a=hex:x', 'The decoder hex takes no argument.'],
    ['a=protobuf:M', 'start with --proto FILE'],
  ])('refuses %s in one sentence', async (decode, why) => {
    await expect(flags({ decode: [decode] })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(why) as string,
    });
  });

  it('refuses a message type that no file has, and names those that there are', async () => {
    await expect(
      flags({ proto: [meshProto], decode: ['a=protobuf:mesh.Nothing'] }),
    ).rejects.toThrow(/has the message type mesh\.Nothing; the types are .*mesh\.ServiceEnvelope/);
  });
});

/** What a file of one's own gives. */
const inFile = (source: string): Promise<PayloadOptions> => {
  const file = join(temporaryFolder(), 'own.proto');
  writeFileSync(file, source);
  return flags({ proto: [file] });
};

describe('--proto', () => {
  it('takes a file with a byte order mark, as Windows editors save it', async () => {
    const file = join(temporaryFolder(), 'marked.proto');
    writeFileSync(file, '\ufeffsyntax = "proto3"; message Marked { int32 n = 1; }');
    const { schemas } = await flags({ proto: [file] });
    expect(schemas?.['protobuf']?.names).toEqual(['Marked']);
  });

  it('reads a file with its imports, and decodes with it', async () => {
    const options = await flags({
      proto: [meshProto],
      decode: ['msh/#=protobuf:ServiceEnvelope'],
    });
    expect(options.schemas?.['protobuf']?.names).toContain('parts.Packet');
    const reader = new PayloadReader(
      options,
      () => undefined,
      () => undefined,
    );
    const root = new protobuf.Root();
    root.resolvePath = (origin, target) =>
      target.startsWith('google/')
        ? target
        : fileURLToPath(
            new URL(
              target,
              origin === '' ? 'file:///' : new URL('../data/proto/', import.meta.url),
            ),
          );
    await root.load(fileURLToPath(new URL('../data/proto/mesh.proto', import.meta.url)), {
      keepCase: true,
    });
    const type = root.lookupType('mesh.ServiceEnvelope');
    const payload = Buffer.concat([
      type
        .encode(
          type.fromObject({
            packet: {
              from: 0xdeadbeef,
              port: 'TEXT',
              payload: Buffer.from('hi'),
              heard: { seconds: 1_700_000_000 },
              snr: 6.1,
              counters: { sent: '9007199254740993' },
              path: [-1, 2],
            },
            channel_id: 'LongFast',
          }),
        )
        .finish(),
      // Field 15, which no message type knows: 1.
      Buffer.from([0x78, 1]),
    ]);
    const { decoded } = reader.read({ sequence: 1, topic: 'msh/EU/1', payload }, undefined);
    expect(decoded.kind).toBe('Protobuf ServiceEnvelope');
    const rows = outlineOf(decoded.value ?? { kind: 'null' }, noFolds).map((row) => rowTokens(row));
    expect(rows.map((row) => row.map(({ text }) => text).join(''))).toEqual([
      '{',
      '  "packet": {',
      '    "from": 3735928559,',
      '    "port": "TEXT",  1',
      '    "payload": 0x 68 69 (2 B),',
      '    "heard": {',
      '      "seconds": 1700000000',
      '    },',
      '    "snr": 6.1,',
      '    "counters": {',
      '      "sent": 9007199254740993',
      '    },',
      '    "path": [',
      '      -1,',
      '      2',
      '    ]',
      '  },',
      '  "channel_id": "LongFast",',
      '  (unknown fields): 0x 78 01 (2 B)',
      '}',
    ]);
  });

  const commonFiles = [
    'any',
    'api',
    'descriptor',
    'duration',
    'empty',
    'field_mask',
    'source_context',
    'struct',
    'timestamp',
    'type',
    'wrappers',
  ];

  it.each(commonFiles)('has google/protobuf/%s.proto, which nobody needs to give', async (name) => {
    const { schemas } = await inFile(
      `syntax = "proto3"; import public "google/protobuf/${name}.proto"; message Own { int32 a = 1; }`,
    );
    expect(schemas?.['protobuf']?.names[0]).toBe('Own');
    expect(schemas?.['protobuf']?.names.length).toBeGreaterThan(1);
  });

  it('has all of these files together, with the names that they give to fields', async () => {
    const imports = commonFiles.map((name) => `import "google/protobuf/${name}.proto";`).join('\n');
    const { schemas } = await inFile(
      `syntax = "proto3"; ${imports}
       message Own { google.protobuf.Api api = 1; google.protobuf.Type type = 2; }
       message Type { int32 a = 1; }`,
    );
    const types = schemas?.['protobuf'];
    const bytes = protobuf.Writer.create()
      .uint32(10)
      .bytes(Buffer.from([0x2a, 0x03, 0x0a, 0x01, 0x61]))
      .finish();
    expect(valueText(types?.decode('Own', bytes) ?? { kind: 'null' })).toBe(
      '{"api":{"source_context":{"file_name":"a"}}}',
    );
    // The own message, not google.protobuf.Type.
    expect(protobufDecoder.argument?.read('Type', types)).toEqual({ argument: 'Type' });
    expect(protobufDecoder.argument?.read('Api', types)).toEqual({
      argument: 'google.protobuf.Api',
    });
  });

  it('reads files with options of their own, and decodes as without them', async () => {
    const { schemas } = await inFile(`
      syntax = "proto3";
      package my;
      import "google/protobuf/descriptor.proto";
      message Rule { string name = 1; repeated int32 codes = 2; Rule inner = 3; bool packed = 4; }
      extend google.protobuf.FileOptions { string vendor = 50001; }
      extend google.protobuf.MessageOptions { optional string topic = 50001; Rule shape = 50002; }
      extend google.protobuf.FieldOptions {
        string unit = 50001;
        Rule rule = 50002;
        repeated string tags = 50003;
        bool packed = 50004;
      }
      extend google.protobuf.OneofOptions { bool only = 50001; }
      extend google.protobuf.EnumOptions { bool closed = 50001; }
      extend google.protobuf.EnumValueOptions { string label = 50001; }
      extend google.protobuf.ServiceOptions { bool slow = 50001; }
      extend google.protobuf.MethodOptions { Rule call = 50001; }
      option (vendor) = "acme";
      option (my.vendor) = 'acme';
      enum State {
        option (closed) = true;
        OFF = 0 [(label) = "off"];
        ON = 1 [(my.label) = "on", deprecated = true];
      }
      message Reading {
        option (topic) = "a/b";
        option (shape) = { name: "s", inner { name: "t" codes: [1, 2] } };
        option (shape).packed = true;
        float temp = 1 [(unit) = "°C", (my.rule).name = "x", (my.rule).inner.name = "y", json_name = "T"];
        repeated int32 samples = 2 [(rule) = { name: "n", codes: [1, 2], inner: { name: 'z' } }, (packed) = false];
        State state = 3 [(rule) = { name: "n" codes: 1 codes: 2 }, (tags) = "a", (tags) = "b"];
        oneof which {
          option (only) = true;
          string text = 4;
          int32 number = 5 [(unit) = "m", deprecated = true];
        }
        map<string, float> values = 6 [(unit) = "m"];
      }
      service Meter {
        option (slow) = true;
        rpc Read(Reading) returns (stream Reading) { option (call) = { name: "x" }; option (call).inner.name = "y"; }
      }`);
    const bytes = Buffer.from(
      '0dcdcccc3d 1202012a 1801 2807 3208 0a016115 00007042'.replaceAll(' ', ''),
      'hex',
    );
    expect(valueText(schemas?.['protobuf']?.decode('my.Reading', bytes) ?? { kind: 'null' })).toBe(
      '{"temp":0.1,"samples":[1,42],"state":"ON","number":7,"values":{"a":60.0}}',
    );
  });

  it('tells of a payload that is no such message', async () => {
    const options = await flags({ proto: [meshProto], decode: ['#=protobuf:parts.Packet'] });
    const reader = new PayloadReader(
      options,
      () => undefined,
      () => undefined,
    );
    const { decoded } = reader.read(
      { sequence: 1, topic: 'a', payload: Buffer.from([0xff, 0xff]) },
      undefined,
    );
    expect(decoded.problem).toBe('This is not protobuf of parts.Packet: these are its bytes.');
  });

  it.each([
    ['root:hunter2:1:0\n', /broken\.proto: line 1 is not valid in a \.proto file\.$/],
    ['/* hunter2', /broken\.proto: (line 1 is not valid in|it is not) a \.proto file\.$/],
    ['syntax = "proto3"; message {', /broken\.proto: line 1 is not valid in a \.proto file\.$/],
    [
      'syntax = "proto3"; import "gone.proto";',
      /broken\.proto imports .*gone\.proto, but there is no such file\./,
    ],
    [
      'syntax = "proto3"; message M { Gone gone = 1; }',
      /no such Type or Enum 'Gone'.*is an import or another --proto FILE missing\?$/,
    ],
  ])('refuses %j in one sentence', async (source, why) => {
    const file = join(temporaryFolder(), 'broken.proto');
    writeFileSync(file, source);
    await expect(flags({ proto: [file] })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(why) as string,
    });
  });

  it('refuses a named pipe, also one that is imported, without waiting for it', async () => {
    const folder = temporaryFolder();
    const [pipe, file] = [join(folder, 'pipe.proto'), join(folder, 'a.proto')];
    execFileSync('mkfifo', [pipe]);
    await expect(flags({ proto: [pipe] })).rejects.toThrow(`--proto ${pipe}: it is a named pipe.`);
    writeFileSync(file, 'syntax = "proto3"; import "pipe.proto";');
    await expect(flags({ proto: [file] })).rejects.toThrow(
      `--proto: ${file} imports ${pipe}, but it is a named pipe.`,
    );
  });

  it('refuses a file that is not there', async () => {
    await expect(flags({ proto: ['/no/such.proto'] })).rejects.toThrow(
      '--proto /no/such.proto: there is no such file.',
    );
  });
});
