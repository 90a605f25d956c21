import { createContext, use } from 'react';
import { darkTheme, type Theme } from './theme.ts';

/** The theme of the screen. */
export const ThemeContext = createContext<Theme>(darkTheme);

/** Whether to send addresses to the terminal as links: not to a plain one, nor for a screen reader. */
export const LinksContext = createContext(true);

/** The theme of the screen. */
export const useTheme = (): Theme => use(ThemeContext);
