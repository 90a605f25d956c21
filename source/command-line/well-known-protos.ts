import protobuf from 'protobufjs';
import api from 'protobufjs/google/protobuf/api.json' with { type: 'json' };
import descriptor from 'protobufjs/google/protobuf/descriptor.json' with { type: 'json' };
import sourceContext from 'protobufjs/google/protobuf/source_context.json' with { type: 'json' };
import typeTypes from 'protobufjs/google/protobuf/type.json' with { type: 'json' };

type Definitions = Readonly<Record<string, protobuf.AnyNestedObject>>;

/** Files that the library ships separately, because few need them. */
const others: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['api', api.nested],
  ['descriptor', descriptor.nested],
  ['source_context', sourceContext.nested],
  ['type', typeTypes.nested],
]);

/** Files whose types refer to another file's. */
const needs: Readonly<Record<string, string>> = { api: 'any', type: 'any' };

const definitionsOf = (name: string): Definitions | undefined => {
  const { google } = (others.get(name) ??
    protobuf.common.get(`google/protobuf/${name}.proto`)?.nested ??
    {}) as { google?: { nested: { protobuf: { nested: Definitions } } } };
  return google?.nested.protobuf.nested;
};

/**
 * Adds the types of a file that every Protobuf compiler has, such as `google/protobuf/timestamp.proto`;
 * whether it is one.
 */
export const addWellKnown = (root: protobuf.Root, file: string): boolean => {
  const [, name = ''] = /^google\/protobuf\/(\w+)\.proto$/.exec(file) ?? [];
  const definitions = definitionsOf(name);
  if (definitions === undefined) return false;
  const namespace = root.define('google.protobuf');
  // Some types are in several of the library's files.
  for (const [type, definition] of Object.entries(definitions))
    if (namespace.get(type) === null) namespace.addJSON({ [type]: definition });
  const need = needs[name];
  if (need !== undefined) addWellKnown(root, `google/protobuf/${need}.proto`);
  return true;
};
