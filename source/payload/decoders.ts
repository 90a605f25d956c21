import { layOutHex } from './hex.ts';
import { layOutJson } from './json.ts';
import type { Line } from './laid-out.ts';
import { layOutText } from './text.ts';

/** A row of the table of decoders. */
export type Decoder = {
  readonly name: string;
  /** At most `maximumLines` lines, or `undefined` when the payload is not of this kind. */
  readonly layOut: (payload: Uint8Array, maximumLines: number) => readonly Line[] | undefined;
};

/** Tried in this order; the last takes everything. */
export const decoders: readonly Decoder[] = [
  { name: 'JSON', layOut: layOutJson },
  { name: 'text', layOut: layOutText },
  { name: 'hex', layOut: layOutHex },
];

/** A payload laid out, and by which decoder. */
export type LaidOut = { readonly decoder: string; readonly lines: readonly Line[] };

/** Lays a payload out with the first decoder that takes it. Never throws. */
export const layOutPayload = (payload: Uint8Array, maximumLines: number): LaidOut => {
  if (payload.length === 0) return { decoder: 'empty', lines: [] };
  for (const { name, layOut } of decoders) {
    const lines = layOut(payload, maximumLines);
    if (lines !== undefined) return { decoder: name, lines };
  }
  return { decoder: 'nothing', lines: [] };
};
