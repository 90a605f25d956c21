/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { widthQuestions } from '../../source/ui/terminal/width-questions.ts';
import { freePort } from '../support/free-port.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, enter, isTyping, join, line, startProgram, toInput } from './program.ts';

const escape = '\u001b';
const bell = '\u0007';

/** What a stranger may send, by what it tries. */
const attacks: Readonly<Record<string, string>> = {
  'the title': `${escape}]0;pwned${bell}${escape}]2;pwned${escape}\\`,
  'a link': `${escape}]8;;http://example.org/${bell}click${escape}]8;;${bell}`,
  'the clipboard': `${escape}]52;c;cHduZWQ=${bell}`,
  'the colours of the terminal': `${escape}]4;1;#000000${bell}${escape}]10;#000000${bell}${escape}]11;red${bell}`,
  modes: `${escape}[?1049l${escape}[?25l${escape}[?1003h${escape}[?2004l${escape}[?6h${escape}[?5h${escape}[5 q`,
  'a reset': `${escape}c${escape}[!p`,
  'colours and concealment': `${escape}[31;45;8mhidden${escape}[5mblink`,
  'the cursor': `${escape}[2J${escape}[1;1Hover it all${escape}[10A\b\b\b`,
  'other strings': `${escape}P+q544e${escape}\\${escape}_apc${escape}\\${escape}^pm${escape}\\${escape}Xsos${escape}\\`,
  'an unfinished sequence': `${escape}]0;no end`,
  C1: '\u009b31m\u009d0;pwned\u009c\u0090dcs\u009c\u0085next',
  'bidi overrides': '\u202Eevil\u202A\u2066\u2067\u200F\u061C',
  newlines: 'one\r\ntwo\nthree\rfour\u2028five\u2029six\u000Bseven\u000Ceight',
  'tabs and nothing': 'a\tb\tc\u0000d\u007Fe',
  'combining marks': `e${'\u0301'.repeat(5000)}x${'\u20DD'.repeat(2000)}`,
  'zero-width characters': `${'\u200B\uFEFF\u2060\u00AD'.repeat(1000)}end`,
  joiners: `${'👨\u200D'.repeat(2000)}end`,
  'selectors and keycaps': '1\uFE0F\u20E3⚠\uFE0F✓\uFE0E'.repeat(300),
  'flags and tags': `🇩🏴\u{E0067}\u{E0062}\u{E007F}🇩🇪🇫`,
  'wide ones': '一'.repeat(3000),
  'right to left, and what is drawn wide': 'مرحبا שלום ﷽ 𒐫 ꧅',
};

/** The private modes that the program itself sets. */
const ownModes = new Set([
  '1',
  '7',
  '25',
  '1000',
  '1002',
  '1004',
  '1006',
  '1036',
  '1049',
  '2004',
  '2026',
]);

/** What the program asks of the terminal at its start, beside widths: the colour of the background. */
const ownQuestion = '\u001b]11;?\u001b\\';

/** An address in a text leads where it says: to what these messages show, and nowhere else. */
// oxlint-disable-next-line no-control-regex -- links are escape sequences
const ownLinks = /\u001b\]8;(?:id=[\da-z]+;http:\/\/example\.org\/|;)\u001b\\/g;

/** What must not come through from outside, whatever else is written. */
const forbidden: readonly RegExp[] = [
  // oxlint-disable-next-line no-control-regex -- OSC, DCS, PM, APC, SOS and a reset
  /\u001b[\]PX^_c]/g,
  // oxlint-disable-next-line no-control-regex -- all controls but ESC, the step back and the line end
  /[\u0000-\u0007\u0009\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g,
  // Bidi controls, separators of lines, characters without a width.
  /[\u061c\u200b\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g,
  /\p{M}{12}/gu,
  // oxlint-disable-next-line no-control-regex -- blinking and concealed text
  /\u001b\[(?:[58]|[\d;]*;[58])m/g,
];

// oxlint-disable-next-line no-control-regex -- modes are set by escape sequences
const modeChange = /\u001b\[\?([\d;]+)[hl]/g;

/** What was written to the terminal that must not come through. */
const leaks = (raw: string): string[] => {
  const rest = raw.replace(ownQuestion, '').replace(widthQuestions, '').replaceAll(ownLinks, '');
  const found = forbidden.flatMap((pattern) => rest.match(pattern) ?? []);
  const modes = Array.from(raw.matchAll(modeChange), ([, set = '']) => set.split(';')).flat();
  const strange = modes.filter((mode) => !ownModes.has(mode));
  return [...new Set([...found, ...strange])].map((leak) => JSON.stringify(leak));
};

/** Whatever has come in: the panes are whole, and the terminal is as the program has set it. */
const expectUnharmed = async (terminal: TestTerminal, what: string): Promise<void> => {
  await waitForWholePanes(terminal).catch((error: unknown) => {
    throw new Error(`after ${what}: ${(error as Error).message}`, { cause: error });
  });
  const { alternateScreen, bracketedPaste, mouse, mouseSgr } = terminal.modes();
  expect({
    what,
    title: terminal.title(),
    clipboard: terminal.clipboard(),
    leaks: leaks(terminal.raw()),
    modes: { alternateScreen, bracketedPaste, mouse, mouseSgr },
  }).toEqual({
    what,
    title: '',
    clipboard: undefined,
    leaks: [],
    modes: { alternateScreen: true, bracketedPaste: true, mouse: 'drag', mouseSgr: true },
  });
};

/** Moves the selection of the tree by a row. */
const walk = async (terminal: TestTerminal, key: 'Up' | 'Down'): Promise<void> => {
  const selected = (): number => terminal.screen().findIndex((row) => row.startsWith('│▌'));
  const before = selected();
  const topic = terminal.screen()[before];
  terminal.press(key);
  // At the edge of the pane it is the rows that move.
  await terminal.waitFor((screen) => selected() !== before || screen[before] !== topic);
};

/** The program still does what it is told, without delay. */
const expectAlive = async (terminal: TestTerminal): Promise<void> => {
  const word = `alive ${Math.random().toString(36).slice(2)}`;
  terminal.type(word);
  await terminal.waitFor(`› ${word}`, { timeout: 3000 });
  expect(terminal.cursor().visible).toBe(true);
  terminal.press('Ctrl+U');
  await terminal.waitUntilGone(word);
};

describeWith(peersMissing, 'hostile payloads', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  /** Publishes on a topic and shows it, alone and in detail. */
  const show = async (
    terminal: TestTerminal,
    topic: string,
    payload: string | Uint8Array,
  ): Promise<void> => {
    await publish(broker, topic, payload);
    const row = (): number =>
      terminal.screen().findIndex((text) => text.slice(0, 40).includes(` ${topic} `));
    await terminal.waitFor(() => row() !== -1);
    terminal.click(8, row());
    await waitForWholePanes(terminal, [topic, 'Newest']);
  };

  it('on watched topics change nothing but their own rows', async () => {
    const terminal = startProgram([...at(broker), '--no-chat'], { columns: 120, rows: 40 });
    await terminal.waitFor('● ');
    for (const [index, [what, payload]] of Object.entries(attacks).entries()) {
      await show(terminal, `t${index + 10}`, payload);
      await expectUnharmed(terminal, what);
    }
    await terminal.waitFor(/t10 {2}␛\]0;pwned␇/);
    await terminal.waitFor(/t22 {2}one␍␊two␊three/);
    // Narrow panes cut at other places.
    for (const [columns, rows] of [
      [80, 24],
      [60, 15],
      [97, 33],
    ] as const) {
      terminal.resize(columns, rows);
      await waitForWholePanes(terminal);
      for (let step = 0; step < 6; step += 1) await walk(terminal, 'Up');
      await expectUnharmed(terminal, `walking up at ${columns}×${rows}`);
    }
  });

  it('in a room are shown, not obeyed: raw, said, and as a name', async () => {
    const alice = await join(broker, 'alice', { columns: 150, rows: 40 });
    for (const [what, text] of Object.entries(attacks)) {
      await publish(broker, 'chat', text);
      await publish(broker, 'chat', JSON.stringify({ user: 'mallory', say: text }));
      await publish(broker, 'chat', JSON.stringify({ user: text, say: `after ${what}` }));
      await alice.waitFor(`after ${what}`);
      await expectUnharmed(alice, what);
    }
    await expectAlive(alice);
    alice.press('PageUp', 'PageUp', 'PageUp');
    await expectUnharmed(alice, 'scrolling');
    alice.resize(60, 15);
    await expectUnharmed(alice, 'a smaller screen');
  });

  it('in presence and in the list of names', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    for (const [index, text] of Object.values(attacks).entries()) {
      const presence = { state: 'online', user: text, session: 's', at: 1 };
      await publish(broker, `chat/$presence/m${index}`, JSON.stringify(presence));
    }
    await alice.waitFor(`${Object.keys(attacks).length + 1} people`);
    enter(alice, '/names');
    await alice.waitFor('│ › Say something');
    await expectUnharmed(alice, '/names');
    await expectAlive(alice);
  });

  it('that are no UTF-8 are shown as bytes', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    const bytes = Uint8Array.of(0xc3, 0x28, 0x9b, 0x33, 0x31, 0x6d, 0xff, 0xf0, 0x9f);
    await publish(broker, 'chat', bytes);
    await alice.waitFor('raw, 9 B: 0x c3 28 9b 33');
    await show(alice, 'bytes', bytes);
    await alice.waitFor(/╭ Newest ─+ .*hex.* ─╮/);
    await expectUnharmed(alice, 'bytes');
  });

  it('of 10 MB, on a topic and in the room', async () => {
    const alice = await join(broker, 'alice', { columns: 150, rows: 40 });
    const text = `${escape}]0;pwned${bell}一二三四五\n`.repeat(400_000);
    await show(alice, 'large', text);
    await alice.waitFor('size 9.9 MiB');
    await alice.waitFor('only the first 1 MiB were kept');
    await expectUnharmed(alice, '10 MB');
    await publish(broker, 'chat', text);
    await publish(broker, 'chat', JSON.stringify({ user: 'mallory', say: 'x'.repeat(10_000_000) }));
    alice.click(
      8,
      alice.screen().findIndex((row) => row.startsWith('│ # chat')),
    );
    await alice.waitFor('cut at 64 KiB');
    await expectUnharmed(alice, '10 MB in the room');
    await toInput(alice);
    await expectAlive(alice);
    alice.press('PageUp');
    await expectUnharmed(alice, 'scrolling');
    await expectAlive(alice);
  });

  it.each([
    ['ASCII', 'x', 60_000],
    ['Chinese', '一', 20_000],
    ['words', 'naïve words ', 4500],
    ['emoji', '👍', 15_000],
    ['lines', 'é\n', 20_000],
  ])('of one sentence of 60 KB (%s) are scrolled without delay', async (_name, text, times) => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    await publish(broker, 'chat', JSON.stringify({ user: 'bob', say: text.repeat(times) }));
    await publish(broker, 'chat', JSON.stringify({ user: 'bob', say: 'that was long' }));
    await alice.waitFor('that was long', { timeout: 3000 });
    await expectUnharmed(alice, 'the sentence');
    await expectAlive(alice);
    alice.press('PageUp');
    await alice.waitUntilGone('that was long', { timeout: 3000 });
    await expectUnharmed(alice, 'scrolling');
  });

  it.each([
    ['Thai', 'ทำไม น้ำ กำลัง'],
    ['Hindi', 'नमस्ते विश्व, क्षमा'],
    ['Bengali', 'ক্ষমা শান্তি'],
  ])('in %s stay within their borders', async (_name, text) => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    await publish(broker, 'chat', JSON.stringify({ user: 'bob', say: `${text}|` }));
    await alice.waitFor(line('bob', `${text}|`));
    await expectUnharmed(alice, 'the sentence');
    await show(alice, 'word', text);
    await expectUnharmed(alice, 'the payload');
    await toInput(alice);
    alice.type(text);
    await alice.waitFor(`› ${text}`);
    const { x, y } = alice.cursor();
    expect(alice.cell(x - 1, y).char).not.toBe(' ');
    expect(alice.cell(x, y).char).toBe(' ');
    await expectUnharmed(alice, 'typing it');
  });

  it('of JSON nested 100,000 deep', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    // Beyond what is kept, within it, and as a member of what is a chat message otherwise.
    await show(alice, 'deep', nested);
    await expectUnharmed(alice, 'depth');
    await show(alice, 'kept', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000));
    await expectUnharmed(alice, 'depth within what is kept');
    await publish(broker, 'chat', nested);
    await publish(broker, 'chat', `{"user":"mallory","say":"deep","more":${nested}}`);
    await publish(broker, 'chat', '{"user":"mallory","say":"the end"}');
    alice.click(
      8,
      alice.screen().findIndex((row) => row.startsWith('│ # chat')),
    );
    await alice.waitFor('the end');
    await expectUnharmed(alice, 'depth in the room');
    await toInput(alice);
    await expectAlive(alice);
  });

  it('with a nick of 60 KB', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    for (const user of ['n'.repeat(60_000), '名'.repeat(20_000), 'e\u0301'.repeat(20_000)]) {
      await publish(broker, 'chat', JSON.stringify({ user, say: 'who am I' }));
      const presence = JSON.stringify({ state: 'online', user, session: 's', at: 1 });
      await publish(broker, `chat/$presence/${user.length}`, presence);
      await publish(broker, 'chat', JSON.stringify({ user, say: 'acts', kind: 'action' }));
    }
    await alice.waitFor('4 people');
    await expectUnharmed(alice, 'long nicks');
    enter(alice, '/names');
    await alice.waitFor('4 people: ');
    await expectUnharmed(alice, '/names');
    await expectAlive(alice);
  });
});

const remainingLength = (length: number): number[] =>
  length < 128 ? [length] : [(length % 128) + 128, ...remainingLength(Math.floor(length / 128))];

const packet = (type: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.from([type, ...remainingLength(body.length)]), body]);
};

const utf8 = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes]);
};

/** Publishes on topic names that no careful client lets through (MQTT 3.1.1, byte by byte). */
const publishRudely = async (
  port: number,
  messages: Readonly<Record<string, string>>,
): Promise<void> => {
  const socket = connect({ host: '127.0.0.1', port });
  socket.write(packet(0x10, utf8('MQTT'), Uint8Array.of(4, 2, 0, 60), utf8('rude')));
  await once(socket, 'data');
  for (const [topic, payload] of Object.entries(messages))
    socket.write(packet(0x30, utf8(topic), Buffer.from(payload)));
  socket.end(packet(0xe0));
  await once(socket, 'close');
};

describe('hostile topic names', () => {
  it('are shown, not obeyed', async () => {
    const port = await freePort();
    const alice = startProgram(['--port', String(port), '--nick', 'alice'], {
      columns: 120,
      rows: 40,
    });
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    const topics = Object.values(attacks).map((text, index) => [
      `t${index + 10}${text.replaceAll(/[+#\0]/g, '').slice(0, 20_000)}`,
      `value of t${index + 10}`,
    ]);
    await publishRudely(port, Object.fromEntries(topics) as Record<string, string>);
    await publishRudely(port, { last: 'the last one' });
    // Long names leave little room for values.
    await alice.waitFor(/last +the last/);
    await expectUnharmed(alice, 'all topics');
    alice.press('Tab');
    await alice.waitUntilGone(() => isTyping(alice));
    for (const [topic = ''] of topics) {
      await walk(alice, 'Down');
      await expectUnharmed(alice, JSON.stringify(topic.slice(0, 100)));
    }
    await toInput(alice);
    alice.press('Alt+1');
    await waitForWholePanes(alice, ['#chat']);
    await expectAlive(alice);
  });
});
