/** A message that a device of the house publishes. */
export type HouseMessage = {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly retain: boolean;
};

/** How often the house looks what is due, ms. */
export const tickTime = 500;

/** The seconds since the start of the house. */
export const secondsAt = (tick: number): number => (tick * tickTime) / 1000;

/** The devices of a house that speak one convention. */
export type Family = {
  /** What they have left on the broker before anybody looks. */
  readonly retained: readonly HouseMessage[];
  /** The topic filters of the commands that they take. */
  readonly commands: readonly string[];
  /** What they publish in a tick. Ticks count from 1. */
  readonly tick: (tick: number) => readonly HouseMessage[];
  /** What they answer to a command. The payload is text from outside. */
  readonly answer: (topic: string, payload: string) => readonly HouseMessage[];
};

/** A retained message; what is no text is published as JSON. */
export const retained = (topic: string, value: unknown): HouseMessage => ({
  topic,
  payload: typeof value === 'string' ? value : JSON.stringify(value),
  retain: true,
});

/** A message that is not retained; what is no text is published as JSON. */
export const live = (topic: string, value: unknown): HouseMessage => ({
  ...retained(topic, value),
  retain: false,
});
