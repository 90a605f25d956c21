import protobuf from 'protobufjs';
import type { Schema } from '../../decoder.ts';
import { messageValue, readMessage } from './protobuf-value.ts';

const typesIn = (namespace: protobuf.NamespaceBase): protobuf.Type[] =>
  namespace.nestedArray.flatMap((inner) => [
    ...(inner instanceof protobuf.Type ? [inner] : []),
    ...(inner instanceof protobuf.Namespace ? typesIn(inner) : []),
  ]);

/** The types of files that have been parsed into `root`; throws where one that they use is missing. */
export const protoTypes = (root: protobuf.Root): Schema => {
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
