import { type ReactNode, useEffect, useState } from 'react';
import { isLightBackground } from '../terminal/background.ts';
import type { TerminalEvent } from '../terminal/terminal-input.ts';
import { ThemeContext } from './theme-context.ts';
import { darkTheme, lightTheme, plainTheme, type Theme, withoutColours } from './theme.ts';

/** What the terminal can show and the user wants to see. */
export type Looks = {
  readonly colours: boolean;
  /** The terminal has no attributes. */
  readonly isDumb: boolean;
  /** Whether the background is light, as far as is known at the start. */
  readonly isLight: boolean;
};

const themeFor = ({ colours, isDumb, isLight }: Looks): Theme => {
  if (isDumb) return plainTheme;
  if (!colours) return withoutColours(darkTheme);
  return isLight ? lightTheme : darkTheme;
};

type ThemedProps = {
  readonly looks: Looks;
  /** Subscribes to the terminal's answers; returns how to unsubscribe. */
  readonly onTerminalEvent: (listener: (event: TerminalEvent) => void) => () => void;
  readonly children: ReactNode;
};

/** Provides the theme that fits the terminal's background, as soon as that is known. */
export const Themed = ({ looks, onTerminalEvent, children }: ThemedProps): ReactNode => {
  const [isLight, setLight] = useState(looks.isLight);
  useEffect(
    () =>
      onTerminalEvent((event) => {
        const told = event.kind === 'answer' ? isLightBackground(event.text) : undefined;
        if (told !== undefined) setLight(told);
      }),
    [onTerminalEvent],
  );
  return <ThemeContext value={themeFor({ ...looks, isLight })}>{children}</ThemeContext>;
};
