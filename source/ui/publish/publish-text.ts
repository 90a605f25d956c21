import type { QoS } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';

/** Publishes, and shows a notice with the result once the broker has answered. */
export const publishText = (
  { session }: ActionContext,
  topic: string,
  payload: string,
  options: { qos: QoS; retain: boolean },
): string | undefined => {
  const problem = topicNameProblem(topic);
  if (problem !== undefined) return problem;
  void session.publish(topic, payload, options).then(
    () =>
      session.notify(
        `Published to ${printable(topic, 200)}${options.retain ? ', retained' : ''} (QoS ${options.qos}).`,
      ),
    (error: unknown) =>
      session.notify(`Not published to ${printable(topic, 200)}: ${(error as Error).message}`),
  );
  return undefined;
};
