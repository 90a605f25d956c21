import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { goalOf } from '../../../source/ui/recording/goal.ts';
import { handleMouse } from '../../../source/ui/keys/mouse.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { recordingTimeAxis } from '../../../source/ui/recording/time-axis.ts';
import { aMessage } from '../../support/messages.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import {
  aRecordingFile,
  noon,
  type ShownRecording,
  showRecording,
  someMessages,
} from '../../support/recordings.ts';

type Watching = ShownRecording & { readonly person: AtScreen };

/** Somebody at 80×24 in front of a recording of 1000 seconds. */
const watching = async (messages = someMessages(1000)): Promise<Watching> => {
  const shown = await showRecording(aRecordingFile(messages));
  return { ...shown, person: atScreen({ session: shown.session, selected: undefined }) };
};

/** The row of the time axis. */
const axisOf = ({ recording }: Watching, width: number): string =>
  recordingTimeAxis(recording, width)
    .map(({ text }) => text)
    .join('');

describe('the keys of a recording', () => {
  it('move a step of time back and on, several at once', async () => {
    const { recording, person, until } = await watching();
    person.press('F7');
    await until('a step back', () => recording.time === noon + 969_000);
    person.press('F7', 'F7', 'F8');
    await until(
      'one more',
      () => recording.time === noon + 939_000 && recording.target === undefined,
    );
    expect(recording.position).toBe(940);
  });

  it('lead to the start and the end', async () => {
    const { recording, person, until } = await watching();
    person.press('Ctrl+Home');
    await until('the start', () => recording.position === 1);
    person.press('Ctrl+End');
    await until('the end', () => recording.isAtEnd && recording.target === undefined);
    expect(recording.time).toBe(recording.index.lastTime);
  });

  it('play from the start when all is over, faster and slower, and pause', async () => {
    const { recording, person, until } = await watching();
    person.press('F9', 'F9', 'F9', 'F5', 'F6');
    expect([recording.isPlaying, recording.speed]).toEqual([true, 5]);
    person.press('F9', 'F9', 'F9');
    await until('some messages', () => recording.position > 1 && recording.position < 1000);
    person.press('F6');
    expect(recording.isPlaying).toBe(false);
  });

  it('follow the newest in the log of another time', async () => {
    const { session, recording, person, until } = await watching();
    const node = session.monitor?.tree.find('house');
    if (node !== undefined) session.monitor?.openLog(node);
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'house' } });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('Up', 'Up');
    expect(person.state().cursor).toBeDefined();
    person.press('F7');
    await until('a step back', () => recording.target === undefined);
    await until('the newest', () => person.state().cursor === undefined);
    expect(person.state().anchor).toBeUndefined();
  });

  it('work over what lies above the panes: a sheet stays open, a comparison on its messages', async () => {
    const { session, recording, person, until } = await watching();
    const topic = 'house/room1/temperature';
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic } });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    session.monitor?.openLog(session.monitor.tree.find(topic));
    person.press('=');
    const times = (): number[] => {
      const { sheet } = person.state();
      return sheet?.kind === 'compare' ? [sheet.left.receivedAt, sheet.right.receivedAt] : [];
    };
    await expect.poll(times).toEqual([noon + 988_000, noon + 995_000]);
    person.press('<', '<', '<', '<', '<', '<');
    expect(times()).toEqual([noon + 988_000, noon + 946_000]);
    person.press('F7');
    await until('a step back', () => recording.time === noon + 969_000 && !recording.target);
    expect(times()).toEqual([noon + 988_000, noon + 946_000]);
    person.press('>');
    expect(times()[1]).toBe(noon + 953_000);
    // What has not come yet comes after all that has.
    person.press('Left', '<');
    expect(times()[0]).toBe(noon + 967_000);
    expect(person.hints().join(' ')).toContain('F7 back');
  });

  it('tell without a recording where there is one', () => {
    const person = atScreen();
    person.press('F6');
    expect(person.notice()).toContain('mqtt-tui open FILE');
    expect(person.hints().join(' ')).not.toContain('F6');
  });

  it('are among the hints', async () => {
    const { person } = await watching();
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    expect(person.hints()).toEqual(expect.arrayContaining(['F6 play', 'F7 back', 'F9 faster']));
  });
});

describe('the commands of a recording', () => {
  it('go to a time and play at a speed', async () => {
    const { recording, person, until } = await watching();
    expect(runCommand(person.context, '/go 50%')).toBeUndefined();
    await until('the middle', () => recording.time === noon + 499_500 && !recording.target);
    expect(runCommand(person.context, '/play 20')).toBeUndefined();
    expect([recording.isPlaying, recording.speed]).toEqual([true, 20]);
    expect(runCommand(person.context, '/play')).toBeUndefined();
    expect(recording.isPlaying).toBe(false);
  });

  it('tell what is wrong with what was typed', async () => {
    const { person } = await watching();
    expect(runCommand(person.context, '/go away')).toContain('/go takes start, end');
    expect(runCommand(person.context, '/go 25:00')).toContain('/go takes start, end');
    expect(runCommand(person.context, '/play 0')).toContain('from 0.01 to 100000');
    expect(runCommand(person.context, '/sub x')).toBe(
      '/sub needs a broker; this is an opened file.',
    );
    expect(runCommand(person.context, '/go 2020-01-01')).toBeUndefined();
    expect(person.notice()).toMatch(/^The file goes from \d\d:00:00 to \d\d:16:39\.$/);
  });

  it('need a recording', () => {
    const person = atScreen();
    expect(runCommand(person.context, '/play 10')).toContain('mqtt-tui open FILE');
    expect(runCommand(person.context, '/go start')).toContain('mqtt-tui open FILE');
  });
});

/** A time of day by the local clock. */
const localClock = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour12: false });

describe('a time that is typed', () => {
  it.each([
    ['start', noon],
    ['end', noon + 99_000],
    ['+10s', noon + 60_000],
    ['-0.5min', noon + 20_000],
    ['- 1m', undefined],
    ['+2h', noon + 50_000 + 7_200_000],
    ['0%', noon],
    ['100 %', noon + 99_000],
    ['next', noon + 51_000],
    ['previous', noon + 49_000],
    [localClock(noon + 70_000), noon + 70_000],
    [`${localClock(noon + 70_000)}.25`, noon + 70_250],
    [new Date(noon + 5000).toISOString(), noon + 5000],
    ['99:99', undefined],
    ['', undefined],
  ])('"%s"', async (typed, time) => {
    const { recording } = await watching(someMessages(100));
    await recording.goTo(noon + 50_000);
    const goal = goalOf(typed, recording);
    expect(typeof goal === 'string' ? undefined : goal).toBe(time);
  });

  it('of the day is that of the day that is nearest in a recording of several', async () => {
    const day = 24 * 3600 * 1000;
    const { recording } = await watching(
      [0, 1, 2, 3].map((number) => aMessage('a', '', { receivedAt: noon + number * day })),
    );
    await recording.goTo(noon + 2 * day);
    expect(goalOf(localClock(noon - 3_600_000), recording)).toBe(noon + 2 * day - 3_600_000);
    await recording.goTo(noon);
    // Before the first of them there is nothing.
    expect(goalOf(localClock(noon - 3_600_000), recording)).toBe(noon + day - 3_600_000);
  });
});

describe('the time axis', () => {
  it.each([40, 80, 200])('takes one row of %i cells, and shows where we are', async (width) => {
    const shown = await watching();
    for (const share of [0, 0.5, 1]) {
      await shown.recording.goTo(noon + share * 999_000);
      const text = axisOf(shown, width);
      expect(widthOf(text)).toBe(width);
      const axis = /[·▁-█┃]+/.exec(text)?.[0] ?? '';
      expect(axis.indexOf('┃')).toBe(Math.min(axis.length - 1, Math.floor(share * axis.length)));
    }
  });

  it('takes clicks', async () => {
    const shown = await watching();
    const { recording, person, until } = shown;
    const axis = (): string => axisOf(shown, 80);
    const click = (x: number, y: number): void =>
      handleMouse(person.context, { kind: 'click', x, y });
    for (const x of [40, 23, axis().indexOf('┃')]) {
      click(x, 22);
      await until('that time', () => recording.target === undefined && axis()[x] === '┃');
    }
    expect(recording.isAtEnd).toBe(true);
    for (const [x, y] of [
      [40, 23],
      [3, 22],
      [79, 22],
    ] as const)
      click(x, y);
    expect([recording.target, recording.isAtEnd]).toEqual([undefined, true]);
    expect((await drawScreen(person))[22]).toBe(axis().trimEnd());
  });

  it('shows when how much came', async () => {
    const burst = Array.from({ length: 300 }, (_, at) =>
      aMessage('a', '', { receivedAt: noon + 500_000 + at }),
    );
    const shown = await watching([
      aMessage('a', '', { receivedAt: noon }),
      ...burst,
      aMessage('a', '', { receivedAt: noon + 999_000 }),
    ]);
    expect(axisOf(shown, 80)).toMatch(/ paused +\d\d:16:39 [▁-▃]·+▇·+┃ 302 of 302 $/);
  });

  it('tells milliseconds where all is over soon, and the day where it takes several', async () => {
    const [first] = someMessages(1);
    const soon = await watching([first!, aMessage('a', '', { receivedAt: noon + 4321 })]);
    expect(axisOf(soon, 80)).toMatch(/ paused +\d\d:00:04\.321 /);
    const late = await watching([first!, aMessage('a', '', { receivedAt: noon + 4 * 86_400_000 })]);
    expect(axisOf(late, 80)).toMatch(/ paused +26 Nov,? \d\d:00:00 /);
  });

  it('moves by the time of the recording, not by ours', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: noon + 1e9 });
    onTestFinished(() => void vi.useRealTimers());
    const { session, recording } = await watching();
    await recording.goTo(noon + 300_000);
    expect(session.now).toBe(noon + 300_000);
    expect(session.monitor?.tree.root.rate.perSecond(session.now)).toBeCloseTo(1, 0);
  });
});
