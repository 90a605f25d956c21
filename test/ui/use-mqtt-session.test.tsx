import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { memo, type ReactNode } from 'react';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FramePart } from '../../source/session/frame-parts.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { Workspace } from '../../source/session/workspace.ts';
import { SessionContext, useMqttSession } from '../../source/ui/use-mqtt-session.ts';
import { aSession } from '../support/at-screen.ts';
import { aMessage } from '../support/messages.ts';

/** Resolves when a frame has been told to all components, and they have rendered. */
const nextFrame = async ({ clock }: MqttSession): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = clock.subscribe(resolve);
  await promise;
  stop();
  await new Promise((done) => setImmediate(done));
};

const Topics = (): ReactNode => {
  const { monitor, clock } = useMqttSession('topics');
  return <Text>{`${monitor?.tree.topics} at ${clock.reading.wall}`}</Text>;
};

const opened = (): { readonly session: MqttSession; readonly workspace: Workspace } => {
  const session = aSession(undefined);
  const workspace = new Workspace({ first: { session } });
  onTestFinished(() => workspace.close());
  return { session, workspace };
};

describe('useMqttSession', () => {
  it('renders a component again in the frames that are about its parts, and only then', async () => {
    const { session, workspace } = opened();
    const renders = new Map<string, number>();
    const Part = memo(({ parts }: { readonly parts: readonly FramePart[] }): ReactNode => {
      useMqttSession(...parts);
      const name = parts.join('+');
      renders.set(name, (renders.get(name) ?? 0) + 1);
      return null;
    });
    const parts: readonly (readonly FramePart[])[] = [
      ['topics'],
      ['rooms', 'topics'],
      ['work'],
      [],
    ];
    const { unmount } = render(
      <SessionContext value={workspace}>
        {parts.map((each) => (
          <Part key={each.join('+')} parts={each} />
        ))}
      </SessionContext>,
    );
    onTestFinished(unmount);
    // What a session announces by itself when it begins.
    session.clock.changedNow('connection');
    await nextFrame(session);
    const inFrame = async (part: FramePart): Promise<string[]> => {
      renders.clear();
      session.clock.changedNow(part);
      await nextFrame(session);
      return [...renders.keys()];
    };
    expect(await inFrame('topics')).toEqual(['topics', 'rooms+topics']);
    expect(await inFrame('rooms')).toEqual(['rooms+topics']);
    expect(await inFrame('work')).toEqual(['work']);
    expect(await inFrame('messages')).toEqual([]);
    session.clock.changedNow('rooms', 'topics', 'work');
    renders.clear();
    await nextFrame(session);
    expect([...renders.values()]).toEqual([1, 1, 1]);
  });

  it('renders again when another session becomes the current one, and returns that one', async () => {
    const { session, workspace } = opened();
    const other = aSession(undefined, { name: 'home' });
    const names: (string | undefined)[] = [];
    const counts: number[] = [];
    const Current = memo((): ReactNode => {
      names.push(useMqttSession('topics').name);
      return null;
    });
    const All = memo((): ReactNode => {
      counts.push(useMqttSession('all', 'topics').sessions.length);
      return null;
    });
    const { unmount } = render(
      <SessionContext value={workspace}>
        <Current />
        <All />
      </SessionContext>,
    );
    onTestFinished(unmount);
    workspace.add({ session: other });
    await nextFrame(other);
    expect([names.at(-1), counts.at(-1)]).toEqual(['home', 2]);
    names.length = 0;
    counts.length = 0;
    session.clock.changedNow('topics');
    await nextFrame(session);
    expect([names, counts]).toEqual([[], [2]]);
    workspace.show(session);
    await new Promise((done) => setImmediate(done));
    expect(names).toEqual([undefined]);
  });

  it('returns the session, whose models are read while rendering', async () => {
    const { session, workspace } = opened();
    const { lastFrame, unmount } = render(
      <SessionContext value={workspace}>
        <Topics />
      </SessionContext>,
    );
    onTestFinished(unmount);
    session.monitor?.replay(aMessage('site/lamp', 'on'), true);
    await nextFrame(session);
    expect(lastFrame()).toBe(`1 at ${session.clock.reading.wall}`);
  });
});
