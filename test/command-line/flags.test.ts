import { describe, expect, expectTypeOf, it } from 'vitest';
import { flagText } from '../../source/command-line/flag.ts';
import { flags, type FlagValues } from '../../source/command-line/flags.ts';
import type { QoS } from '../../source/mqtt/message.ts';
import { flagValues } from '../support/flag-values.ts';

const textOf = (name: string): string => flagText(flags.findLast((flag) => flag.name === name)!);

// What is marked as an error here is one for `tsc`: these lines need not run to be a test.
describe('the types of the values', () => {
  const screen = flagValues('screen', []);

  it('are those of the rows', () => {
    expectTypeOf(screen.history).toEqualTypeOf<number>();
    expectTypeOf(screen.greeting).toEqualTypeOf<string>();
    expectTypeOf(screen.topic).toEqualTypeOf<readonly string[]>();
    expectTypeOf(screen['no-chat']).toEqualTypeOf<boolean>();
    expectTypeOf(screen.qos).toEqualTypeOf<QoS>();
    expectTypeOf(screen.notify).toEqualTypeOf<'off' | 'bell' | 'desktop'>();
  });

  it('know what may be missing', () => {
    expectTypeOf(screen.port).toEqualTypeOf<number | undefined>();
    expectTypeOf(screen.nick).toEqualTypeOf<string | undefined>();
    expectTypeOf<FlagValues<'sub'>['format']>().toEqualTypeOf<string>();
    // @ts-expect-error -- a nick need not be given
    const nick: string = screen.nick;
    expect(nick).toBeUndefined();
  });

  it('know no name that is in no row', () => {
    // @ts-expect-error -- a slip
    expect(screen.histroy).toBeUndefined();
    // @ts-expect-error -- a flag of another command
    expect(screen.listen).toBeUndefined();
    // @ts-expect-error -- a slip
    expect(screen.sourceOf('histroy')).toBeUndefined();
  });

  it('differ by the command, and are what a group has in common', () => {
    expectTypeOf<FlagValues<'pub'>['topic']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<FlagValues<'sub'>['topic']>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<FlagValues<'script'>['keepalive']>().toEqualTypeOf<number>();
    expectTypeOf<FlagValues<'script'>>().not.toHaveProperty('topic');
  });
});

describe('a default', () => {
  it('is printed behind what the flag does', () => {
    expect(textOf('memory')).toBe('memory for all topics and their messages, MiB (default: 256)');
    expect(textOf('room')).toBe('room to join, repeatable (default: chat)');
    expect(textOf('will-qos')).toBe('QoS of the will message (0 to 2; default: 0)');
    expect(textOf('port')).toBe('port of the broker (default: 1883, or 8883 with TLS)');
    expect(textOf('insecure')).not.toContain('(');
  });

  it.each(flags)('of --$name is not repeated in its description', ({ description }) => {
    expect(description).not.toMatch(/\([^)]*\)$/);
  });
});
