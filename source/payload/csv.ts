const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/** A record of a CSV file, with its line break (RFC 4180). */
export const csvRecord = (fields: readonly string[]): string =>
  `${fields.map((field) => quoted(field)).join(',')}\r\n`;
