import { Box, Text } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { Pane } from '../../../source/ui/layout/pane.tsx';
import { usePaneBox } from '../../../source/ui/layout/pane-box.ts';

const Half = ({ title }: { readonly title: string }): ReactNode => (
  <Pane
    box={usePaneBox()}
    title={title}
    note="note"
    footnote="footnote"
    isFocused={false}
    flexGrow={1}
    flexBasis={0}
  >
    <Text>text</Text>
  </Pane>
);

it('a pane has its titles in its borders, also where it has half a cell', async () => {
  const { lastFrame, unmount } = render(
    <Box width={49} height={7}>
      <Half title="left" />
      <Box flexDirection="column" flexGrow={1} flexBasis={0}>
        <Half title="upper" />
        <Half title="lower" />
      </Box>
    </Box>,
  );
  onTestFinished(unmount);
  await expect.poll(() => lastFrame()).toContain('footnote');
  expect(lastFrame()?.split('\n')).toEqual([
    '╭ left ─────────── note ─╮╭ upper ─────── note ─╮',
    '│ text                   ││ text                │',
    '│                        ││                     │',
    '│                        │╰────────── footnote ─╯',
    '│                        │╭ lower ─────── note ─╮',
    '│                        ││ text                │',
    '╰───────────── footnote ─╯╰────────── footnote ─╯',
  ]);
});
