import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The young generation of the heap may grow to this, in bytes. */
const enough = 16 * 1024 * 1024;

const size = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

/**
 * Keeps V8 from letting the young generation of the heap grow to 134 MB, which it does in a flood
 * of messages. Next to nothing of what a message leaves behind outlives the next collection, so
 * that a small one is as fast, and the memory is the messages'.
 */
export const boundYoungGeneration = (): void => {
  const observer = new PerformanceObserver(() => {
    if (size() < enough) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
};
