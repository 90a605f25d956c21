import { imageSize } from 'image-size';

/** An image's kind and its size in pixels, as `PNG image, 640 × 480 pixels`; throws if it is not an image. */
export const imageKind = (payload: Uint8Array): string => {
  const { type, width, height } = imageSize(payload);
  return `${(type ?? 'unknown').toUpperCase()} image, ${width} × ${height} pixels`;
};
