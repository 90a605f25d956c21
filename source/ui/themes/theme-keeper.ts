import type { ThemeName } from '../../format/theme-names.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';

/** The themes that the screen starts with, and where a chosen one lasts. */
export type ThemeKeeper = {
  /** The theme of a profile, or without one. */
  readonly of: (profile: string | undefined) => ThemeChoice;
  /** Keeps a theme for the next start; if it will not count then, returns why, as the end of a sentence. */
  readonly keep: (theme: ThemeName, profile: string | undefined) => string | undefined;
};
