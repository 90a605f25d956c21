import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../source/command-line/config/read-config.ts';
import { openLastUsed } from '../../../source/command-line/last-used.ts';
import { ConfigBook } from '../../../source/command-line/profiles/config-book.ts';
import { emptySession } from '../../../source/session/empty-session.ts';
import { Workspace } from '../../../source/session/workspace.ts';
import { noFields } from '../../../source/ui/connections/form-state.ts';
import type { TestStep } from '../../../source/mqtt/test-steps.ts';
import type { ProfileFields } from '../../../source/ui/connections/profile-book.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Opened = { readonly book: ConfigBook; readonly path: string; readonly text: () => string };

/** The book of a file with this text; without one, of a file that is not there. */
const open = async (text?: string): Promise<Opened> => {
  const folder = temporaryFolder();
  const path = join(folder, 'config.toml');
  if (text !== undefined) writeFileSync(path, text, { mode: 0o600 });
  const place = { path, isNamed: false, home: folder };
  const session = emptySession(10);
  const workspace = new Workspace({
    first: { session },
    openProfile: () => Promise.reject(new Error('Not here.')),
  });
  const book = new ConfigBook({
    host: { ...fakeHost().host, home: folder },
    place,
    config: await readConfig(place),
    workspace,
    used: openLastUsed(join(folder, 'last-used.json')),
    openHere: () => Promise.reject(new Error('Not here.')),
  });
  return { book, path, text: () => readFileSync(path, 'utf8') };
};

const add = (name: string, fields: Partial<ProfileFields>) => ({
  name,
  fields: { ...noFields, ...fields },
});

const file = `# my brokers
read-only = false
host = "top.example"

[profile.office] # the one at work
host = "broker.example"   # by name
port = 8883
username = "alice"
insecure = true
exclude = ["site/noise/#"]

[profile.home]
url = "mqtts://bob:hush@home.example/house?x"
`;

/** Changes a profile of the file above. */
const change = async (name: string, fields: Partial<ProfileFields>, newName = name) => {
  const opened = await open(file);
  const { book } = opened;
  const before = book.read(name) ?? noFields;
  const draft = {
    name: newName,
    fields: { ...before, ...fields },
    from: { name, isCopied: false },
  };
  expect(book.problemsWith(draft)).toEqual([]);
  expect(await book.save(draft)).toBeUndefined();
  return { ...opened, draft };
};

describe('the profiles of config.toml on the screen', () => {
  it('hide the password of a URL, which stays with its user when the rest is changed', async () => {
    const { book } = await open(file);
    expect(book.read('home')?.servers).toEqual(['mqtts://bob:••••@home.example/house?x']);
    const { text } = await change('home', { servers: ['mqtts://bob:••••@house.example'] });
    expect(text()).toContain('url = "mqtts://bob:hush@house.example"\n');
    const fields = { ...noFields, servers: ['mqtts://eve:••••@house.example'] };
    const draft = { name: 'home', fields, from: { name: 'home', isCopied: false } };
    expect(book.problemsWith(draft)).toEqual([
      { field: 'servers', sentence: 'Type the password in the URL again.' },
    ]);
  });

  it('are listed with their addresses, without secrets', async () => {
    const { book } = await open(`${file}[profile.lab]\nread-only = true\n`);
    expect(book.profiles).toEqual([
      { name: 'office', address: 'broker.example:8883', isReadOnly: false, lastUse: undefined },
      {
        name: 'home',
        address: 'mqtts://home.example/house',
        isReadOnly: false,
        lastUse: undefined,
      },
      { name: 'lab', address: 'top.example', isReadOnly: true, lastUse: undefined },
    ]);
  });

  it('say when they were used last', async () => {
    const { book, path } = await open(file);
    const used = openLastUsed(join(path, '..', 'last-used.json'));
    expect(used.keep('home', 1000)).toBeUndefined();
    expect(book.profiles.map(({ lastUse }) => lastUse)).toEqual([undefined, 1000]);
  });

  it('come into a file that is not there yet, for the person alone', async () => {
    const { book, path, text } = await open();
    expect(book.profiles).toEqual([]);
    const draft = add('office', {
      servers: ['broker.example:8883'],
      username: 'alice',
      passwordSource: 'asked',
      rooms: ['chat', 'ops'],
      filters: ['site/#'],
      isReadOnly: true,
    });
    expect(book.problemsWith(draft)).toEqual([]);
    expect(existsSync(path)).toBe(false);
    expect(await book.save(draft)).toBeUndefined();
    expect(text()).toBe(
      [
        '[profile.office]',
        'host = "broker.example"',
        'port = 8883',
        'username = "alice"',
        'room = ["chat", "ops"]',
        'topic = ["site/#"]',
        'ask-password = true',
        'read-only = true',
        '',
      ].join('\n'),
    );
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(book.profiles.map(({ name }) => name)).toEqual(['office']);
    expect(book.read('office')).toEqual(draft.fields);
  });

  it('are changed where something was changed, and nowhere else', async () => {
    const { text } = await change('office', { nick: 'al' });
    expect(text()).toBe(
      file.replace('exclude = ["site/noise/#"]', 'exclude = ["site/noise/#"]\nnick = "al"'),
    );
  });

  it('stay as they were when nothing was changed', async () => {
    const { text } = await change('home', {});
    expect(text()).toBe(file);
  });

  it('get other servers in place of those that they had', async () => {
    const { text, book } = await change('office', { servers: ['one:1', 'two:2'] });
    expect(text()).toContain('url = ["mqtts://one:1", "mqtts://two:2"]');
    expect(text()).not.toMatch(/host = "broker|port = 8883/);
    expect(book.read('office')?.servers).toEqual(['mqtts://one:1', 'mqtts://two:2']);
  });

  it('get another name where they stand', async () => {
    const { text, book } = await change('office', { username: '' }, 'work');
    expect(text()).toContain('[profile.work] # the one at work\nhost = "broker.example"');
    expect(text()).not.toContain('alice');
    expect(book.profiles.map(({ name }) => name)).toEqual(['work', 'home']);
  });

  it('are copied with what the form does not show', async () => {
    const { book, text } = await open(file);
    const fields = { ...(book.read('office') ?? noFields), servers: ['other.example'] };
    const draft = { name: 'lab', fields, from: { name: 'office', isCopied: true } };
    expect(await book.save(draft)).toBeUndefined();
    expect(text().startsWith(file)).toBe(true);
    const copy = text().slice(file.length);
    expect(copy).toContain('[profile.lab]');
    expect(copy).toContain('exclude = ["site/noise/#"]');
    expect(copy).toContain('host = "other.example"');
    expect(copy).not.toContain('port');
  });

  it('are removed', async () => {
    const { book, text } = await open(file);
    expect(await book.remove('home')).toBeUndefined();
    expect(text()).not.toContain('home');
    expect(text()).toContain('# the one at work');
    expect(await book.remove('home')).toContain('There is no profile home');
  });

  it('bring a password only into a file that nobody else can read', async () => {
    const { book, path, text } = await open(file);
    chmodSync(path, 0o644);
    const fields = { ...(book.read('office') ?? noFields), passwordSource: 'file', password: 'x1' };
    const draft = { name: 'office', fields, from: { name: 'office', isCopied: false } } as const;
    expect(await book.save(draft as never)).toBeUndefined();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(text()).toContain('password = "x1"');
    const without = { ...fields, passwordSource: 'command', passwordCommand: ['pass', 'mqtt'] };
    expect(await book.save({ ...draft, fields: without } as never)).toBeUndefined();
    expect(text()).not.toContain('x1');
    expect(text()).toContain('password-command = ["pass", "mqtt"]');
  });

  it.each([
    [add('', {}), 'name', 'A connection needs a name.'],
    [add('sub', {}), 'name', '"sub" is the name of a command; call it something else.'],
    [add('a b', {}), 'name', 'must begin with a letter or digit'],
    [add('office', {}), 'name', 'There is a connection "office" already.'],
    [add('x', { servers: ['http://x'] }), 'servers', '--url takes mqtt://HOST:PORT'],
    [add('x', { servers: ['a', 'a'] }), 'servers', '--host names the same server twice'],
    [add('x', { servers: ['a:99999'] }), 'servers', 'port takes a whole number from 1 to 65535'],
    [add('x', { servers: ['a'], cafile: '/no/such' }), 'cafile', '/no/such'],
    [add('x', { servers: ['a'], cert: '/no/such' }), 'cert', '/no/such'],
    [add('x', { rooms: ['a/+'] }), 'rooms', '--room'],
    [add('x', { filters: ['a/#/b'] }), 'filters', '--topic'],
    [add('x', { nick: ' ' }), 'nick', '--nick'],
    [add('x', { passwordSource: 'file' }), 'password', 'Type the password'],
    [add('x', { passwordSource: 'command' }), 'passwordCommand', 'password-command takes'],
  ])('are checked before they are written: %j', async (draft, field, sentence) => {
    const { book, text } = await open(file);
    expect(book.problemsWith(draft)).toContainEqual({
      field,
      sentence: expect.stringContaining(sentence),
    });
    expect(text()).toBe(file);
  });

  it('are told of in one sentence when the file is broken, and stay as they were', async () => {
    const { book, path, text } = await open(file);
    const broken = `${file}\n[profile.lab\n`;
    writeFileSync(path, broken);
    await book.refresh();
    expect(book.problem).toMatch(/^~\/config\.toml:\d+: This is not TOML/);
    expect(book.profiles).toHaveLength(2);
    expect(await book.save(add('x', {}))).toContain('is not valid TOML');
    expect(text()).toBe(broken);
  });

  it('keep what another program has written meanwhile', async () => {
    const { book, path, text } = await open(file);
    writeFileSync(path, `${file}\n[profile.new]\nhost = "new.example"\n`);
    expect(await book.save(add('lab', { servers: ['lab.example'] }))).toBeUndefined();
    expect(text()).toContain('[profile.new]\nhost = "new.example"');
    expect(book.profiles.map(({ name }) => name)).toEqual(['office', 'home', 'new', 'lab']);
  });

  it('come from the file of another program, with names that are free', async () => {
    const { book, path, text } = await open(file);
    const other = join(path, '..', 'office.conf');
    writeFileSync(other, '-h import.example\n-p 1884\n-u carol\n');
    const found = await book.find(other);
    if (typeof found === 'string') throw new Error(found);
    expect(found.connections.map(({ address }) => address)).toEqual(['mqtt://import.example:1884']);
    const [{ name } = { name: '' }] = found.connections;
    expect(['office', 'home']).not.toContain(name);
    expect(text()).toBe(file);
    expect(await found.save()).toBeUndefined();
    expect(book.read(name)).toMatchObject({
      servers: ['mqtt://import.example:1884'],
      username: 'carol',
    });
    expect(await book.find(join(path, '..', 'none'))).toContain('none');
  });

  it('cannot be kept without a home folder', async () => {
    const workspace = new Workspace({ first: { session: emptySession(10) } });
    const homeless = new ConfigBook({
      host: fakeHost().host,
      place: { path: undefined, isNamed: false, home: '' },
      config: await readConfig({ path: undefined, isNamed: false, home: '' }),
      workspace,
      used: undefined,
      openHere: () => Promise.reject(new Error('Not here.')),
    });
    expect(await homeless.save(add('x', {}))).toContain('There is no home folder');
  });

  it('are opened by the workspace, which says why it cannot', async () => {
    const { book } = await open(file);
    expect(book.stateOf('office')).toBe('closed');
    expect(await book.open('office')).toBe('Not here.');
    expect(await book.open(undefined)).toBe('Not here.');
  });
});

describeWith(mosquittoMissing, 'a test of a profile', () => {
  it('logs in with what the draft says, or with the password that is asked for', async () => {
    const broker = await forThisTest(startMosquitto({ users: { alice: 'hush' } }));
    const { book } = await open();
    const test = async (fields: Partial<ProfileFields>, password?: string) => {
      let steps: readonly TestStep[] = [];
      await book.test(
        add('x', { servers: [`127.0.0.1:${broker.port}`], username: 'alice', ...fields }),
        {
          onSteps: (now) => {
            steps = now;
          },
          signal: new AbortController().signal,
          ...(password === undefined ? {} : { password }),
        },
      );
      return steps.map(({ name, state }) => `${name} ${state}`);
    };
    expect(await test({ passwordSource: 'file', password: 'hush' })).toEqual([
      'TCP passed',
      'MQTT passed',
    ]);
    expect(await test({ passwordSource: 'asked' }, 'hush')).toContain('MQTT passed');
    expect(await test({ passwordSource: 'asked' }, 'wrong')).toContain('MQTT failed');
  });
});
