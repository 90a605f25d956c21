/** Waits for some work, but no longer than `time` ms; does not say which it was. */
export const withTimeout = async (time: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, time);
  });
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
};
