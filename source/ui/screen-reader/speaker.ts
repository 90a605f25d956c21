import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { protocolNames } from '../../mqtt/connection-options.ts';
import { addressInWords } from '../../mqtt/server-address.ts';
import type { SaidLine } from '../../model/room-line.ts';
import { printable } from '../../payload/printable.ts';
import type { Notice } from '../../session/notice.ts';
import type { MqttSession } from '../../session/session.ts';
import { payloadLine } from '../details/payload-line.ts';
import { plural } from '../../format/count.ts';
import { roomName } from '../rooms/room-name.ts';
import { selectedNode, selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import { spokenLine, spokenMessage } from './spoken-text.ts';

/** Lines of a place that are said within a second; of a flood only the newest are heard. */
const mostInSecond = 20;
const second = 1000;

/** Sentences of ours that may still turn out not to be sent. */
const mostPending = 100;

const spokenStatus = (session: MqttSession): string => {
  const { status, address } = session;
  const where = address === undefined ? 'the broker' : printable(addressInWords(address), 200);
  switch (status.state) {
    case 'connected':
      return `Connected to ${where}, ${protocolNames[status.protocolVersion]}.`;
    case 'connecting':
      return status.attempt > 1 ? '' : `Connecting to ${where}.`;
    case 'waiting':
      return `Offline: ${printable(status.problem, 600)}`;
    case 'refused':
      return `Not connected: ${printable(status.problem, 600)}`;
    case 'idle':
    case 'closed':
      return '';
  }
};

/** Finds out what a person who cannot see the screen has not heard yet; each line is said once. */
export class Speaker {
  readonly #session: MqttSession;
  readonly #getState: () => UiState;
  #place = '';
  /** The position up to which the log of the place has been said. */
  #said = 0;
  #notice: Notice | undefined;
  #status: ConnectionStatus['state'] = 'idle';
  #pending: SaidLine[] = [];
  readonly #now: () => number;
  /** When the second began whose lines are counted, and how many of them have been said. */
  #since = Number.NEGATIVE_INFINITY;
  #saidSince = 0;
  #holdsBack = false;

  /** `now` is a clock in ms that nobody sets. */
  constructor(
    session: MqttSession,
    getState: () => UiState,
    now: () => number = () => performance.now(),
  ) {
    this.#session = session;
    this.#getState = getState;
    this.#now = now;
  }

  /** How long lines wait for the next second, ms; `undefined` where none does. */
  get wait(): number | undefined {
    return this.#holdsBack ? Math.max(0, this.#since + second - this.#now()) : undefined;
  }

  /** What is new since the last call, the oldest first. */
  news(): string[] {
    this.#holdsBack = false;
    const lines = [...this.#connection(), ...this.#log(), ...this.#failures()];
    const { notice } = this.#session;
    if (notice !== undefined && notice !== this.#notice) lines.push(printable(notice.text, 600));
    this.#notice = notice;
    return lines;
  }

  #connection(): string[] {
    const { state } = this.#session.status;
    if (state === this.#status) return [];
    this.#status = state;
    return [spokenStatus(this.#session)].filter((text) => text !== '');
  }

  /** Where somebody has gone to, and what is said or comes there. */
  #log(): string[] {
    const state = this.#getState();
    const session = this.#session;
    const place = `${state.selected?.kind} ${state.selected?.topic}`;
    const isNew = place !== this.#place;
    const room = selectedRoom(session, state);
    if (room !== undefined) {
      const { lines } = room;
      this.#place = place;
      const head = `Room ${roomName(session, room)}, ${plural(room.people.count, 'person', 'people')}.`;
      return this.#new(isNew, head, lines.end, (position) => {
        const line = lines.at(position);
        if (line?.kind === 'said' && line.delivery !== undefined) this.#await(line);
        return line === undefined ? undefined : spokenLine(line);
      });
    }
    const node = selectedNode(session, state);
    const log = session.monitor?.log;
    // The log follows the selection a moment later.
    if (node === undefined || log?.topic !== node.topic) return [];
    this.#place = place;
    const payloads = payloadLine(session, state);
    const head = `Topic ${printable(node.topic, 300) || '(empty)'}, ${plural(node.messagesBelow, 'message', 'messages')}.`;
    return this.#new(isNew, head, log.end, (position) => {
      const message = log.at(position);
      return message === undefined ? undefined : spokenMessage(message, payloads);
    });
  }

  #new(
    isNewPlace: boolean,
    head: string,
    end: number,
    textAt: (position: number) => string | undefined,
  ): string[] {
    const now = this.#now();
    if (isNewPlace || now - this.#since >= second) {
      this.#since = now;
      this.#saidSince = 0;
    }
    // Of another place the newest line tells what it is about.
    const from = isNewPlace ? Math.max(0, end - 1) : Math.min(this.#said, end);
    const room = mostInSecond - this.#saidSince;
    if (from < end && room <= 0) {
      this.#holdsBack = true;
      return [];
    }
    this.#said = end;
    const first = Math.max(from, end - room);
    this.#saidSince += end - first;
    const passed = first - from;
    const texts: string[] = isNewPlace ? [head] : [];
    if (passed > 0) texts.push(`${plural(passed, 'line', 'lines')} passed over.`);
    for (let position = first; position < end; position += 1) {
      const text = textAt(position);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  #await(line: SaidLine): void {
    this.#pending = [...this.#pending, line].slice(-mostPending);
  }

  /** A sentence of ours that was said before has turned out not to be sent. */
  #failures(): string[] {
    const failed = this.#pending.flatMap(({ say, delivery }) =>
      delivery?.state === 'failed'
        ? [`Not sent: ${printable(say, 200)}. ${printable(delivery.reason, 300)}`]
        : [],
    );
    this.#pending = this.#pending.filter(
      ({ delivery }) => delivery?.state === 'waiting' || delivery?.state === 'sending',
    );
    return failed;
  }
}
