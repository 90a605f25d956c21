import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { terminalEnvironment } from '../support/terminal-environment.ts';
import { firstWord, start } from './processes.ts';

const run = promisify(execFile);

/** Pixels of the screen. */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A screen with a mouse and a keyboard, which nobody else sees. */
export type Desktop = {
  /** For programs that open windows there. */
  readonly env: NodeJS.ProcessEnv;
  readonly size: { readonly width: number; readonly height: number };
  /** The settings of its user. */
  readonly settings: string;
  /** Moves the mouse, presses keys. */
  readonly xdotool: (...args: readonly string[]) => Promise<string>;
  /** What a tool of X says. */
  readonly ask: (tool: string, ...args: readonly string[]) => Promise<string>;
  /** Saves a picture of the screen. */
  readonly picture: (file: string) => Promise<void>;
  /** The colours of an area, three bytes a pixel. */
  readonly pixels: (area: Area) => Promise<Buffer>;
  readonly stop: () => Promise<void>;
};

const size = { width: 1200, height: 900 } as const;

/** Each pixel of a letter is then of the colour of the text or of its background. */
const withoutShades = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <match target="font"><edit name="antialias" mode="assign"><bool>false</bool></edit></match>
</fontconfig>
`;

/** A message bus that starts nothing by itself. */
const busSettings = (folder: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts an X server on a free display, and a message bus. */
export const startDesktop = async (): Promise<Desktop> => {
  const home = mkdtempSync(join(tmpdir(), 'mqtt-tui-desktop-'));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  process.once('exit', remove);
  const settings = join(home, 'config');
  mkdirSync(join(settings, 'fontconfig'), { recursive: true });
  writeFileSync(join(settings, 'fontconfig', 'fonts.conf'), withoutShades);
  const server = start(
    'Xvfb',
    // Without a reset the layout of the keyboard lasts while no window is open.
    [
      '-displayfd',
      '3',
      '-noreset',
      '-nolisten',
      'tcp',
      '-screen',
      '0',
      `${size.width}x${size.height}x24`,
    ],
    { tells: true },
  );
  const display = `:${await firstWord(server)}`;
  const own = terminalEnvironment({
    DISPLAY: display,
    WAYLAND_DISPLAY: undefined,
    XDG_CONFIG_HOME: settings,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_RUNTIME_DIR: home,
    XMODIFIERS: '@im=fcitx',
    GTK_IM_MODULE: 'fcitx',
    QT_IM_MODULE: 'fcitx',
    GLFW_IM_MODULE: 'ibus',
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
  });
  const busFile = join(home, 'bus.conf');
  writeFileSync(busFile, busSettings(home));
  const bus = start('dbus-daemon', [`--config-file=${busFile}`, '--nofork', '--print-address=3'], {
    env: own,
    tells: true,
  });
  const env = { ...own, DBUS_SESSION_BUS_ADDRESS: await firstWord(bus) };
  const ask = async (tool: string, ...args: readonly string[]): Promise<string> =>
    (await run(tool, args, { env })).stdout;
  return {
    env,
    size,
    settings,
    ask,
    xdotool: (...args) => ask('xdotool', ...args),
    picture: async (file) => void (await ask('import', '-silent', '-window', 'root', file)),
    pixels: async ({ x, y, width, height }) => {
      const { stdout } = await run(
        'import',
        [
          '-silent',
          '-window',
          'root',
          '-crop',
          `${width}x${height}+${x}+${y}`,
          '-depth',
          '8',
          'rgb:-',
        ],
        { env, encoding: 'buffer', maxBuffer: size.width * size.height * 4 },
      );
      return stdout;
    },
    stop: async () => {
      await bus.stop();
      await server.stop();
      process.off('exit', remove);
      remove();
    },
  };
};

/** Writes a file of settings on a desktop. */
export const configure = (
  { settings }: Desktop,
  path: readonly string[],
  lines: readonly string[],
): void => {
  mkdirSync(join(settings, ...path.slice(0, -1)), { recursive: true });
  writeFileSync(join(settings, ...path), `${lines.join('\n')}\n`);
};

/** Where a window is. */
export const windowArea = async ({ ask }: Desktop, id: string): Promise<Area> => {
  const info = await ask('xwininfo', '-id', id);
  const figure = (name: string): number => Number(new RegExp(`${name}: +(-?\\d+)`).exec(info)?.[1]);
  return {
    x: figure('Absolute upper-left X'),
    y: figure('Absolute upper-left Y'),
    width: figure('Width'),
    height: figure('Height'),
  };
};
