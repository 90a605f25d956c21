/** A whole number with its thousands apart: 1,204. */
export const figure = (value: number): string => value.toLocaleString('en');

/** A number of messages: `1 message`, `1,204 messages`. */
export const messagesInWords = (count: number): string =>
  `${figure(count)} ${count === 1 ? 'message' : 'messages'}`;

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in bytes: `12 bytes`, `3.4 KiB`. */
export const bytesInWords = (bytes: number): string => {
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit += 1) size /= 1024;
  return `${unit === 0 || size >= 10 ? figure(Math.round(size)) : size.toFixed(1)} ${units[unit]}`;
};

/** A time in ms: `12 s`, `4 min`, `1.5 h`. */
export const timeInWords = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${figure(Math.round(seconds / 360) / 10)} h`;
};
