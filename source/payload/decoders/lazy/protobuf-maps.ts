import protobuf from 'protobufjs';

/** The option of messages that are the members of a map (descriptor.proto). */
const mapEntry = 'map_entry';

/** The key and the value of a map's members. */
type MapEntry = { readonly key: protobuf.Field; readonly value: protobuf.Field };

/**
 * Declares the maps of a type as what they are on the wire, a message for each member. The library
 * would make them objects, which keep neither the order nor duplicates, and 64-bit keys as code.
 */
export const keepMapOrder = (type: protobuf.Type): void => {
  for (const map of type.fieldsArray) {
    if (!(map instanceof protobuf.MapField)) continue;
    // No name in a .proto file has a blank.
    const entry = new protobuf.Type(`${map.name} entry`, { [mapEntry]: true })
      .add(new protobuf.Field('key', 1, map.keyType))
      .add(new protobuf.Field('value', 2, map.type));
    type.remove(map);
    type.add(entry).add(new protobuf.Field(map.name, map.id, entry.name, 'repeated'));
  }
};

/** What the members of a map are made of; `undefined` for all other fields. */
export const mapEntryOf = ({ resolvedType }: protobuf.Field): MapEntry | undefined => {
  if (!(resolvedType instanceof protobuf.Type) || resolvedType.getOption(mapEntry) !== true)
    return undefined;
  const { key, value } = resolvedType.fields;
  return key === undefined || value === undefined ? undefined : { key, value };
};
