import chalk from 'chalk';
import { Text } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { beforeAll, afterAll, expect, it } from 'vitest';
import type { TerminalEvent } from '../../../source/ui/terminal/terminal-input.ts';
import { useTheme } from '../../../source/ui/theme/theme-context.ts';
import { type Looks, Themed } from '../../../source/ui/theme/themed.tsx';

const { level } = chalk;
beforeAll(() => {
  chalk.level = 2;
});
afterAll(() => {
  chalk.level = level;
});

const Value = (): ReactNode => <Text {...useTheme().value}>on</Text>;

const green = '\u001b[32mon\u001b[39m';
const darkGreen = '\u001b[38;5;22mon\u001b[39m';

/** Draws a value; returns what is on the screen, and what to call when the terminal answers. */
const drawn = (looks: Looks) => {
  const listeners = new Set<(event: TerminalEvent) => void>();
  const { lastFrame, unmount } = render(
    <Themed
      looks={looks}
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
    answer: (text: string) => {
      for (const listener of listeners) listener({ kind: 'answer', text });
    },
  };
};

it('has the colours that fit the background that is known at the start', () => {
  expect(drawn({ colours: true, isDumb: false, isLight: false }).lastFrame()).toBe(green);
  expect(drawn({ colours: true, isDumb: false, isLight: true }).lastFrame()).toBe(darkGreen);
});

it('changes them when the terminal tells its background, and not for another answer', async () => {
  const { lastFrame, answer, listeners } = drawn({ colours: true, isDumb: false, isLight: false });
  await expect.poll(() => listeners.size).toBe(1);
  answer('10;rgb:0000/0000/0000');
  answer('11;rgb:ffff/ffff/ffff');
  await expect.poll(() => lastFrame()).toBe(darkGreen);
  answer('11;rgb:0000/0000/0000');
  await expect.poll(() => lastFrame()).toBe(green);
});

it('has no colours where none are wanted, whatever the background', () => {
  expect(drawn({ colours: false, isDumb: false, isLight: true }).lastFrame()).toBe('on');
  expect(drawn({ colours: true, isDumb: true, isLight: false }).lastFrame()).toBe('on');
});

it('stops listening when it goes', async () => {
  const { listeners, unmount } = drawn({ colours: true, isDumb: false, isLight: false });
  await expect.poll(() => listeners.size).toBe(1);
  unmount();
  await expect.poll(() => listeners.size).toBe(0);
});
