import { Box, Text } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { Pane } from '../../../source/ui/layout/pane.tsx';
import { usePaneBox } from '../../../source/ui/layout/pane-box.ts';

const Half = ({ title }: { readonly title: string }): ReactNode => {
  const box = usePaneBox();
  return (
    <Pane
      box={box}
      title={title}
      note="note"
      footnote="footnote"
      isFocused={false}
      flexGrow={1}
      flexBasis={0}
    >
      {['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].slice(0, box.rows).map((text) => (
        <Text key={text}>{text}</Text>
      ))}
    </Pane>
  );
};

it('a pane has its titles in its borders and all of its rows, also where it has half a cell', async () => {
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
    '│ first                  ││ first               │',
    '│ second                 ││ second              │',
    '│ third                  │╰────────── footnote ─╯',
    '│ fourth                 │╭ lower ─────── note ─╮',
    '│ fifth                  ││ first               │',
    '╰───────────── footnote ─╯╰────────── footnote ─╯',
  ]);
});
