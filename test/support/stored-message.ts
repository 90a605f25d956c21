import type { StoredMessage } from '../../source/model/stored-message.ts';
import { RecordContent } from '../../source/model/record-content.ts';
import { MessageStore } from '../../source/model/message-store.ts';
import type { Message } from '../../source/mqtt/message.ts';

/** A message as it comes back from a store with a memory limit out of reach. */
export const storedMessage = (message: Message, payloadLimit = 100): StoredMessage => {
  const store = new MessageStore({ memory: 1e7, payload: payloadLimit });
  return store.read(store.append(new RecordContent().ofMessage(message), 0, 0), message.topic);
};
