import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { costOf, Room } from './room.ts';
import type { RoomLine, SaidLine } from './room-line.ts';

/** The other one of a conversation between two; both are what a message claims. */
export type Peer = {
  /** The room where we met: the messages travel below its topic. */
  readonly room: string;
  /** Empty when the messages do not tell; then there is no reply. */
  readonly clientId: string;
  readonly user: string;
};

/** Strangers can open many of these: each has less room than one that we have joined. */
const limits = { entries: 2000, bytes: 2 * 1024 * 1024 };

/** A conversation with one client; its topic is where our messages go. */
export class DirectRoom extends Room {
  override readonly isPrivate = true;
  override readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  peer: Peer;
  /** Whether we have written here, or opened it ourselves. */
  isAnswered = false;

  constructor(topic: string, peer: Peer, attention?: Attention) {
    super(topic, attention);
    this.peer = peer;
    this.people.spoke(peer.user, 0);
  }

  override send(message: ChatMessage & { id: string }, at: number): SaidLine {
    this.isAnswered = true;
    this.people.spoke(message.user, at);
    return super.send(message, at);
  }
}
