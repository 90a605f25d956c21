import type { Signer } from '../chat/signed-line.ts';
import type { FloodGate } from './flood.ts';
import type { FoldedLines } from './folded-lines.ts';
import type { KnownKeys } from './known-keys.ts';

type Said = {
  readonly user: string;
  readonly signer: Signer;
  /** When it arrived, ms since the epoch. */
  readonly at: number;
  /** Whether it was said before we joined. */
  readonly isPast: boolean;
};

/** Counts a message against the limit for its sender; `undefined` if it may pass, else the line that counts it. */
export const judgeSaid = (
  flood: FloodGate,
  keys: KnownKeys,
  { user, signer, at, isPast }: Said,
): FoldedLines | undefined => {
  if (signer.kind === 'outside') return flood.judgeOutside(at);
  // Each known key has a separate limit, which nobody else can use up.
  const known =
    signer.kind === 'key' && keys.standing(user, signer) === 'known'
      ? { key: signer.key, sender: user, isVerified: keys.isVerified(user, signer.key) }
      : undefined;
  if (isPast) return flood.judgePast(known, at);
  return known === undefined ? flood.judge(user, at) : flood.judgeKnown(known, at);
};
