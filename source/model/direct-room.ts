import type { ChatMessage, ReceivedMessage } from '../chat/wire.ts';
import { printable } from '../payload/printable.ts';
import { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { costOf } from './line-cost.ts';
import type { OpenedMessage } from './opened-message.ts';
import type { People } from './people.ts';
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

/** A conversation with one client, in plain text. */
export class DirectRoom extends Room {
  override readonly isPrivate = true;
  /** Anybody can write to us under any name. */
  override readonly trustsFirstUse = false;
  override readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  peer: Peer;
  /** The topic that its messages to us arrive on. */
  incoming = '';
  /** Whether we have replied, or opened the conversation ourselves. */
  isAnswered = false;
  /** Whether we have said anything here. */
  hasSpoken = false;
  /** The nick under which the user has said yes to writing here, in spite of a doubt about who that is. */
  consentTo: string | undefined;

  readonly #attention: Attention;

  constructor(topic: string, peer: Peer, attention = new Attention()) {
    super(topic, attention);
    this.#attention = attention;
    this.peer = peer;
    this.people.spoke(peer.user, 0);
  }

  protected override get witnesses(): readonly People[] {
    return this.#attention.everyone();
  }

  /** The other client, as it is known now; says so if its name has changed. */
  meet(peer: Peer): void {
    const { clientId, user } = this.peer;
    this.peer = peer;
    // Who sends what does not name a client is not known, so nobody has changed their name.
    if (user !== peer.user && clientId !== '')
      this.tellNews(`${printable(user, 100)} is now ${printable(peer.user, 100)}`, Date.now());
  }

  /** A message to us is signed for the topic that it arrives on. */
  override open(message: ReceivedMessage): OpenedMessage {
    const { session, n } = message;
    return { message, scope: { kind: 'direct line', room: this.incoming, session, n } };
  }

  override send(message: ChatMessage & { id: string }, at: number, signer?: string): SaidLine {
    this.isAnswered = true;
    this.hasSpoken = true;
    this.people.spoke(message.user, at);
    return super.send(message, at, signer);
  }
}
