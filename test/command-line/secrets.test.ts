import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { serverInWords } from '../../source/command-line/profiles/server-texts.ts';
import { withoutSecrets } from '../../source/command-line/secrets.ts';
import { configFile } from '../support/config-file.ts';
import { fakeHost } from '../support/fake-host.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

describe('a text without secrets', () => {
  it('has no password in it, whatever the password and the text', () => {
    const passwords = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !text.includes('•'));
    fc.assert(
      fc.property(passwords, fc.array(fc.string({ unit: 'binary' })), (password, pieces) => {
        expect(withoutSecrets(pieces.join(password), [password])).not.toContain(password);
      }),
      { numRuns: 1000 },
    );
  });

  it('is otherwise the text', () => {
    expect(withoutSecrets('user admin, password a.*b$&', ['a.*b$&'])).toBe(
      'user admin, password ••••',
    );
    expect(withoutSecrets('as it is', [undefined])).toBe('as it is');
    expect(withoutSecrets('as it is', [''])).toBe('as it is');
  });
});

describe('a server in the list of connections', () => {
  it('is shown without its password, whatever that is, also if it makes the URL wrong', () => {
    const secret = fc.string({ minLength: 1 }).map((text) => `${text}hunter2`);
    const scheme = fc.constantFrom('mqtt://', 'wss://', '//', '');
    fc.assert(
      fc.property(scheme, secret, (start, password) => {
        const shown = serverInWords(`${start}me:${password}@broker.example`);
        expect(shown).not.toContain('hunter2');
      }),
    );
  });
});

describe('a crash report and the screen', () => {
  it.each([
    ['username = "me"\npassword-command = ["echo", "hunter2"]', 'mqtt://'],
    ['username = "me"\npassword = "hunter2"', 'mqtt://'],
    ['', 'mqtt://me:hunter2@'],
    ['ws-header = "Authorization: hunter2"', 'ws://'],
    ['proxy = "http://me:hunter2@127.0.0.1:1"', 'mqtt://'],
  ])('have no secret of a profile: %j, %s', async (lines, start) => {
    const path = configFile(
      `[profile.office]\nurl = "${start}127.0.0.1:${await freePort()}"\n${lines}`,
    );
    const argv = ['office', '--config', path, '--nick', 'me', '--no-history'];
    const fake = fakeHost({
      argv,
      isTerminal: true,
      environment: { PATH: process.env['PATH'] ?? '' },
    });
    const ended = main(fake.host);
    await until({
      what: 'the screen',
      find: () => fake.out().includes('○'),
      subscribe: fake.onOutput,
      seen: () => ({ out: fake.out(), err: fake.err() }),
    });
    fake.crash(new Error('it broke: hunter2'));
    expect(await ended).toBe(1);
    expect(fake.err()).toContain('mqtt-tui crashed: Error: it broke: ••••');
    expect(`${fake.err()}${fake.out()}`).not.toContain('hunter2');
  });
});
