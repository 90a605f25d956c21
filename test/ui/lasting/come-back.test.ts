import { describe, expect, it } from 'vitest';
import { comeBack } from '../../../source/ui/lasting/come-back.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { until } from '../../support/until.ts';

const topic = { kind: 'topic', topic: 'site/lamp' } as const;

const say = ({ session }: AtScreen, name: string): void => {
  session.monitor?.tree.record(aMessage(name, 'on'));
  session.clock.changedNow('topics');
};

/** Resolves when the next frame has begun. */
const aFrame = async ({ session }: AtScreen): Promise<void> => {
  let isThere = false;
  const stop = session.clock.subscribe(() => {
    isThere = true;
  });
  session.clock.changedNow('topics');
  await until({
    what: 'a frame',
    find: () => isThere,
    subscribe: session.clock.subscribe,
    seen: () => isThere,
  });
  stop();
};

describe('what was selected last', () => {
  it('is selected at once where it is there', () => {
    const person = atScreen({ rooms: ['chat', 'ops'] });
    comeBack(person.context, { kind: 'room', topic: 'ops' });
    expect(person.state()).toMatchObject({ selected: { topic: 'ops' }, focus: 'input' });
  });

  it('is selected when it appears, in the tree', async () => {
    const person = atScreen();
    comeBack(person.context, topic);
    await aFrame(person);
    expect(person.state().selected?.topic).toBe('chat');
    say(person, 'site/lamp');
    await aFrame(person);
    expect(person.state()).toMatchObject({ selected: topic, focus: 'tree' });
    const { log, tree } = person.session.monitor ?? {};
    expect(log?.isOf(tree?.find('site/lamp') as never)).toBe(true);
  });

  it.each([
    ['typed', (person: AtScreen) => person.type('hello')],
    ['selected another', (person: AtScreen) => person.press('Tab', 'Down')],
    ['opened the help', (person: AtScreen) => person.press('F1')],
    ['begun a command', (person: AtScreen) => person.press('Tab', ':')],
  ])('is not for somebody who has %s', async (_, act) => {
    const person = atScreen({ rooms: ['chat', 'ops'] });
    comeBack(person.context, topic);
    act(person);
    say(person, 'site/lamp');
    await aFrame(person);
    expect(person.state().selected?.topic).not.toBe('site/lamp');
  });

  it('waits for a name to be given', async () => {
    const person = atScreen({ name: 'me' });
    comeBack(person.context, topic);
    say(person, 'site/lamp');
    await aFrame(person);
    expect(person.state().selected?.topic).toBe('chat');
    person.press('Enter');
    await aFrame(person);
    expect(person.state().selected).toEqual(topic);
  });

  it('is given up', async () => {
    const person = atScreen();
    comeBack(person.context, topic)();
    say(person, 'site/lamp');
    await aFrame(person);
    expect(person.state().selected?.topic).toBe('chat');
  });
});
