import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mostSessions, type OpenProfile, Workspace } from '../../source/session/workspace.ts';
import { aSession } from '../support/at-screen.ts';

/** A workspace that opens a session for any name but `broken`. */
const aWorkspace = (
  openProfile: OpenProfile = async (name) => {
    if (name === 'broken') throw new Error('The file has no profile "broken".');
    return { session: aSession(undefined, { name }) };
  },
): Workspace => {
  const first = { session: aSession(undefined, { name: 'office' }) };
  const workspace = new Workspace({ first, openProfile });
  onTestFinished(() => workspace.close());
  return workspace;
};

const names = ({ sessions }: Workspace): (string | undefined)[] => sessions.map(({ name }) => name);

describe('Workspace', () => {
  it('opens the session of a profile behind the others, and makes it the current one', async () => {
    const workspace = aWorkspace();
    const home = await workspace.connect('home');
    expect([names(workspace), workspace.current]).toEqual([['office', 'home'], home]);
    expect(workspace.hasSeveral).toBe(true);
  });

  it('opens a profile once: asked for again, it is shown', async () => {
    const open = vi.fn<OpenProfile>(async (name) => ({ session: aSession(undefined, { name }) }));
    const workspace = aWorkspace(open);
    const office = workspace.current;
    const [one, two] = await Promise.all([workspace.connect('home'), workspace.connect('home')]);
    workspace.show(office);
    expect(await workspace.connect('home')).toBe(one);
    expect([two, workspace.current, open.mock.calls]).toEqual([one, one, [['home', [office]]]]);
  });

  it('knows an open session by the new name of its profile', async () => {
    const workspace = aWorkspace();
    const { current } = workspace;
    workspace.rename('office', 'work');
    expect(await workspace.connect('work')).toBe(current);
    workspace.rename('elsewhere', 'nowhere');
    expect(names(workspace)).toEqual(['work']);
  });

  it('changes nothing if a profile cannot be opened', async () => {
    const workspace = aWorkspace();
    await expect(workspace.connect('broken')).rejects.toThrow('The file has no profile "broken".');
    expect(names(workspace)).toEqual(['office']);
    expect((await workspace.connect('home')).name).toBe('home');
  });

  it(`opens at most ${mostSessions}`, async () => {
    const workspace = aWorkspace();
    for (let count = 1; count < mostSessions; count += 1) await workspace.connect(`home ${count}`);
    await expect(workspace.connect('one more')).rejects.toThrow(
      '9 brokers are open, which is the most: /disconnect one first.',
    );
  });

  it('closes one alone, and then shows its neighbour', async () => {
    const atEnd = vi.fn<() => Promise<void>>(async () => undefined);
    const workspace = aWorkspace(async (name) => ({
      session: aSession(undefined, { name }),
      atEnd,
    }));
    const home = await workspace.connect('home');
    await workspace.connect('garden');
    workspace.show(home);
    home.passwords.push('opensesame');
    await workspace.disconnect(home);
    expect([names(workspace), workspace.current.name]).toEqual([['office', 'garden'], 'garden']);
    expect(atEnd).toHaveBeenCalledOnce();
    expect(workspace.passwords).toContain('opensesame');
  });

  it('has a session without a broker once the last one is closed, until another is opened', async () => {
    const workspace = aWorkspace();
    await workspace.disconnect(workspace.current);
    expect(workspace.sessions.map(({ isEmpty }) => isEmpty)).toEqual([true]);
    expect(workspace.current.status).toEqual({ state: 'idle' });
    await workspace.connect('home');
    expect(names(workspace)).toEqual(['home']);
  });

  it('begins something for each session, and ends it with the session', async () => {
    const workspace = aWorkspace();
    const told: string[] = [];
    const stop = workspace.each(({ session }) => {
      told.push(`${session.name} comes`);
      return () => told.push(`${session.name} goes`);
    });
    const home = await workspace.connect('home');
    await workspace.disconnect(home);
    stop();
    await workspace.connect('garden');
    expect(told).toEqual(['office comes', 'home comes', 'home goes', 'office goes']);
  });

  it('draws what has changed in several sessions in one frame', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const workspace = aWorkspace();
    workspace.add({ session: aSession(undefined, { name: 'home' }) });
    vi.advanceTimersByTime(5000);
    const before = workspace.schedule.frames;
    for (let time = 0; time < 3000; time += 1) {
      for (const { clock } of workspace.sessions) clock.changed('topics');
      vi.advanceTimersByTime(1);
    }
    // 4 frames a second while nobody presses a key, whoever has changed.
    expect(workspace.schedule.frames - before).toBeLessThanOrEqual(13);
    expect(workspace.sessions.map(({ clock }) => clock.version('topics') > 10)).toEqual([
      true,
      true,
    ]);
  });

  it('closes what was being opened when the program ends', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = aSession(undefined, { name: 'late' });
    const close = vi.spyOn(late, 'close');
    const workspace = aWorkspace(async () => {
      await promise;
      return { session: late };
    });
    const opening = workspace.connect('late');
    await workspace.close();
    resolve();
    await expect(opening).rejects.toThrow('The program is closing.');
    expect(close).toHaveBeenCalledOnce();
  });
});
