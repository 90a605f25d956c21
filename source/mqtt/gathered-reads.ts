import type { OnReadOpts, Socket } from 'node:net';

/** The most that is read at once, bytes. */
const most = 65_536;

/** Reading fewer bytes costs more than all that becomes of them. */
const small = 8192;

/** How many small reads, each within `span` of the one before and with nothing sent between them, are a flood. */
const frequent = 3;

/** ms */
const span = 1;

/** How long nothing is read then, ms. */
const gathering = 1;

/**
 * Opens a socket that reads a flood of small packets together. A broker writes each packet by itself, and to
 * read it alone costs Node.js several times what it costs to handle it: so, after a few small reads in quick
 * succession, nothing is read for a millisecond, and the operating system gathers what arrives. A message
 * that comes alone is read at once; so are answers, on which the next thing that we send may wait.
 *
 * All is read into one buffer: the bytes of a `data` event are lent until its listener returns. Whatever
 * waits in the socket is a copy.
 */
export const openGathering = (open: (onread: OnReadOpts) => Socket): Socket => {
  let reads = 0;
  let readAt = 0;
  let sent = 0;
  let isGathering = false;
  let timer: NodeJS.Timeout | undefined;

  const readOn = (): void => {
    isGathering = false;
    // If it was paused, it reads on when it is resumed.
    if (!socket.isPaused()) socket.resume();
  };

  /** Whether to gather what comes after a read of this length, bytes. */
  const isFlood = (length: number): boolean => {
    if (length >= small) {
      reads = 0;
      return false;
    }
    const now = performance.now();
    const { bytesWritten } = socket;
    const continues = now - readAt < span && bytesWritten === sent;
    readAt = now;
    sent = bytesWritten;
    reads = continues ? reads + 1 : 1;
    return reads >= frequent;
  };

  const gather = (): void => {
    reads = 0;
    isGathering = true;
    if (timer === undefined) timer = setTimeout(readOn, gathering);
    else timer.refresh();
  };

  const callback = (length: number, bytes: Uint8Array): boolean => {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, length);
    const isRead = socket.readableFlowing === true && socket.readableLength === 0;
    if (isRead) socket.emit('data', chunk);
    // TLS hands on all that it has decrypted, even when paused.
    const isFull = !isRead && !socket.push(Buffer.from(chunk));
    if (!isGathering && isFlood(length)) gather();
    return !isGathering && !isFull;
  };

  const socket = open({ buffer: Buffer.allocUnsafeSlow(most), callback });
  return socket;
};
