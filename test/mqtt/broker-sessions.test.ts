import { expect, it } from 'vitest';
import { defaultBrokerLimits } from '../../source/mqtt/broker/broker-limits.ts';
import { MemoryBudget } from '../../source/mqtt/broker/memory-budget.ts';
import { Sessions } from '../../source/mqtt/broker/sessions.ts';

it('a message that waits for its PUBREL keeps no more memory than its own', async () => {
  const sessions = new Sessions({
    limits: defaultBrokerLimits,
    budget: new MemoryBudget(defaultBrokerLimits.memory),
    onLost: () => undefined,
  });
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const packet = {
    cmd: 'publish',
    topic: 'a',
    payload: chunk.subarray(10, 13),
    qos: 2,
    retain: false,
    dup: false,
    messageId: 1,
  } as const;
  await sessions.incomingStorePacket({ id: 'client' }, packet);
  const { payload } = await sessions.incomingGetPacket({ id: 'client' }, packet);
  expect(String(payload)).toBe('xxx');
  expect(payload.buffer).not.toBe(chunk.buffer);
});
