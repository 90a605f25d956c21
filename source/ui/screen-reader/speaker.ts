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

/** The most lines to speak per second; of a flood only the newest are spoken. */
const mostInSecond = 20;
const second = 1000;

/** The most sent lines to watch in case they fail. */
const mostPending = 100;

const spokenStatus = (session: MqttSession): string => {
  const { status, server } = session;
  const address = server?.address;
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

/** Works out what to speak that has not been spoken yet; each line is spoken once. */
export class Speaker {
  readonly #session: MqttSession;
  readonly #getState: () => UiState;
  #selection = '';
  /** The position up to which the log of the selection has been spoken. */
  #said = 0;
  #notice: Notice | undefined;
  #status: ConnectionStatus['state'] = 'idle';
  #pending: SaidLine[] = [];
  readonly #now: () => number;
  /** The start of the current second, and how many lines it has spoken. */
  #since = Number.NEGATIVE_INFINITY;
  #saidSince = 0;
  #holdsBack = false;

  /** `now` is a monotonic clock in ms. */
  constructor(
    session: MqttSession,
    getState: () => UiState,
    now: () => number = () => performance.now(),
  ) {
    this.#session = session;
    this.#getState = getState;
    this.#now = now;
  }

  /** How long held-back lines must wait for the next second, in ms; `undefined` if there are none. */
  get wait(): number | undefined {
    return this.#holdsBack ? Math.max(0, this.#since + second - this.#now()) : undefined;
  }

  /** What is new since the last call, oldest first. */
  news(): string[] {
    this.#holdsBack = false;
    return [...this.#connection(), ...this.#log(), ...this.#failures(), ...this.#notices()];
  }

  /** What is new of a session that is not the current one: how it is connected, what could not be sent, and notices. */
  newsElsewhere(): string[] {
    this.#holdsBack = false;
    // Once it is the current one again, it is said what is shown of it.
    this.#selection = '';
    return [...this.#connection(), ...this.#failures(), ...this.#notices()];
  }

  #notices(): string[] {
    const { notice } = this.#session;
    const isNew = notice !== undefined && notice !== this.#notice;
    this.#notice = notice;
    return isNew ? [printable(notice.text, 600)] : [];
  }

  #connection(): string[] {
    const { state } = this.#session.status;
    if (state === this.#status) return [];
    this.#status = state;
    return [spokenStatus(this.#session)].filter((text) => text !== '');
  }

  /** The selection if it has changed, and what is new in its log. */
  #log(): string[] {
    const state = this.#getState();
    const session = this.#session;
    const selection = `${state.selected?.kind} ${state.selected?.topic}`;
    const isNew = selection !== this.#selection;
    const room = selectedRoom(session, state);
    if (room !== undefined) {
      const { lines } = room;
      this.#selection = selection;
      const head = `Room ${roomName(session, room)}, ${plural(room.people.count, 'person', 'people')}.`;
      return this.#new(isNew, head, lines.end, (position) => {
        const line = lines.at(position);
        if (line?.kind === 'said' && line.delivery !== undefined) this.#await(line);
        return line === undefined ? undefined : spokenLine(line, state.timeFormat);
      });
    }
    const node = selectedNode(session, state);
    const log = session.monitor?.log;
    // The log follows the selection with a short delay.
    if (node === undefined || log?.topic !== node.topic) return [];
    this.#selection = selection;
    const payloads = payloadLine(session, state);
    const head = `Topic ${printable(node.topic, 300) || '(empty)'}, ${plural(node.messagesBelow, 'message', 'messages')}.`;
    return this.#new(isNew, head, log.end, (position) => {
      const message = log.at(position);
      return message === undefined ? undefined : spokenMessage(message, payloads);
    });
  }

  #new(
    isNewSelection: boolean,
    head: string,
    end: number,
    textAt: (position: number) => string | undefined,
  ): string[] {
    const now = this.#now();
    if (isNewSelection || now - this.#since >= second) {
      this.#since = now;
      this.#saidSince = 0;
    }
    // After a change of selection, the newest line gives an idea of what it is about.
    const from = isNewSelection ? Math.max(0, end - 1) : Math.min(this.#said, end);
    const room = mostInSecond - this.#saidSince;
    if (from < end && room <= 0) {
      this.#holdsBack = true;
      return [];
    }
    this.#said = end;
    const first = Math.max(from, end - room);
    this.#saidSince += end - first;
    const passed = first - from;
    const texts: string[] = isNewSelection ? [head] : [];
    if (passed > 0) texts.push(`${plural(passed, 'line', 'lines')} skipped.`);
    for (let position = first; position < end; position += 1) {
      const text = textAt(position);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  #await(line: SaidLine): void {
    this.#pending = [...this.#pending, line].slice(-mostPending);
  }

  /** Lines of ours that were spoken and then could not be sent. */
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
