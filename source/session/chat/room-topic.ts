import { topicNameProblem } from '../../mqtt/topic.ts';

/** Why a topic cannot be joined as a room, in one sentence, or `undefined`. */
export const roomProblem = (topic: string): string | undefined =>
  topic.startsWith('$')
    ? 'A room must not begin with "$": such topics belong to the broker.'
    : topicNameProblem(topic);
