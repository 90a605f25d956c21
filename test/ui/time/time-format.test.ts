import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import {
  readTimeFormat,
  timeCell,
  timeFormatNames,
  timeInText,
} from '../../../source/ui/time/time-format.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { onTopic } from '../../support/in-chart.ts';
import { openApp } from '../../support/open-app.tsx';

const at = new Date(2026, 10, 2, 21, 3, 4, 56).getTime();
const morning = new Date(2026, 10, 2, 0, 3, 4, 56).getTime();

const formatOf = (typed: string): Exclude<ReturnType<typeof readTimeFormat>, string> => {
  const format = readTimeFormat(typed);
  if (typeof format === 'string') throw new Error(format);
  return format;
};

describe('a format of times', () => {
  it.each([
    ['24h', '21:03', '21:03:04', '21:03:04.056'],
    ['24h-seconds', '21:03:04', '21:03:04', '21:03:04.056'],
    ['12h', ' 9:03 PM', ' 9:03:04 PM', ' 9:03:04.056 PM'],
    ['12h-seconds', ' 9:03:04 PM', ' 9:03:04 PM', ' 9:03:04.056 PM'],
    ['iso', '2026-11-02T21:03:04', '2026-11-02T21:03:04', '2026-11-02T21:03:04.056'],
    ['%d.%m. %H:%M', '02.11. 21:03', '02.11. 21:03', '02.11. 21:03'],
    ['%-d/%-m %l:%M %P', '2/11  9:03 pm', '2/11  9:03 pm', '2/11  9:03 pm'],
    ['%H时%M分', '21时03分', '21时03分', '21时03分'],
    ['%A', 'Monday', 'Monday', 'Monday'],
    ['100%% %H', '100% 21', '100% 21', '100% 21'],
  ])('%s writes %j in a conversation', (typed, short, exact, milliseconds) => {
    const format = formatOf(typed);
    expect(format.short.text(at)).toBe(short);
    expect(format.exact.text(at)).toBe(exact);
    expect(format.milliseconds.text(at)).toBe(milliseconds);
  });

  it('has 12 at midnight, not 0', () => {
    expect(formatOf('12h').short.text(morning)).toBe('12:03 AM');
  });

  it.each([...timeFormatNames, '%A %-d %B', '%H时%M分', '%c %c %c', '\u001b[2J%H\n%M\t%S', '%s'])(
    '%j fills a column of one width, whatever the time',
    (typed) => {
      const { short } = formatOf(typed);
      const times = Array.from({ length: 400 }, (_, index) => at + index * 25.3 * 3_600_000);
      const cells = times.map((time) => timeCell(short, time));
      expect(new Set(cells.map((cell) => widthOf(cell)))).toEqual(new Set([short.width]));
      expect(short.width).toBeLessThanOrEqual(40);
      expect(cells.join('')).not.toMatch(/\p{Cc}/u);
    },
  );

  it('gives the day of another one, unless it has it anyway', () => {
    const later = at + 3 * 86_400_000;
    expect(timeInText(formatOf('12h'), at, at)).toBe('9:03 PM');
    expect(timeInText(formatOf('12h'), at, later)).toBe('2 Nov 9:03 PM');
    expect(timeInText(formatOf('iso'), at, later)).toBe('2026-11-02T21:03:04');
  });
});

/** Somebody in a room where something was said, and who watches a topic. */
const aPerson = (columns: number, rows: number): AtScreen => {
  const person = atScreen({ columns, rows, topics: ['site/temperature'] });
  const room = person.session.chat?.rooms.get('chat');
  room?.receive({ user: 'bob', say: 'a long sentence '.repeat(6) }, at);
  room?.receive({ user: 'alice', say: '你好，大家' }, at);
  return person;
};

describe.each([
  [80, 24],
  [60, 15],
  [40, 12],
])('on a screen of %i columns and %i rows', (columns, rows) => {
  it.each(['12h', '24h-seconds', 'iso', '%H时%M分', `%c${'宽'.repeat(40)}`])(
    '/time-format %s shows it in the conversation, and nothing shifts',
    async (typed) => {
      const person = aPerson(columns, rows);
      const app = openApp(person.session, { store: person.store, columns, rows, isKept: true });
      app.type(`/time-format ${typed}`);
      app.press('Enter');
      await app.waitFor('Times are shown as');
      const start = formatOf(typed).short.text(at).trim().slice(0, 5);
      await app.waitFor((drawn) =>
        drawn.some((row) => row.includes(start) && row.includes('alice')),
      );
      expect(app.misfits()).toEqual([]);
      app.close();
    },
  );
});

it('the log of a topic, its table and its details have it too', async () => {
  const person = onTopic('a', ['1'], { columns: 150, rows: 30 });
  person.dispatch({ type: 'time-format-chosen', format: formatOf('12h') });
  person.dispatch({ type: 'pane-focused', pane: 'log' });
  const shown = (await drawScreen(person)).join('\n');
  expect(shown.match(/\d?\d:\d\d:\d\d [AP]M/g)?.length).toBeGreaterThanOrEqual(2);
  person.press('t');
  expect((await drawScreen(person)).join('\n')).toMatch(/\d?\d:\d\d:\d\d\.\d{3} [AP]M/);
});

it('what is no format is refused with what there is', () => {
  const person = atScreen({});
  person.type('/time-format noon');
  person.press('Enter');
  expect(person.notice()).toBe(
    '/time-format: "noon" is neither 24h, 24h-seconds, 12h, 12h-seconds, iso nor a pattern such as "%d.%m. %H:%M".',
  );
  expect(person.input()).toBe('/time-format noon');
});
