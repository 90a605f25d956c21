/** A client identifier may hold what a topic level must not: it is escaped as in a URL. */
export const levelOf = (clientId: string): string =>
  clientId.replaceAll(
    /[/+#%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The client identifier that a topic level stands for. */
export const clientIdOf = (level: string): string =>
  level.replaceAll(/%(2F|2B|23|25)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
