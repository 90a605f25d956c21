import { once } from 'node:events';
import type { Socket } from 'node:net';

/** Resolves with the event of a socket; its error, its end and the signal reject and close it. */
export const opened = async (socket: Socket, event: string, signal: AbortSignal): Promise<void> => {
  // Between two steps nobody else listens.
  socket.on('error', () => undefined);
  const closed = new AbortController();
  const onClose = (): void =>
    closed.abort(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  socket.once('close', onClose);
  try {
    await once(socket, event, { signal: AbortSignal.any([signal, closed.signal]) });
  } catch (error) {
    socket.destroy();
    throw (error as Error).name === 'AbortError' ? (error as Error).cause : error;
  } finally {
    socket.off('close', onClose);
  }
};

/** The promise, unless the signal comes first. */
export const unless = async <Result>(
  signal: AbortSignal,
  promise: Promise<Result>,
): Promise<Result> => {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
};
