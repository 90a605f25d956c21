import type { Controls } from '../controls.ts';

/** What Tab completes an argument from. */
export type ArgumentKind =
  | 'room'
  | 'nick'
  | 'person'
  | 'filter'
  | 'topic'
  | 'decoder'
  | 'series'
  | 'watch'
  | 'order'
  | 'exclude'
  | 'none';

/** A row of the table of slash commands. */
export type SlashCommand = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The arguments as the help shows them. */
  readonly usage: string;
  readonly completes: ArgumentKind;
  readonly does: string;
  /** Whether what is typed with it is for few eyes: it is not kept on disk. */
  readonly isSecret?: (text: string) => boolean;
  /** Does it, or returns in one sentence why not; then what was typed stays. */
  readonly run: (controls: Controls, text: string) => string | undefined;
};
