import { expect, it } from 'vitest';
import { noSigner, type Signer } from '../../../source/chat/signed-line.ts';
import { VerificationQueue } from '../../../source/session/chat/verification-queue.ts';

it('hands on at once what needs no verification, and in order what comes behind one that does', async () => {
  const queue = new VerificationQueue();
  const taken: string[] = [];
  const take = (name: string, verification?: Promise<Signer>): void =>
    queue.take(verification, ({ kind }) => taken.push(`${name} ${kind}`));
  const [one, two] = [Promise.withResolvers<Signer>(), Promise.withResolvers<Signer>()];
  take('plain');
  expect(taken).toEqual(['plain none']);
  take('one', one.promise);
  take('two', two.promise);
  take('last');
  two.resolve({ kind: 'invalid' });
  await two.promise;
  expect(taken).toHaveLength(1);
  one.resolve(noSigner);
  await new Promise<void>((resolve) => queue.take(undefined, () => resolve()));
  expect(taken).toEqual(['plain none', 'one none', 'two invalid', 'last none']);
  take('after');
  expect(taken.at(-1)).toBe('after none');
});
