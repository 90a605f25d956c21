import chalk from 'chalk';
import { Text } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { beforeAll, afterAll, expect, it } from 'vitest';
import type { TerminalEvent } from '../../../source/ui/terminal/terminal-input.ts';
import type { Looks } from '../../../source/ui/theme/built-in.ts';
import type { ThemeChoice } from '../../../source/ui/theme/theme-choice.ts';
import { useTheme } from '../../../source/ui/theme/theme-context.ts';
import { Themed } from '../../../source/ui/theme/themed.tsx';
import type { Ground } from '../../../source/ui/theme/theme.ts';

const { level } = chalk;
beforeAll(() => {
  chalk.level = 2;
});
afterAll(() => {
  chalk.level = level;
});

const Value = (): ReactNode => <Text {...useTheme().value}>on</Text>;

const numbered = (colour: number): string => `\u001b[38;5;${colour}mon\u001b[39m`;
const terminalGreen = '\u001b[32mon\u001b[39m';
const darkGreen = numbered(22);
const lightGreen = numbered(114);

const terminal: Looks = {
  colours: true,
  isDumb: false,
  isScreenReader: false,
  shade: undefined,
  isColourful: true,
};

/** Draws a value; returns what is on the screen, and what to call when the terminal answers or another theme is wanted. */
const drawn = (looks: Partial<Looks>, choice: ThemeChoice = { name: 'auto' }) => {
  const listeners = new Set<(event: TerminalEvent) => void>();
  const watchers = new Set<() => void>();
  const grounds: Ground[] = [];
  let wanted = choice;
  const { lastFrame, unmount } = render(
    <Themed
      looks={{ ...terminal, ...looks }}
      wanted={{
        get: () => wanted,
        subscribe: (watcher) => {
          watchers.add(watcher);
          return () => watchers.delete(watcher);
        },
      }}
      onGround={(ground) => grounds.push(ground)}
      onTerminalEvent={(listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      }}
    >
      <Value />
    </Themed>,
  );
  return {
    lastFrame,
    unmount,
    listeners,
    grounds,
    want: (theme: ThemeChoice) => {
      wanted = theme;
      for (const watcher of watchers) watcher();
    },
    answer: (text: string) => {
      for (const listener of listeners) listener({ kind: 'answer', text });
    },
  };
};

it('has the colours that fit the background that is known at the start', () => {
  expect(drawn({}).lastFrame()).toBe(terminalGreen);
  expect(drawn({ shade: 'dark' }).lastFrame()).toBe(lightGreen);
  expect(drawn({ shade: 'light' }).lastFrame()).toBe(darkGreen);
});

it('changes them when the terminal tells its background, and not for another answer', async () => {
  const { lastFrame, answer, listeners } = drawn({});
  await expect.poll(() => listeners.size).toBe(1);
  answer('10;rgb:0000/0000/0000');
  answer('11;rgb:ffff/ffff/ffff');
  await expect.poll(() => lastFrame()).toBe(darkGreen);
  answer('11;rgb:0000/0000/0000');
  await expect.poll(() => lastFrame()).toBe(lightGreen);
});

it('draws in another theme when one is wanted, with its background', async () => {
  const { lastFrame, want, grounds } = drawn({ shade: 'dark' });
  want({ name: 'light' });
  await expect.poll(() => lastFrame()).toBe(darkGreen);
  want({ name: 'none' });
  await expect.poll(() => lastFrame()).toBe('on');
  expect(grounds).toEqual([{}, { color: 'ansi256(235)', backgroundColor: 'ansi256(255)' }, {}]);
});

it('has no colours where none are wanted, whatever the background', () => {
  expect(drawn({ colours: false, shade: 'light' }).lastFrame()).toBe('on');
  expect(drawn({ isDumb: true, shade: 'dark' }).lastFrame()).toBe('on');
  expect(drawn({ shade: 'dark' }, { name: 'none' }).lastFrame()).toBe('on');
});

it('stops listening when it goes', async () => {
  const { listeners, unmount } = drawn({});
  await expect.poll(() => listeners.size).toBe(1);
  unmount();
  await expect.poll(() => listeners.size).toBe(0);
});
