import { createContext, use } from 'react';
import { themeFor } from './built-in.ts';
import type { Theme } from './theme.ts';

/** The theme of the screen. */
export const ThemeContext = createContext<Theme>(
  themeFor(
    { name: '16-colours' },
    {
      colours: true,
      isDumb: false,
      isScreenReader: false,
      shade: undefined,
      isColourful: false,
    },
  ),
);

/** Whether to send addresses to the terminal as links: not to a plain one, nor for a screen reader. */
export const LinksContext = createContext(true);

/** The theme of the screen. */
export const useTheme = (): Theme => use(ThemeContext);
