import { describe, expect, it } from 'vitest';
import { commands as programCommands } from '../../source/command-line/commands.ts';
import { environmentName, flagText } from '../../source/command-line/flag.ts';
import { flags, flagsFor } from '../../source/command-line/flags.ts';
import { flagUsage, usageText } from '../../source/command-line/help-text.ts';

const commands = programCommands.map(({ name }) => name);

describe.each(commands)('the help of the %s command', (command) => {
  const help = usageText(command);
  const own = flagsFor(command);

  it('has a line for each of its flags, with what it does and its default', () => {
    for (const flag of own) {
      expect(help).toContain(`  ${flagUsage(flag)}`);
      expect(help).toContain(flagText(flag));
    }
  });

  it('has no flag of another command', () => {
    const names = new Set(own.map(({ name }) => name));
    const others = flags.filter(({ name }) => !names.has(name));
    expect(others.length).toBeGreaterThan(0);
    for (const { name } of others) expect(help).not.toMatch(new RegExp(`--${name}\\b(?!-)`));
  });

  it('begins what a flag does in one column', () => {
    const columns = own.map((flag) => {
      const line = help.split('\n').find((one) => one.includes(flagText(flag))) ?? '';
      return line.indexOf(flagText(flag));
    });
    expect(new Set(columns).size).toBe(1);
  });

  it('says how it is called', () => {
    expect(help).toContain(command === 'screen' ? 'mqtt-tui [flags]' : `mqtt-tui ${command}`);
    expect(help).toMatch(/[^\n]\n$/);
  });

  it('names variables of the environment that set a flag of this command', () => {
    const settable = own.filter((flag) => flag.isTypedOnly !== true).map(environmentName);
    const named = help.match(/MQTT_TUI_\w+/g) ?? [];
    expect(settable).toEqual(expect.arrayContaining(named));
    expect(named.length > 0).toBe(settable.length > 0);
  });
});

describe('the table of flags', () => {
  it('belongs to the commands as a whole', () => {
    const all = new Set(commands.flatMap((command) => flagsFor(command)));
    expect(all).toEqual(new Set(flags));
  });

  it.each(commands)('names a variable for each flag of %s', (command) => {
    const own = flagsFor(command);
    expect(environmentName(flags.find(({ name }) => name === 'password-file')!)).toBe(
      'MQTT_TUI_PASSWORD_FILE',
    );
    expect(new Set(own.map(environmentName)).size).toBe(own.length);
  });
});
