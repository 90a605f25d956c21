import { withoutMark } from '../payload/byte-order-mark.ts';

/** The members of a JSON object; `undefined` if the payload is something else. Never throws. */
export const jsonMembers = (payload: Uint8Array): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(withoutMark(payload)).toString());
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};
