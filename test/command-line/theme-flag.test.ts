import { describe, expect, it } from 'vitest';
import { lookInto } from '../../source/command-line/config/read-config.ts';
import { checkThemes } from '../../source/command-line/config/check-themes.ts';
import type { FlagValues } from '../../source/command-line/flags.ts';
import { parseFlags } from '../../source/command-line/parse-flags.ts';
import { themeFlag } from '../../source/command-line/theme-flag.ts';
import { themeFrom } from '../../source/ui/theme/own-theme.ts';
import { configFile, configOf } from '../support/config-file.ts';

/** The theme of a profile with a command line, an environment and a file. */
const themeOf = async (
  text: string,
  argv: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  other?: string,
) => {
  const config = await configOf(text);
  const { values, profile } = parseFlags(argv, environment, config);
  return themeFlag(values as FlagValues<'screen'>, config, other ?? profile)?.theme;
};

const file = `
theme = "light"
host = "a.example.com"
[profile.office]
theme = "high-contrast"
[profile.lab.theme]
base = "dark"
topic = "#ff8800"
[profile.home]
`;

describe('the theme', () => {
  it('is not set unless something is said', async () => {
    expect(await themeOf('')).toBeUndefined();
  });

  it('is the one that is typed, or in the environment, whatever the file says', async () => {
    expect(await themeOf(file, ['--theme', 'none'])).toEqual({ name: 'none' });
    expect(await themeOf(file, ['--theme', '16-colors'])).toEqual({ name: '16-colours' });
    expect(await themeOf(file, [], { MQTT_TUI_THEME: 'dark' })).toEqual({ name: 'dark' });
    expect(await themeOf(file, ['lab', '--theme', 'none'])).toEqual({ name: 'none' });
    expect(await themeOf(file, ['office', '--theme', 'none'], {}, 'lab')).toEqual({ name: 'none' });
  });

  it('is that of the profile, or else that for all', async () => {
    expect(await themeOf(file)).toEqual({ name: 'light' });
    expect(await themeOf(file, ['office'])).toEqual({ name: 'high-contrast' });
    expect(await themeOf(file, ['home'])).toEqual({ name: 'light' });
    expect(await themeOf(file, ['office'], {}, 'lab')).toEqual(
      themeFrom({ base: 'dark', topic: '#ff8800' }),
    );
  });

  it('can be a table without a base', async () => {
    expect(await themeOf('[theme]\ntopic = 33')).toEqual(themeFrom({ topic: 33 }));
  });
});

/** What is wrong with a file, without its path. */
const problemsOf = async (text: string): Promise<readonly string[]> => {
  const path = configFile(text);
  const { problems } = await lookInto({ path, isNamed: true, home: '' }, [checkThemes]);
  return problems.map((problem) => problem.replace(`${path}:`, ''));
};

describe('mistakes in [theme]', () => {
  it('are named with their lines', async () => {
    expect(
      await problemsOf(`
[theme]
base = "drak"
topci = "red"
selected = { colour = "blue", blod = true }
[profile.lab.theme]
good = "#12"
`),
    ).toEqual([
      '3: "drak" is no theme; did you mean "dark"?',
      '4: A theme has no "topci"; did you mean "topic"?',
      '5: A look has no "blod"; did you mean "bold"?',
      '7: "#12" is no colour: it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".',
    ]);
    expect(await problemsOf('theme = "drak"')).toEqual([
      expect.stringContaining('1: theme takes one of auto, dark, light'),
    ]);
    expect(await problemsOf('theme = 7')).toEqual([
      expect.stringContaining('1: theme takes one of auto, dark, light'),
    ]);
    expect(await problemsOf('theme.base = "light"\ntheme.topic = 33')).toEqual([]);
  });
});
