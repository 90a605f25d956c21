/** Bytes of what begins with this byte and has a fixed size, this byte included. */
const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0xca, 5],
  [0xcb, 9],
  [0xcc, 2],
  [0xcd, 3],
  [0xce, 5],
  [0xcf, 9],
  [0xd0, 2],
  [0xd1, 3],
  [0xd2, 5],
  [0xd3, 9],
  [0xd4, 3],
  [0xd5, 4],
  [0xd6, 6],
  [0xd7, 10],
  [0xd8, 18],
]);

/** Where the length stands behind: in how many bytes, what else there is beside the content, and what it counts. */
type Counted = { readonly digits: 1 | 2 | 4; readonly extra: number; readonly items: 0 | 1 | 2 };

const bytes = (digits: Counted['digits'], extra = 0): Counted => ({ digits, extra, items: 0 });

const counted: ReadonlyMap<number, Counted> = new Map([
  [0xc4, bytes(1)],
  [0xc5, bytes(2)],
  [0xc6, bytes(4)],
  [0xc7, bytes(1, 1)],
  [0xc8, bytes(2, 1)],
  [0xc9, bytes(4, 1)],
  [0xd9, bytes(1)],
  [0xda, bytes(2)],
  [0xdb, bytes(4)],
  [0xdc, { digits: 2, extra: 0, items: 1 }],
  [0xdd, { digits: 4, extra: 0, items: 1 }],
  [0xde, { digits: 2, extra: 0, items: 2 }],
  [0xdf, { digits: 4, extra: 0, items: 2 }],
]);

/** What begins at a byte: its own bytes, and the items that it says to have in it. */
const headerAt = (payload: Buffer, at: number): { size: number; items: number } => {
  const first = payload[at] ?? 0;
  if (first >= 0x80 && first <= 0x8f) return { size: 1, items: 2 * (first & 0x0f) };
  if (first >= 0x90 && first <= 0x9f) return { size: 1, items: first & 0x0f };
  if (first >= 0xa0 && first <= 0xbf) return { size: 1 + (first & 0x1f), items: 0 };
  const shape = counted.get(first);
  if (shape === undefined) return { size: fixedSizes.get(first) ?? 1, items: 0 };
  const { digits, extra, items } = shape;
  if (at + 1 + digits > payload.length) return { size: payload.length, items: 0 };
  const length = payload.readUIntBE(at + 1, digits);
  const size = 1 + digits + extra;
  return items === 0 ? { size: size + length, items } : { size, items: items * length };
};

/**
 * Whether the lists and maps of MessagePack say to have no more items than there are bytes. The
 * library makes room for what a list says before it reads it: a hundred kilobytes of lists in lists
 * could ask for gigabytes.
 */
export const hasRoomForItems = (payload: Uint8Array): boolean => {
  const all = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  let said = 0;
  for (let at = 0; at < all.length && said <= all.length;) {
    const { size, items } = headerAt(all, at);
    said += items;
    at += size;
  }
  return said <= all.length;
};
