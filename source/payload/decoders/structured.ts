import type { Decode } from '../decoder.ts';
import { untagged, type Value } from '../value.ts';

/**
 * Whether this is unlikely to be chance: nearly every sequence of bytes is valid MessagePack, and
 * many are valid CBOR. Names or enough items make it convincing.
 */
const isConvincing = (tagged: Value, size: number): boolean => {
  const { value } = untagged(tagged);
  if (value.kind === 'map')
    return (
      value.members.length > 0 &&
      (size >= 8 || value.members.every(({ source, key }) => source === undefined && key !== ''))
    );
  return value.kind === 'list' && value.items.length > 0 && size >= 8;
};

/**
 * Decodes bytes that are one value; unless it was chosen explicitly, only a convincing list or map.
 * `valueOf` may be stricter unless it was chosen.
 */
export const structured =
  (kind: string, valueOf: (payload: Uint8Array, isChosen: boolean) => Value): Decode =>
  ({ payload, isChosen }) => {
    const value = valueOf(payload, isChosen);
    return isChosen || isConvincing(value, payload.length) ? { kind, notes: [], value } : undefined;
  };
