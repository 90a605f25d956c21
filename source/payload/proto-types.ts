import protobuf from 'protobufjs';
import { messageValue, readMessage } from './protobuf-value.ts';
import type { Value } from './value.ts';

/** The message types of .proto files. */
export type ProtoTypes = {
  /** Their full names, as `my.pkg.Reading`. */
  readonly names: readonly string[];
  /** The value of a message of the type with this name; throws where the bytes are none. */
  readonly decode: (name: string, payload: Uint8Array) => Value;
};

const typesIn = (namespace: protobuf.NamespaceBase): protobuf.Type[] =>
  namespace.nestedArray.flatMap((inner) => [
    ...(inner instanceof protobuf.Type ? [inner] : []),
    ...(inner instanceof protobuf.Namespace ? typesIn(inner) : []),
  ]);

/** The types of files that have been parsed into `root`; throws where one that they use is missing. */
export const protoTypes = (root: protobuf.Root): ProtoTypes => {
  root.resolveAll();
  const types = new Map(
    typesIn(root).map((type) => [type.fullName.replace(/^\./, ''), type] as const),
  );
  return {
    names: [...types.keys()],
    decode: (name, payload) => {
      const type = types.get(name);
      if (type === undefined) throw new Error(`There is no message type ${name}.`);
      return messageValue(type, readMessage(type, payload));
    },
  };
};
