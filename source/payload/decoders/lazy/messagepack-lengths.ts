/** The size in bytes of types of a fixed size, by their first byte, which counts too. */
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

/**
 * A type with a length after its first byte: the bytes of the length, the bytes between it and the
 * content, and the items that each unit of length stands for; 0 means that it counts bytes.
 */
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

/** The header at an offset: its size in bytes, and how many items it declares. */
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
 * Whether the arrays and maps of a MessagePack payload declare no more items than it has bytes. The
 * library allocates what an array declares before reading it: a hundred kilobytes of nested arrays
 * could ask for gigabytes.
 */
export const hasPlausibleLengths = (payload: Uint8Array): boolean => {
  const all = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  let said = 0;
  for (let at = 0; at < all.length && said <= all.length;) {
    const { size, items } = headerAt(all, at);
    said += items;
    at += size;
  }
  return said <= all.length;
};
