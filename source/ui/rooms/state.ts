import type { EditedLine } from '../widgets/line-editor.ts';

/** The passphrase of a private room to join; a new room has no salt yet. */
export type PassphrasePrompt = {
  readonly kind: 'passphrase';
  readonly line: EditedLine;
  readonly room: string;
  readonly salt: Buffer | undefined;
  /** What was typed the first time, while the same is asked for once more. */
  readonly first: string | undefined;
};
