import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { costOf } from './line-cost.ts';
import { Room } from './room.ts';
import type { RoomLine, SaidLine } from './room-line.ts';

/** The other client in a direct conversation; `clientId` and `user` are what its messages claim. */
export type Peer = {
  /** The room where we met: the messages use topics below its own. */
  readonly room: string;
  /** Empty if the messages do not say; then we cannot reply. */
  readonly clientId: string;
  readonly user: string;
};

/** Strangers can open many of these, so each has lower limits than a room that we have joined. */
const limits = { entries: 2000, bytes: 2 * 1024 * 1024 };

/** A conversation with one client; its topic is the one that we publish to. */
export class DirectRoom extends Room {
  override readonly isPrivate = true;
  override readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  peer: Peer;
  /** Whether we have replied, or opened the conversation ourselves. */
  isAnswered = false;

  constructor(topic: string, peer: Peer, attention?: Attention) {
    super(topic, attention);
    this.peer = peer;
    this.people.spoke(peer.user, 0);
  }

  override send(message: ChatMessage & { id: string }, at: number, signer?: string): SaidLine {
    this.isAnswered = true;
    this.people.spoke(message.user, at);
    return super.send(message, at, signer);
  }
}
