import protobuf from 'protobufjs';
import type { Schema } from '../../decoder.ts';
import { keepMapOrder } from './protobuf-maps.ts';
import { messageValue, readMessage } from './protobuf-value.ts';

const typesIn = (namespace: protobuf.NamespaceBase): protobuf.Type[] =>
  namespace.nestedArray.flatMap((inner) => [
    ...(inner instanceof protobuf.Type ? [inner] : []),
    ...(inner instanceof protobuf.Namespace ? typesIn(inner) : []),
  ]);

/** The message types of the files parsed into `root`; throws if a type that they refer to is missing. */
export const protoTypes = (root: protobuf.Root): Schema => {
  const types = new Map(
    typesIn(root).map((type) => [type.fullName.replace(/^\./, ''), type] as const),
  );
  for (const type of types.values()) keepMapOrder(type);
  root.resolveAll();
  return {
    names: [...types.keys()],
    decode: (name, payload) => {
      const type = types.get(name);
      if (type === undefined) throw new Error(`There is no message type ${name}.`);
      return messageValue(type, readMessage(type, payload));
    },
  };
};
