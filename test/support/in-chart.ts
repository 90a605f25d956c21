import { aMessage } from './messages.ts';
import { type AtScreen, type AtScreenOptions, atScreen } from './at-screen.ts';
import { changeSelection } from '../../source/ui/topics/change-selection.ts';

/** Records messages on a topic, one a second, the first at 1000 s. */
export const recordSeries = (
  { session }: Pick<AtScreen, 'session'>,
  topic: string,
  payloads: readonly (string | Buffer)[],
): void => {
  // As stored ones, they teach no interval: so long ago, they would all be stale.
  for (const [index, payload] of payloads.entries())
    session.monitor?.tree.record(
      aMessage(topic, payload, { receivedAt: (1000 + index) * 1000 }),
      true,
    );
};

/** A person who has selected a topic with these payloads; the focus is in the tree. */
export const onTopic = (
  topic: string,
  payloads: readonly (string | Buffer)[],
  options: AtScreenOptions = {},
): AtScreen => {
  const person = atScreen(options);
  recordSeries(person, topic, payloads);
  goTo(person, topic);
  return person;
};

/** Selects a topic and focuses the tree. */
export const goTo = ({ context, dispatch }: AtScreen, topic: string): void => {
  changeSelection(context, { kind: 'topic', topic });
  dispatch({ type: 'pane-focused', pane: 'tree' });
};

/** Resolves when the numbers of the chart have been read for the next frame. */
export const nextFrame = async ({ session: { clock } }: AtScreen): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = clock.subscribe(resolve);
  clock.changedNow('messages');
  await promise;
  stop();
};

/** A person with a chart on the screen and the focus in it. */
export const personCharting = (): AtScreen => {
  const person = onTopic('room/temperature', ['20', '21', '22']);
  person.press('c');
  person.dispatch({ type: 'pane-focused', pane: 'log' });
  return person;
};
