import { describe, expect, it, vi } from 'vitest';
import type { Credentials, CredentialSource } from '../../source/mqtt/connection-options.ts';
import { watchConnection } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

/** A broker that accepts one password at a time. */
const brokerFor = async (accepted: { password: string }) => {
  const broker = await startFakeBroker({
    connect: (packet, { agree, send }) =>
      String(packet.password ?? '') === accepted.password
        ? agree(packet)
        : send({ cmd: 'connack', sessionPresent: false, reasonCode: 135, returnCode: 5 }),
  });
  return {
    ...broker,
    passwords: () => broker.connects().map(({ password }) => String(password ?? '')),
  };
};

const sourceOf = (first: string, renewed: () => Promise<Credentials | undefined>) => ({
  first: vi.fn<CredentialSource['first']>().mockResolvedValue({ username: 'me', password: first }),
  renewed: vi.fn<CredentialSource['renewed']>().mockImplementation(renewed),
  stop: () => undefined,
});

describe('credentials of a source', () => {
  it('are waited for, and fetched anew once they are refused', async () => {
    const accepted = { password: 'one' };
    const broker = await brokerFor(accepted);
    const source = sourceOf('one', async () => ({ username: 'me', password: accepted.password }));
    const { connection, untilState, statuses } = watchConnection({
      port: broker.port,
      credentials: { username: 'me' },
      credentialSource: source,
    });
    connection.open();
    await untilState('connected');
    accepted.password = 'two';
    for (const { socket } of broker.clients) socket.destroy();
    await expect.poll(broker.passwords, { timeout: 15_000 }).toContain('two');
    await untilState('connected');
    expect(broker.passwords()).toEqual(['one', 'one', 'two']);
    expect(source.first).toHaveBeenCalledTimes(1);
    expect(source.renewed).toHaveBeenCalledExactlyOnceWith({ username: 'me', password: 'one' });
    expect(statuses.map(({ state }) => state)).not.toContain('refused');
  });

  it('are not fetched in a loop where the new ones are refused too', async () => {
    const broker = await brokerFor({ password: 'never' });
    let count = 0;
    const source = sourceOf('token 0', async () => {
      count += 1;
      return { password: `token ${count}` };
    });
    const { connection, untilState } = watchConnection({
      port: broker.port,
      credentialSource: source,
    });
    connection.open();
    expect(await untilState('refused')).toMatchObject({ credentials: true });
    expect(broker.passwords()).toEqual(['token 0', 'token 1']);
    // Somebody asks for another attempt.
    connection.retryNow();
    await expect.poll(broker.passwords).toEqual(['token 0', 'token 1', 'token 1', 'token 2']);
    await untilState('refused');
  });

  it('that cannot be had are said, and the user may give others', async () => {
    const broker = await brokerFor({ password: 'typed' });
    const source = {
      first: vi
        .fn<CredentialSource['first']>()
        .mockRejectedValue(new Error('The keyring is locked.')),
      renewed: vi.fn<CredentialSource['renewed']>(),
      stop: () => undefined,
    };
    const { connection, untilState } = watchConnection({
      port: broker.port,
      credentialSource: source,
    });
    connection.open();
    expect(await untilState('refused')).toEqual({
      state: 'refused',
      problem: 'The keyring is locked.',
      credentials: true,
    });
    expect(broker.connects()).toEqual([]);
    connection.updateCredentials({ password: 'typed' });
    await untilState('connected');
    expect(source.renewed).not.toHaveBeenCalled();
  });

  it('that cannot be had anew are said with the refusal', async () => {
    const broker = await brokerFor({ password: 'other' });
    const source = sourceOf('one', async () => {
      throw new Error('The keyring is locked.');
    });
    const { connection, untilState } = watchConnection({
      port: broker.port,
      credentialSource: source,
    });
    connection.open();
    const { problem } = await untilState('refused');
    expect(problem).toBe('Connection refused: not authorized (135). The keyring is locked.');
  });
});
