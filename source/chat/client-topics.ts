/** A client identifier as a topic level: percent-encoded, since it may contain what a level must not. */
export const levelOf = (clientId: string): string =>
  clientId.replaceAll(
    /[/+#%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The client identifier encoded in a topic level. */
const clientIdOf = (level: string): string =>
  level.replaceAll(/%(2F|2B|23|25)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** A kind of topic of which each client has one below each room. */
export type ClientTopics = {
  readonly topicOf: (room: string, clientId: string) => string;
  /** Room and client identifier of such a topic, or `undefined`. */
  readonly parse: (topic: string) => { room: string; clientId: string } | undefined;
  /** The filter for those of all clients in a room. */
  readonly filterOf: (room: string) => string;
};

const kinds = ['presence', 'dm', 'repeat'] as const;

/** The levels below a room's topic name that clients have topics in. */
export const roomLevels: ReadonlySet<string> = new Set(kinds.map((kind) => `$${kind}`));

/** The room that a topic belongs to: a client's topic is below it, any other topic is that of a room itself. */
export const roomOfTopic = (topic: string): string => {
  const at = Math.max(...kinds.map((kind) => topic.lastIndexOf(`/$${kind}/`)));
  return at <= 0 ? topic : topic.slice(0, at);
};

/** `<room>/$<kind>/<client id>`. */
export const clientTopics = (kind: (typeof kinds)[number]): ClientTopics => {
  const marker = `/$${kind}/`;
  return {
    topicOf: (room, clientId) => `${room}${marker}${levelOf(clientId)}`,
    parse: (topic) => {
      const at = topic.lastIndexOf(marker);
      return at <= 0
        ? undefined
        : { room: topic.slice(0, at), clientId: clientIdOf(topic.slice(at + marker.length)) };
    },
    filterOf: (room) => `${room}${marker}+`,
  };
};
