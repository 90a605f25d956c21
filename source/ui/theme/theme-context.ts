import { createContext, use } from 'react';
import { darkTheme, type Theme } from './theme.ts';

/** How the screen looks. */
export const ThemeContext = createContext<Theme>(darkTheme);

/** Whether addresses are sent to the terminal as links: not to a plain one, nor to a screen reader's. */
export const LinksContext = createContext(true);

/** The theme that the screen is drawn with. */
export const useTheme = (): Theme => use(ThemeContext);
