import type { ThemeName } from '../../format/theme-names.ts';
import type { Ground, Hues, LookName, TextLook } from './theme.ts';

/** What `[theme]` in config.toml changes in a built-in theme. */
export type OwnLooks = {
  readonly ground: Ground;
  readonly hues: Partial<Hues>;
  /** A colour alone replaces that of the built-in look and keeps its attributes. */
  readonly colours: Partial<Record<LookName, string>>;
  /** Whole looks. */
  readonly looks: Partial<Record<LookName, TextLook>>;
};

/** The theme that a person wants. */
export type ThemeChoice = {
  readonly name: ThemeName;
  readonly own?: OwnLooks | undefined;
};
