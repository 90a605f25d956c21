import { duration } from '../../format/duration.ts';
import { size } from '../../format/size.ts';
import { randomBytes } from 'node:crypto';
import { levelOf } from '../../chat/client-topics.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import type { MessageProperties } from '../../mqtt/message.ts';
import type { PublishOptions } from '../../mqtt/request-options.ts';
import type { Announcer } from '../frame-parts.ts';
import { Exchange, type ExchangeWiring } from './exchange.ts';
import { formMessage } from './form-message.ts';
import { inHome } from './home-path.ts';
import { pathsStartingWith } from './path-completion.ts';
import { readPayloadFile } from './payload-file.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { FormProblem, OutgoingMessage, PublishForm } from './publish-form.ts';
import { PublishTemplates } from './publish-templates.ts';
import { Repeats, repeatTime } from './repeats.ts';
import { SendCount } from './send-count.ts';

/** The outcome of the last message published. */
export type Outcome = {
  readonly state: 'sending' | 'done' | 'failed';
  /** A sentence, which may contain hostile text. */
  readonly text: string;
  /** ms since the epoch. */
  readonly at: number;
};

/** Where the publisher finds its files. */
export type PublisherOptions = {
  /** The templates file; without one, templates last until the program ends. */
  readonly templates: string | undefined;
  /** The user's home folder. */
  readonly home: string;
};

/** What the publisher needs from the session. */
type Wiring = {
  readonly session: {
    readonly status: ConnectionStatus;
    readonly clock: Announcer;
    readonly publish: (topic: string, payload: Buffer, options: PublishOptions) => Promise<void>;
    readonly notify: (text: string) => void;
  };
  readonly clientId: string;
  readonly connect: (
    clientId: string,
    events: Parameters<ExchangeWiring['connect']>[0],
  ) => Connection;
};

/** Publishes forms, once, repeatedly, or as requests that expect answers, and records the outcome. */
export class Publisher {
  outcome: Outcome | undefined;
  /** The last request that expected an answer. */
  exchange: Exchange | undefined;
  readonly repeats: Repeats;
  readonly templates: PublishTemplates;
  readonly #home: string;
  readonly #wiring: Wiring;
  readonly #sends = new SendCount();
  #asked = 0;
  /** How many forms were sent, and the number of the one that the outcome is about. */
  #started = 0;
  #newest = 0;

  constructor(
    { templates, home }: PublisherOptions = { templates: undefined, home: '' },
    wiring: Wiring,
  ) {
    this.#wiring = wiring;
    this.#home = home;
    this.templates = new PublishTemplates(templates, (text) => wiring.session.notify(text));
    this.repeats = new Repeats({
      publish: (message) => this.#publish(message),
      isConnected: () => wiring.session.status.state === 'connected',
      clock: wiring.session.clock,
      onGivenUp: ({ message }, problem) =>
        this.#report('failed', `${message.topic} is no longer repeated: ${problem}`),
    });
  }

  /** Whether the connection takes MQTT 5 properties; `undefined` while there is no connection. */
  get takesProperties(): boolean | undefined {
    const { status } = this.#wiring.session;
    return status.state === 'connected' ? status.protocolVersion === 5 : undefined;
  }

  /** Expands a leading `~/` to the home folder. */
  placeOf(path: string): string {
    return inHome(path, this.#home);
  }

  /** The paths that start with what was typed, at most `most`; folders end in `/`. */
  pathsStartingWith(typed: string, most: number): Promise<string[]> {
    return pathsStartingWith(typed, this.#home, most);
  }

  /** Reads a file as a payload; rejects with an error whose message is a sentence. */
  read(path: string): Promise<Buffer> {
    return readPayloadFile(path, this.#home);
  }

  /** Starts publishing a form, or returns what is wrong with it. */
  async send(form: PublishForm): Promise<FormProblem | undefined> {
    this.#started += 1;
    const number = this.#started;
    let file: Buffer | undefined;
    try {
      if (form.format === 'file' && form.path !== '') file = await this.read(form.path);
    } catch (error) {
      return { member: 'path', problem: (error as Error).message };
    }
    const message = formMessage(form, file);
    if ('problem' in message) return message;
    const every = repeatTime(form.every);
    if (typeof every === 'number') return this.#repeat(form, message, { every, number });
    if (form.answerWithin > 0)
      return this.#ask(form, message, { within: form.answerWithin * 1000, number });
    void this.#sendOnce(this.#filledIn(form, message), number);
    return undefined;
  }

  /** Stops repeats and the exchange. */
  stop(): void {
    this.repeats.stopAll();
    this.exchange?.stop();
  }

  #repeat(
    form: PublishForm,
    message: OutgoingMessage,
    { every, number }: { readonly every: number; readonly number: number },
  ): FormProblem | undefined {
    if (form.answerWithin > 0)
      return {
        member: 'answerWithin',
        problem: 'A repeated message cannot expect an answer: switch one of the two off.',
      };
    const repeat = this.repeats.start(message, every, form.format === 'text');
    if (typeof repeat === 'string') return { member: 'every', problem: repeat };
    this.#report(
      'done',
      `${message.topic} is published every ${duration(every)} until it is stopped.`,
      number,
    );
    return undefined;
  }

  /** The message to send now, with the placeholders of a text filled in. */
  #filledIn(form: PublishForm, message: OutgoingMessage): OutgoingMessage {
    if (form.format !== 'text') return message;
    const values = { n: this.#sends.next(form), now: Date.now(), random: Math.random };
    return { ...message, payload: Buffer.from(fillPlaceholders(form.payload, values)) };
  }

  #ask(
    form: PublishForm,
    message: OutgoingMessage,
    { within, number }: { readonly within: number; readonly number: number },
  ): FormProblem | undefined {
    const given = message.properties?.responseTopic;
    if (given === undefined && this.takesProperties === false)
      return {
        member: 'responseTopic',
        problem:
          'Before MQTT 5 a request cannot name its response topic: enter the topic that answers are published on.',
      };
    this.exchange?.stop();
    this.#asked += 1;
    const responseTopic =
      given ?? `mqtt-tui/reply/${levelOf(this.#wiring.clientId)}/${this.#asked}`;
    const properties: MessageProperties = {
      ...message.properties,
      responseTopic,
      ...(this.takesProperties === false
        ? {}
        : { correlationData: message.properties?.correlationData ?? randomBytes(8) }),
    };
    this.outcome = undefined;
    this.#newest = number;
    this.exchange = new Exchange(
      { ...this.#filledIn(form, message), properties },
      { responseTopic, within },
      {
        // A separate connection: what is watched may contain the same messages.
        connect: (events) => this.#wiring.connect(`${this.#wiring.clientId}-q`, events),
        publish: (request) => this.#publish(request),
        clock: this.#wiring.session.clock,
      },
    );
    this.exchange.start();
    return undefined;
  }

  async #sendOnce(message: OutgoingMessage, number: number): Promise<void> {
    const { topic, payload, qos, retain, properties } = message;
    if (number > this.#newest) {
      this.exchange?.stop();
      this.exchange = undefined;
    }
    const what = `${topic}, ${size(payload.length)}, QoS ${qos}${retain ? ', retained' : ''}`;
    this.#report('sending', `Publishing to ${what} …`, number);
    try {
      await this.#publish(message);
      const left =
        properties !== undefined && this.takesProperties === false
          ? ' The properties, which need MQTT 5, were left out.'
          : '';
      const answer = qos === 0 ? 'sent; QoS 0 is never acknowledged' : 'acknowledged';
      this.#report('done', `Published to ${what}: ${answer}.${left}`, number);
    } catch (error) {
      this.#report('failed', `Not published to ${topic}: ${(error as Error).message}`, number);
    }
  }

  #publish({ topic, payload, ...options }: OutgoingMessage): Promise<void> {
    return this.#wiring.session.publish(topic, payload, options);
  }

  #report(state: Outcome['state'], text: string, number = this.#newest): void {
    if (number < this.#newest) {
      // The outcome shown is a later message's; but the user must not miss that this one failed.
      if (state === 'failed') this.#wiring.session.notify(text);
      return;
    }
    this.#newest = number;
    this.outcome = { state, text, at: Date.now() };
    this.#wiring.session.clock.changedNow('work');
  }
}
