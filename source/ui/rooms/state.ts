import type { Line } from '../widgets/line-editor.ts';

/** The passphrase of a private room that is to be joined; the salt is absent where the room is new. */
export type PassphrasePrompt = {
  readonly kind: 'passphrase';
  readonly line: Line;
  readonly room: string;
  readonly salt: Buffer | undefined;
  /** What was typed the first time, while the same is asked for once more. */
  readonly first: string | undefined;
};
