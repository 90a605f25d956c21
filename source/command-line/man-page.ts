import packageJson from '../../package.json' with { type: 'json' };
import { type Command, commands } from './commands.ts';
import { exitCodes } from './exit-codes.ts';
import { environmentName, type Flag, flagText } from './flag.ts';
import { flagsFor } from './flags.ts';

/** Text escaped for roff: backslashes, dashes, and quotes and dots at the start of a line mean themselves. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll('…', '...')
    .replaceAll('–', String.raw`\-`)
    .replace(/^(?=[.'])/, String.raw`\&`);

const flagParagraph = (flag: Flag): string => {
  const names = [...(flag.short === undefined ? [] : [`-${flag.short}`]), `--${flag.name}`]
    .map((name) => String.raw`\fB${roff(name)}\fR`)
    .join(', ');
  const value = flag.placeholder === undefined ? '' : String.raw` \fI${roff(flag.placeholder)}\fR`;
  const environment =
    flag.isTypedOnly === true ? '' : String.raw` [\fB${roff(environmentName(flag))}\fR]`;
  return `.TP\n${names}${value}\n${roff(flagText(flag))}${environment}`;
};

/** Flags that all commands share appear once. */
const section = (command: Command): string => {
  const title = command.typed === '' ? 'mqtt-tui' : `mqtt-tui ${command.typed}`;
  const flags = flagsFor(command.name).filter(({ name }) => name !== 'help' && name !== 'version');
  return [
    `.SS ${roff(title)}`,
    roff(`${command.description.slice(0, 1).toUpperCase()}${command.description.slice(1)}.`),
    ...flags.map(flagParagraph),
  ].join('\n');
};

/** The manual page, in roff. */
export const manPage = (): string =>
  `${[
    `.TH MQTT\\-TUI 1 "" "mqtt\\-tui ${packageJson.version}" "User Commands"`,
    '.SH NAME',
    String.raw`mqtt\-tui \- chat over MQTT and watch live topics of any MQTT broker`,
    '.SH SYNOPSIS',
    ...commands.map(({ usage }) => `.B mqtt\\-tui\n${roff(usage)}\n.br`),
    '.SH COMMANDS',
    ...commands.map(section),
    '.SH ENVIRONMENT',
    roff(
      String.raw`A flag on the command line takes precedence over its variable, which is given in brackets. The items of a list are separated by commas, with \, for a comma in one and \\ for a backslash before a comma; switches are 1 or 0.`,
    ),
    '.SH FILES',
    `.TP\n\\fI${roff('~/.config/mqtt-tui/config.toml')}\\fR\n${roff(
      'Settings, and profiles of brokers, in TOML. Each flag that has a variable has a key there under its own name; the profile and then the rest of the file give way to flags and variables. The first word after the command may be the name of a profile.',
    )}`,
    '.SH EXIT STATUS',
    ...exitCodes.map(([code, meaning]) => `.TP\n${roff(code)}\n${roff(meaning)}`),
    '.SH EXAMPLES',
    ...[
      ["mqtt-tui sub -C 1 'site/+/temperature'", 'prints one message and ends'],
      ["mqtt-tui sub --json 'site/#' | jq .payload", 'prints each message in full, as JSON'],
      ["mqtt-tui wait 'site/1/temperature > 30' -W 60", 'waits until it is that hot'],
      ['mqtt-tui request -t lamp/get -e lamp -n -W 5', 'prints the response'],
      [
        'mqtt-tui pub -t site/lamp -r -q 1 -m on',
        'publishes and waits until the broker has accepted it',
      ],
      ["mqtt-tui clean --dry-run 'old/#'", 'lists what is retained'],
      ["mqtt-tui record site.jsonl -t 'site/#'", 'records until Ctrl+C'],
      ['mqtt-tui replay site.jsonl --speed 10 --prefix test/', 'publishes that again elsewhere'],
    ].map(([line = '', does = '']) => `.TP\n.B ${roff(line)}\n${roff(does)}`),
    '.SH SEE ALSO',
    String.raw`\fBmosquitto_pub\fR(1), \fBmosquitto_rr\fR(1), \fBmosquitto_sub\fR(1), whose \fB\-F\fR formats \fBmqtt\-tui sub\fR takes`,
  ].join('\n')}\n`;
