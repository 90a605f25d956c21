import { render } from 'ink-testing-library';
import { expect, it, onTestFinished } from 'vitest';
import { SpokenLines } from '../../../source/ui/screen-reader/spoken-lines.ts';
import { SpokenLinesContext, SpokenScreen } from '../../../source/ui/screen-reader/view.tsx';
import { SessionContext } from '../../../source/ui/use-mqtt-session.ts';
import { UiStoreContext } from '../../../source/ui/use-ui.ts';
import { atScreen } from '../../support/at-screen.ts';

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}.`);

/** The screen of somebody who listens. */
const openSpoken = async () => {
  const { session, store, context } = atScreen();
  const spoken = new SpokenLines();
  const { lastFrame, unmount } = render(
    <SessionContext value={context.workspace}>
      <UiStoreContext value={store}>
        <SpokenLinesContext value={spoken}>
          <SpokenScreen context={context} />
        </SpokenLinesContext>
      </UiStoreContext>
    </SessionContext>,
  );
  onTestFinished(unmount);
  await expect.poll(() => lastFrame()).toContain('#chat');
  return {
    session,
    spoken,
    /** The library shows what was printed since a page began, too. */
    printed: (): string[] => lastFrame()?.match(/line \d+\./g) ?? [],
  };
};

it('no line is lost where a page ends, and what is printed is forgotten', async () => {
  const { spoken, printed } = await openSpoken();
  spoken.add(numbered(0, 400));
  spoken.add(numbered(400, 800));
  spoken.add(numbered(800, 900));
  await expect.poll(() => printed().at(-1)).toBe('line 899.');
  expect(printed()).toEqual(numbered(0, 900));
  await expect
    .poll(() => {
      spoken.add(['one more']);
      return spoken.page.lines.length;
    })
    .toBeLessThan(500);
});

it('what a flood has held back is said after it, though nothing else happens', async () => {
  const { session, printed } = await openSpoken();
  const room = session.chat?.rooms.get('chat');
  for (const [index, say] of numbered(0, 20).entries())
    room?.receive({ user: 'bob', say }, index * 1000);
  session.clock.changedNow('conversation');
  await expect.poll(printed).toEqual(numbered(0, 20));
  room?.receive({ user: 'bob', say: 'line 20.' }, 60_000);
  session.clock.changedNow('conversation');
  await expect.poll(printed, { timeout: 3000 }).toEqual(numbered(0, 21));
});
