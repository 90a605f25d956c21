/** A start of the program, and which of its messages in a room, from 1. */
export type Numbered = { readonly session: string; readonly n: number };

/** A UUID, as `session` is in presence, and a number behind it. */
const form = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})-([1-9]\d{0,14})$/;

/** The `id` of a message: unique, and it tells who says it, and whether something before it is missing. */
export const numberedId = ({ session, n }: Numbered): string => `${session}-${n}`;

/** What an `id` says about its sender; `undefined` for an `id` made by another program. */
export const parseMessageId = (id: string): Numbered | undefined => {
  const [, session, n] = form.exec(id) ?? [];
  return session === undefined ? undefined : { session, n: Number(n) };
};
