import type { EditedLine } from '../widgets/line-editor.ts';

/** The passphrase of a private room to join; a new room has no salt yet. */
export type PassphrasePrompt = {
  readonly kind: 'passphrase';
  readonly line: EditedLine;
  readonly room: string;
  readonly salt: Buffer | undefined;
  /** Offered for a new room while nothing is typed. */
  readonly generated: string | undefined;
  /** The first entry, while the same passphrase is asked for again. */
  readonly first: string | undefined;
};
