/** The shortest time between two drawings, ms. */
const pause = 100;

/** A line on standard error that shows progress; only on a terminal. */
export type ProgressLine = {
  readonly show: (text: string) => void;
  readonly clear: () => void;
};

/** A progress line on `stream`; nothing is shown if `isQuiet`. */
export const progressLine = (
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  isQuiet: boolean,
): ProgressLine => {
  const isShown = stream.isTTY === true && !isQuiet;
  let last = -Infinity;
  return {
    show: (text) => {
      if (!isShown || performance.now() - last < pause) return;
      last = performance.now();
      stream.write(`\r\u001b[K${text}`);
    },
    clear: () => {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
};
