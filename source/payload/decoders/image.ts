import type { Decoder } from '../decoder.ts';

/** The signatures of image files, each with its offset in bytes. */
const signatures: readonly (readonly [number, string])[] = [
  [0, '\u0089PNG\r\n'],
  [0, '\u00ff\u00d8\u00ff'],
  [0, 'GIF87a'],
  [0, 'GIF89a'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBPVP8'],
  [4, 'ftypavif'],
  [4, 'ftypheic'],
];

/** Images: their kind and size. */
export const image: Decoder = {
  name: 'image',
  accepts: 'the kind and size of an image',
  contentTypes: ['image/*'],
  kind: 'image',
  mayAccept: ({ payload }) => {
    const start = Buffer.from(payload.subarray(0, 20)).toString('latin1');
    return signatures.some(([at, signature]) => start.startsWith(signature, at));
  },
  load: async () => {
    const { imageKind } = await import('./lazy/image-kind.ts');
    return ({ payload }) => ({
      kind: 'image',
      notes: [],
      lines: [[{ role: 'text', text: imageKind(payload) }]],
    });
  },
};
