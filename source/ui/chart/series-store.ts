import { HistoryReader } from '../../model/history-reader.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { NumberSeries } from '../../model/number-series.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Decimal } from '../../payload/decimal.ts';
import type { DecoderChoice } from '../../payload/decoder-choice.ts';
import { numericValue, quickNumberAt, quickUnitAt } from '../../payload/number-at.ts';
import { valueAt } from '../../payload/value-path.ts';
import type { MqttSession } from '../../session/session.ts';
import type { UiStore } from '../ui-store.ts';
import { seriesKey, type SeriesName } from './state.ts';

/** How long each frame may spend reading new messages, in ms. */
const timeAFrame = 6;

type Followed = {
  readonly name: SeriesName;
  readonly numbers: NumberSeries;
  readonly reader: HistoryReader;
  readonly choice: DecoderChoice | undefined;
  /** The unit that came with a number. Text from outside. */
  unit: string | undefined;
};

const fromTheStart = (name: SeriesName, choice: DecoderChoice | undefined): Followed => ({
  name,
  numbers: new NumberSeries(),
  reader: new HistoryReader(),
  choice,
  unit: undefined,
});

/** Stands for a series not read yet. */
const none = new NumberSeries();

/** The decoder chosen for each topic. */
type Choices = ReadonlyMap<string, DecoderChoice>;

/**
 * The numbers of the chart's lines, read from the histories a little in every frame, and sooner
 * where a history is short, so that they survive after the histories drop them.
 */
export class SeriesStore {
  readonly #session: MqttSession;
  #followed = new Map<string, Followed>();
  /** The tree whose histories are read. */
  #tree: TopicTree | undefined;
  #names: readonly SeriesName[] = [];
  #choices: Choices = new Map();
  #stop: (() => void) | undefined;

  constructor(session: MqttSession) {
    this.#session = session;
  }

  /** Whether some history has unread messages. */
  get isBehind(): boolean {
    return [...this.#followed.values()].some(({ name, reader }) => {
      const node = this.#session.monitor?.tree.find(name.topic);
      return node !== undefined && reader.isBehind(node);
    });
  }

  /** The numbers of some series, as far as they have been read. */
  numbersOf(names: readonly SeriesName[]): readonly NumberSeries[] {
    return names.map((name) => this.#followed.get(seriesKey(name))?.numbers ?? none);
  }

  /** The units of some series, which came with their numbers or were announced; text from outside. */
  unitsOf(names: readonly SeriesName[]): readonly (string | undefined)[] {
    const announced = this.#session.monitor?.devices.units;
    return names.map(
      (name) => this.#followed.get(seriesKey(name))?.unit ?? announced?.of(name.topic, name.path),
    );
  }

  /** Follows exactly these series from now on. */
  follow(names: readonly SeriesName[], choices: Choices): void {
    if (names === this.#names && choices === this.#choices) return;
    this.#names = names;
    this.#choices = choices;
    this.#forgetOtherTimes();
    const before = this.#followed;
    this.#followed = new Map();
    for (const name of names) {
      const key = seriesKey(name);
      const known = before.get(key);
      const choice = choices.get(name.topic);
      const isSame = known !== undefined && known.choice === choice;
      this.#followed.set(key, isSame ? known : fromTheStart(name, choice));
    }
    this.#listen(names.length > 0);
    this.#readOn();
  }

  /** Each point in a recording has its own tree, whose histories are read from the start. */
  #forgetOtherTimes(): void {
    const tree = this.#session.monitor?.tree;
    if (tree === this.#tree) return;
    this.#tree = tree;
    for (const [key, { name, choice }] of this.#followed)
      this.#followed.set(key, fromTheStart(name, choice));
  }

  #listen(isWanted: boolean): void {
    const { clock, monitor } = this.#session;
    this.#stop?.();
    this.#stop = isWanted ? clock.subscribe(() => this.#readOn()) : undefined;
    if (monitor === undefined) return;
    monitor.onRecorded = isWanted ? (node) => this.#recorded(node) : undefined;
    monitor.charted = new Set(this.#names.map(({ topic }) => topic));
  }

  /** Keeps up with a topic even when frames are rare, so that no number is lost. */
  #recorded(node: TopicNode): void {
    for (const { name, reader } of this.#followed.values()) {
      if (name.topic !== node.topic) continue;
      this.#session.clock.changed('messages');
      if (reader.isPressed(node)) this.#readOn();
    }
  }

  #readOn(): void {
    this.#forgetOtherTimes();
    const tree = this.#tree;
    if (tree === undefined || !this.isBehind) return;
    const end = performance.now() + timeAFrame;
    let isWaiting = false;
    for (const followed of this.#followed.values()) {
      const { name, numbers, reader } = followed;
      const node = tree.find(name.topic);
      if (node === undefined) continue;
      const isWhole = node.kept === node.messages;
      let newest: StoredMessage | undefined;
      reader.read(
        tree,
        node,
        (message) => {
          const number = this.#numberIn(message, followed);
          if (number === 'later') isWaiting = true;
          else if (number !== undefined) {
            const isOld = message.retain && isWhole && numbers.length === 0;
            numbers.add(message.receivedAt, number.double, isOld, number.text);
            newest = message;
          }
          return number !== 'later';
        },
        () => performance.now() < end,
      );
      // The unit of the newest number alone: it seldom changes.
      if (newest !== undefined) followed.unit = this.#unitIn(newest, followed) ?? followed.unit;
    }
    // Whatever loads the decoder reports that itself.
    if (this.isBehind && !isWaiting) this.#session.clock.changedNow('messages');
  }

  /** The unit that came with a number, in its text or beside it. */
  #unitIn(message: StoredMessage, { name, choice }: Followed): string | undefined {
    const { path } = name;
    const unit = quickUnitAt(message.payload, path);
    const isDecoded = choice !== undefined || quickNumberAt(message.payload, path) === 'elsewhere';
    return unit !== undefined || !isDecoded
      ? unit
      : this.#session.payloads.read(message, choice).decoded.units?.get(path.join(''));
  }

  #numberIn(message: StoredMessage, { name, choice }: Followed): Decimal | 'later' | undefined {
    const quick = choice === undefined ? quickNumberAt(message.payload, name.path) : 'elsewhere';
    if (quick !== 'elsewhere') return quick;
    const { decoded } = this.#session.payloads.read(message, choice);
    if (decoded.isLoading === true) return 'later';
    const value = decoded.value === undefined ? undefined : valueAt(decoded.value, name.path);
    return value === undefined ? undefined : numericValue(value);
  }
}

const stores = new WeakMap<MqttSession, SeriesStore>();

/** Follows the chart's series, even while it is not on the screen. Returns how to stop. */
export const followChart = (session: MqttSession, store: UiStore): (() => void) => {
  const follow = (): void => {
    const { chart, details } = store.getState();
    seriesStoreOf(session).follow(chart.series, details.choices);
  };
  follow();
  return store.subscribe(follow);
};

/** The followed numbers of a session. */
export const seriesStoreOf = (session: MqttSession): SeriesStore => {
  const known = stores.get(session);
  if (known !== undefined) return known;
  const store = new SeriesStore(session);
  stores.set(session, store);
  return store;
};
