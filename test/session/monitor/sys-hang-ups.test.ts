import { expect, it } from 'vitest';
import type { UnansweredPacket } from '../../../source/mqtt/requests.ts';
import { SysHangUps } from '../../../source/session/monitor/sys-hang-ups.ts';

const unanswered = (
  topic: string,
  packet: UnansweredPacket['packet'] = 'SUBSCRIBE',
): UnansweredPacket[] => [{ packet, topic, at: 0, isFirst: true }];

it('two losses at the subscription to $SYS/# tell that it is the reason', () => {
  const hangUps = new SysHangUps();
  const first = unanswered('$SYS/#');
  // The status of one loss changes several times.
  for (let times = 0; times < 3; times += 1) hangUps.lost(first);
  expect(hangUps.keepComing).toBe(false);
  hangUps.lost(unanswered('$SYS/#'));
  expect(hangUps.keepComing).toBe(true);
});

it('an answer in between, or a loss at something else, says nothing about it', () => {
  const hangUps = new SysHangUps();
  hangUps.lost(unanswered('$SYS/#'));
  hangUps.answered();
  hangUps.lost(unanswered('$SYS/#'));
  hangUps.lost(unanswered('a/#'));
  hangUps.lost(unanswered('$SYS/#', 'UNSUBSCRIBE'));
  hangUps.lost([]);
  expect(hangUps.keepComing).toBe(false);
});
