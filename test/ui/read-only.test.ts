import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { slashCommands } from '../../source/ui/commands/slash-commands.ts';
import { keyBindings } from '../../source/ui/keys/key-bindings.ts';
import type { Selection } from '../../source/ui/topics/state.ts';
import { type AtScreen, aSession, atScreen } from '../support/at-screen.ts';
import { drawScreen } from '../support/draw-screen.tsx';
import { type FakeBroker, startFakeBroker } from '../support/fake-broker.ts';
import { aMessage } from '../support/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const topic = 'site/1/temperature';
const room: Selection = { kind: 'room', topic: 'chat' };
const places: readonly Selection[] = [room, { kind: 'topic', topic }];

const sentence = 'Read-only: nothing is published, cleared or said.';

// Some commands write files where the program was started.
const folder = process.cwd();
beforeEach(() => process.chdir(temporaryFolder()));
afterEach(() => process.chdir(folder));

/** Somebody whose session is read-only and connected, with a topic, a form to publish and a person to write to. */
const reader = async (selected: Selection): Promise<AtScreen & { readonly broker: FakeBroker }> => {
  const broker = await startFakeBroker();
  const session = aSession(
    { protocol: 'mqtt', host: '127.0.0.1', port: broker.port },
    { isReadOnly: true },
  );
  onTestFinished(() => session.close());
  session.setNick('alice');
  await expect.poll(() => session.status.state).toBe('connected');
  session.monitor?.tree.record(aMessage(topic, '21.5'));
  session.chat?.rooms
    .get('chat')
    ?.people.update('bobs-client', { user: 'bob', state: 'online', session: '1', at: 0 });
  const person = atScreen({ session, selected, columns: 120 });
  return { ...person, broker };
};

/** What has reached the broker of a session that has then ended. */
const published = async ({ session, broker }: Awaited<ReturnType<typeof reader>>) => {
  await session.close();
  await broker.deserted();
  return [
    ...broker.packets.filter(({ cmd }) => cmd === 'publish'),
    ...broker.connects().filter(({ will }) => will !== undefined),
  ];
};

describe.each(places)('where nothing is published, on %o', (selected) => {
  it('no key publishes, not even one whose row forgets that it does', async () => {
    const person = await reader(selected);
    for (const { run } of keyBindings) {
      person.dispatch({ type: 'selection-changed', selection: selected });
      run(person.context);
      person.state().question?.yes();
      person.dispatch({ type: 'answered' });
    }
    expect(await published(person)).toEqual([]);
  });

  it('no command publishes', async () => {
    const person = await reader(selected);
    for (const line of ['', 'bob hello', `${topic} 1`, 'x'])
      for (const { run } of slashCommands) {
        person.dispatch({ type: 'selection-changed', selection: selected });
        run(person.context, line);
        person.state().question?.yes();
        person.dispatch({ type: 'answered' });
      }
    expect(await published(person)).toEqual([]);
  });

  it('Enter keeps what was typed, and says why', async () => {
    const person = await reader(selected);
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('hello');
    expect(person.hints().filter((hint) => hint.startsWith('Enter '))).toEqual([]);
    person.press('Enter');
    expect([person.input(), person.notice()]).toEqual(['hello', sentence]);
    expect(await published(person)).toEqual([]);
  });

  it('the screen says so, and offers nothing that publishes', async () => {
    const person = await reader(selected);
    for (const pane of ['tree', 'log', 'input'] as const) {
      person.dispatch({ type: 'pane-focused', pane });
      expect(person.hints().join(' · ')).not.toMatch(/publish|\bsay\b|clear/);
    }
    const rows = await drawScreen(person);
    expect(rows.at(-1)).toContain('read-only');
    expect(rows.join('\n')).toContain('› read-only · / for commands');
  });
});

it.each([
  ['tree', 'F4'],
  ['tree', 'p'],
  ['tree', 'Delete'],
  ['log', 'p'],
] as const)('in the %s, %s only says that nothing is published', async (pane, key) => {
  const person = await reader({ kind: 'topic', topic });
  person.dispatch({ type: 'pane-focused', pane });
  person.press(key);
  expect([person.notice(), person.state().sheet]).toEqual([sentence, undefined]);
});

it('/clean lists, and does not clear', async () => {
  const person = await reader({ kind: 'topic', topic });
  slashCommands.find(({ name }) => name === 'clean')?.run(person.context, '#');
  await expect.poll(() => person.session.cleaning?.state).toBe('found');
  expect(person.state().sheet).toMatchObject({ kind: 'clean', isDry: true });
  person.press('Enter');
  expect([person.notice(), person.state().question]).toEqual([sentence, undefined]);
});
