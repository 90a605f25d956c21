import type { SheetBase } from '../sheets/sheet.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';

/** The themes of the screen. */
export type ThemesState = {
  /** The one of the broker's profile, or of the whole program. */
  readonly usualTheme: ThemeChoice;
  /** The one that the person chose since the start. */
  readonly pickedTheme: ThemeChoice | undefined;
};

/** An event of the themes. */
export type ThemesAction = { readonly type: 'theme-chosen'; readonly theme: ThemeChoice };

/** The themes at the start. */
export const initialThemes = (usualTheme: ThemeChoice = { name: 'auto' }): ThemesState => ({
  usualTheme,
  pickedTheme: undefined,
});

/** The list of themes; the marked one is tried. */
export type ThemesSheet = SheetBase & {
  readonly kind: 'theme';
  /** The place of the marked theme, from 0. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly theme: ThemesSheet;
  }
}
