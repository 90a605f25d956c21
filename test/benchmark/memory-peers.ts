import { caughtUp } from './client.ts';
import { startLoadServer } from './load-source.ts';
import { peakMemory, residentMemory } from './process-figures.ts';
import { peerReceivers, plainReceivers } from './receivers.ts';
import type { Run } from './run.ts';
import { megabytes, table, whole } from './table.ts';

const shape = { topics: 1000, size: 64 } as const;

/** What the program and the others with a screen hold after the same messages, as a table. */
export const memoryOfPeers = async ({ program, scale, note }: Run): Promise<string> => {
  const messages = 1_000_000 * scale.messages;
  const rows: string[][] = [];
  const source = await startLoadServer();
  try {
    await source.shape(shape);
    const ours = plainReceivers(program).filter(({ name }) => name === 'mqtt-tui');
    for (const { title, start } of [...ours, ...peerReceivers(note)]) {
      const client = await start({ port: source.port, shape });
      try {
        await source.send({ messages });
        const { received } = await caughtUp(client, messages);
        if (received !== messages)
          throw new Error(`${title}: ${whole(messages - received)} messages are not on the screen`);
        const sizes = [residentMemory(client.pid), peakMemory(client.pid)].map(megabytes);
        note(`${title}: ${sizes.join(', at most ')}`);
        rows.push([title, ...sizes]);
      } finally {
        await client.stop();
      }
    }
  } finally {
    await source.close();
  }
  return table(
    [`after ${whole(messages)} messages, 1,000 topics × 64 B`, 'resident', 'peak'],
    rows,
  );
};
