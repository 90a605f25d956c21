import { topicNameProblem } from '../../mqtt/topic.ts';

/** Why this cannot be joined as a room, or `undefined`. */
export const roomProblem = (topic: string): string | undefined =>
  topic.startsWith('$')
    ? 'A room must not begin with "$": such topics belong to the broker.'
    : topicNameProblem(topic);
