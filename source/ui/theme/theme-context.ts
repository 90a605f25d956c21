import { createContext, use } from 'react';
import { darkTheme, type Theme } from './theme.ts';

/** How the screen looks. */
export const ThemeContext = createContext<Theme>(darkTheme);

/** The theme that the screen is drawn with. */
export const useTheme = (): Theme => use(ThemeContext);
