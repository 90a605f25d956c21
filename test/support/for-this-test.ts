import { onTestFinished } from 'vitest';

type Broker = { readonly stop: () => Promise<void> } | { readonly close: () => Promise<void> };

/** A broker for one test: stopped when the test is over. */
export const forThisTest = async <Started extends Broker>(
  starting: Promise<Started>,
): Promise<Started> => {
  const broker = await starting;
  onTestFinished(() => ('stop' in broker ? broker.stop() : broker.close()));
  return broker;
};
