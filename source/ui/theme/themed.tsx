import {
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { isLightBackground } from '../terminal/background.ts';
import type { TerminalEvent } from '../terminal/terminal-input.ts';
import { type Looks, themeFor } from './built-in.ts';
import type { ThemeChoice } from './theme-choice.ts';
import { ThemeContext } from './theme-context.ts';
import type { Ground } from './theme.ts';

/** The theme that is wanted, which may change. */
export type WantedTheme = {
  readonly get: () => ThemeChoice;
  /** Returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
};

type ThemedProps = {
  readonly looks: Looks;
  readonly wanted: WantedTheme;
  /** Called with the colours of the whole screen before they are drawn, and when they change. */
  readonly onGround?: (ground: Ground) => void;
  /** Subscribes to the terminal's answers; returns how to unsubscribe. */
  readonly onTerminalEvent: (listener: (event: TerminalEvent) => void) => () => void;
  readonly children: ReactNode;
};

/** Provides the theme that is wanted, as it fits the terminal's background once that is known. */
export const Themed = ({
  looks,
  wanted,
  onGround,
  onTerminalEvent,
  children,
}: ThemedProps): ReactNode => {
  const [shade, setShade] = useState(looks.shade);
  const choice = useSyncExternalStore(wanted.subscribe, wanted.get, wanted.get);
  useEffect(
    () =>
      onTerminalEvent((event) => {
        const isLight = event.kind === 'answer' ? isLightBackground(event.text) : undefined;
        if (isLight !== undefined) setShade(isLight ? 'light' : 'dark');
      }),
    [onTerminalEvent],
  );
  const theme = useMemo(() => themeFor(choice, { ...looks, shade }), [choice, looks, shade]);
  // With the frame that is drawn in it.
  useLayoutEffect(() => {
    onGround?.(theme.ground);
  }, [onGround, theme]);
  return <ThemeContext value={theme}>{children}</ThemeContext>;
};
