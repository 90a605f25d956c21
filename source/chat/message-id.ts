/** A run of the program, and the number of its message in the room, from 1. */
export type Numbered = { readonly session: string; readonly n: number };

/** A UUID, the `session` of presence, followed by a number. */
const form = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})-([1-9]\d{0,14})$/;

/** The `id` of a message: unique, and it shows who has sent it, and whether an earlier message is missing. */
export const numberedId = ({ session, n }: Numbered): string => `${session}-${n}`;

/** What an `id` says about its sender; `undefined` for an `id` made by another program. */
export const parseMessageId = (id: string): Numbered | undefined => {
  const [, session, n] = form.exec(id) ?? [];
  return session === undefined ? undefined : { session, n: Number(n) };
};
