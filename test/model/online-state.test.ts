import { expect, it } from 'vitest';
import { onlineState } from '../../source/model/online-state.ts';

it.each([
  ['LWT', 'Online', 'online'],
  ['lwt', ' Offline\n', 'offline'],
  ['$state', 'sleeping', 'asleep'],
  ['$state', 'ready', 'online'],
  ['$state', 'lost', 'offline'],
  ['availability', 'unavailable', 'offline'],
  ['state', '{"state":"online"}', 'online'],
  ['status', '{"status" : "offline"}', 'offline'],
  ['STATE', '{"online":true,"timestamp":1}', 'online'],
  ['STATE', '{"online": false}', 'offline'],
  ['state', '{"state":"ON"}', undefined],
  ['state', '{"power":"online"}', undefined],
  ['state', '{}', undefined],
  ['status', 'on', undefined],
  ['status', 'true', undefined],
  ['temperature', 'online', undefined],
])('a topic that ends in %s with %j says: %s', (level, text, state) => {
  expect(onlineState(level, text)).toBe(state);
});
