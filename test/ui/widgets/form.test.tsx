import { Box, Text } from 'ink';
import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { Choice, Field } from '../../../source/ui/widgets/form.tsx';

const field = (isHere: boolean, rows?: number): string[] | undefined =>
  render(
    <Field label="Payload" labelWidth={12} isHere={isHere} rows={rows} remarks={['9 bytes']}>
      <Text>{'one\ntwo\nthree'}</Text>
    </Field>,
  )
    .lastFrame()
    ?.split('\n');

it('a field has its label and what is said of it at the left, what it holds beside it', () => {
  expect(field(false)).toEqual(['  Payload   one', '    9 bytes two', '            three']);
  expect(field(true)?.[0]).toBe('▸ Payload   one');
});

it('a field is as high as told, whatever it holds', () => {
  const { lastFrame } = render(
    <Box flexDirection="column">
      <Field label="Payload" labelWidth={12} isHere rows={2}>
        <Text>{'one\ntwo\nthree'}</Text>
      </Field>
      <Text>below</Text>
    </Box>,
  );
  expect(lastFrame()?.split('\n')).toEqual(['▸ Payload   one', '            two', 'below']);
  expect(field(true, 5)).toHaveLength(5);
});

const choice = (isHere: boolean): string | undefined =>
  render(
    <Field label="Format" labelWidth={12} isHere={isHere}>
      <Choice value="hex" isHere={isHere} />
    </Field>,
  ).lastFrame();

it('a choice stays in its place when it is worked in', () => {
  expect(choice(true)).toBe('▸ Format  ‹ hex ›');
  expect(choice(false)).toBe('  Format    hex');
});
