/** Waits for some work, but not longer than `time` ms; what the work comes to is not told. */
export const withTimeout = async (time: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, time);
  });
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
};
